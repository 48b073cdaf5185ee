"""What must hold inside a registry entry and between entries, apart from types: references, keys, dates, files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields

from directory.registry_files import Entry, EntryDoor

Complain = Callable[[str, str], None]  # (field, message)

STATEWIDE = "statewide"
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_KEY = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")
_DISTRICT = re.compile(r"07\d{3}")
_MUNICIPALITY = re.compile(r"07\d{6}")
_BOOKKEEPING = {"key", "sources", "fact_sources", "earlier", "merged_keys"}
FACT_FIELDS = frozenset(field.name for field in fields(Entry)) - _BOOKKEEPING
DOOR_FIELDS = frozenset(field.name for field in fields(EntryDoor)) - {"key"}


def fact_names(entry: Entry) -> set[str]:
    """Every name that ``fact_sources`` and ``earlier`` of this entry may use."""
    return set(FACT_FIELDS) | {f"doors.{door.key}.{name}" for door in entry.doors for name in DOOR_FIELDS}


def check_entry(entry: Entry, stem: str, complain: Complain) -> None:
    """``stem`` is the file's name without ``.toml``; each problem goes to ``complain`` with its field."""
    _check_key(entry, complain)
    _check_places(entry, stem, complain)
    _check_sources(entry, complain)
    _check_status(entry, complain)


def _check_key(entry: Entry, complain: Complain) -> None:
    if not _KEY.fullmatch(entry.key):
        complain("key", "may hold only small letters, digits, '-' and '/'")
    if not entry.name.strip():
        complain("name", "is empty")
    if not entry.kinds:
        complain("kinds", "is empty")
    if repeated(door.key for door in entry.doors):
        complain("doors", "two doors have the same key")
    for door in entry.doors:
        if not _KEY.fullmatch(door.key) or "/" in door.key:
            complain(f"doors.{door.key}.key", "may hold only small letters, digits and '-'")


def _check_places(entry: Entry, stem: str, complain: Complain) -> None:
    if stem != (entry.district or STATEWIDE):
        complain("district", f"stands in {stem}.toml, but says {entry.district or 'nothing'}")
    for name, keys, shape in (
        ("district", [entry.district] if entry.district else [], _DISTRICT),
        ("areas", entry.areas, _DISTRICT),
        ("area_municipalities", entry.area_municipalities, _MUNICIPALITY),
        ("doors", [door.district for door in entry.doors if door.district], _DISTRICT),
    ):
        for key in keys:
            if not shape.fullmatch(key):
                complain(name, f"{key} is no official key")
    for door in entry.doors:
        if (door.lat is None) != (door.lon is None):
            complain(f"doors.{door.key}.lat", "a position needs lat and lon")


def _check_sources(entry: Entry, complain: Complain) -> None:
    known = {source.id for source in entry.sources}
    if not entry.sources:
        complain("sources", "is empty: every service says where it was found")
    if repeated(source.id for source in entry.sources):
        complain("sources", "two sources have the same id")
    for source in entry.sources:
        if source.date is not None and not _DATE.fullmatch(source.date):
            complain(f"sources.{source.id}.date", "must be YYYY, YYYY-MM or YYYY-MM-DD")
    names = fact_names(entry)
    for name, source_id in entry.fact_sources.items():
        _check_reference("fact_sources", name, source_id, names, known, complain)
    for old in entry.earlier:
        # The door of an old value may be gone: only its shape is checked.
        gone = old.field.startswith("doors.")
        _check_reference("earlier", old.field, old.source, names | {old.field} if gone else names, known, complain)


def _check_reference(
    table: str, name: str, source_id: str, names: set[str], known: set[str], complain: Complain
) -> None:
    if name not in names:
        complain(f"{table}.{name}", "is no fact of this service")
    if source_id not in known:
        complain(f"{table}.{name}", f"names the source {source_id}, which does not exist")


def _check_status(entry: Entry, complain: Complain) -> None:
    if entry.status == "draft" and not entry.draft_reason:
        complain("draft_reason", "a draft says why it is not shown")
    if entry.status == "published" and entry.draft_reason:
        complain("draft_reason", "stands only in drafts")


def repeated(values: Iterable[str]) -> set[str]:
    """The values that occur more than once."""
    seen: set[str] = set()
    return {value for value in values if value in seen or seen.add(value)}  # type: ignore[func-returns-value]
