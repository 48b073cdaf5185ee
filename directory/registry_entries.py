"""From the database back to registry entries, so that the files (and a git repository) can be the archive.

What a registry file can hold is kept: values in force with their sources and dates, replaced values with the reason,
keys merged away. What it cannot hold (who stated something, and the hour) stays in the database and in its backups.
Withdrawn services are left out. New fields of ``Entry`` come along by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.facts import DOOR_BLANKS, SERVICE_BLANKS, blank, door_field, value
from directory.models import Fact, Redirect, Service, Source
from directory.registry_checks import check_entry, fact_names
from directory.registry_files import Earlier, Entry, EntrySource
from directory.registry_shape import build
from directory.registry_toml import BadRegistry, RegistryProblem

REPLACED = "replaced"  # what loading notes where a file gives no reason
NO_REASON = "noch nicht veröffentlicht"  # a file's draft must say why it is one; the database's need not


@dataclass(frozen=True, slots=True)
class _Told:
    """All that is known of one service: its facts by age, its sources by rank, and the keys merged into it."""

    service: Service
    facts: list[Fact]
    sources: list[Source]
    merged: list[str]


def registry_entries(session: Session, status: str = "published") -> list[Entry]:
    """Every service of this status ("published" or "draft") by key.

    Raises BadRegistry, all problems together, where something stands in the database that no file may say.
    """
    problems: list[RegistryProblem] = []
    services = session.scalars(select(Service).where(Service.status == status).order_by(Service.key)).all()
    facts = _by(session.scalars(select(Fact).order_by(Fact.id)), "entity_id")
    sources = _by(session.scalars(select(Source).order_by(Source.priority, Source.id)), "service_id")
    merged = _merged_keys(session)
    told = (_Told(found, facts[found.id], sources[found.id], merged[found.id]) for found in services)
    entries = [entry for one in told if (entry := _entry(one, problems)) is not None]
    if problems:
        raise BadRegistry(problems)
    return entries


def _by(rows: Iterable[Any], owner: str) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, owner)].append(row)
    return grouped


def _merged_keys(session: Session) -> dict[str, list[str]]:
    """Id of a service -> the keys whose ids lead to it, also by way of others, sorted."""
    redirects = {row.id: row for row in session.scalars(select(Redirect))}
    keys = dict(session.execute(select(Service.id, Service.key)).all())
    found: dict[str, list[str]] = defaultdict(list)
    for row in redirects.values():
        target, seen = row.target_id, {row.id}
        while target in redirects and target not in seen:
            seen.add(target)
            target = redirects[target].target_id
        if key := row.key or keys.get(row.id):
            found[target].append(key)
    return defaultdict(list, {target: sorted(merged) for target, merged in found.items()})


def _entry(told: _Told, problems: list[RegistryProblem]) -> Entry | None:
    key = told.service.key
    current = {fact.field: fact.value for fact in told.facts if fact.superseded_at is None}
    stem = value(current, "district") or "statewide"

    def complain(field: str, message: str) -> None:
        problems.append(RegistryProblem(f"{stem}.toml", None, key, field, message))

    table = {"key": key, **_stated(SERVICE_BLANKS, current), "doors": _doors(current), "merged_keys": told.merged}
    entry = build(Entry, _with_reason(table), complain)
    if entry is None:
        return None
    return _checked(_with_sources(entry, told), stem, complain)


def _checked(entry: Entry, stem: str, complain: Any) -> Entry:
    check_entry(entry, stem, complain)
    return entry


def _stated(blanks: Mapping[str, Any], facts: Mapping[str, Any], door: str | None = None) -> dict[str, Any]:
    """Fields that say something; the others are left to the format's own defaults."""
    named = {name: door_field(door, name) if door else name for name in blanks}
    found = {name: value(facts, field) for name, field in named.items()}
    return {name: content for name, content in found.items() if content is not None and content != blanks[name]}


def _doors(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"key": door, **_stated(DOOR_BLANKS, facts, door)} for door in value(facts, "doors")]


def _with_reason(table: dict[str, Any]) -> dict[str, Any]:
    """A draft says why it is one; a published service no longer does."""
    if table.get("status") == "draft":
        return {"draft_reason": NO_REASON, **table}
    return {name: content for name, content in table.items() if name != "draft_reason"}


def _with_sources(entry: Entry, told: _Told) -> Entry:
    sources = _Sources(told.sources, told.service.main_source_id)
    names = fact_names(entry)
    stated = [
        fact for fact in told.facts
        if fact.superseded_at is None and fact.field in names and fact.value != blank(fact.field)
    ]  # fmt: skip
    found = {fact.field: cited for fact in stated if (cited := sources.cite(fact)) is not None}
    earlier = _earlier(told.facts, names, sources)
    return replace(
        entry,
        sources=sources.written,
        fact_sources={field: source for field, source in found.items() if source != sources.main},
        earlier=earlier,
    )


class _Sources:
    """The sources of one service under the short ids of a file; those that carry another date than their fact get a
    line of their own."""

    def __init__(self, rows: Iterable[Source], main: str | None) -> None:
        self.written: list[EntrySource] = []
        self._ids: dict[tuple[str, str | None], str] = {}
        self._rows = {row.id: row for row in rows}
        for row in sorted(self._rows.values(), key=lambda row: row.id != main):
            self._write(row, row.as_of)
        self.main = self.written[0].id if self.written else None

    def cite(self, fact: Fact) -> str | None:
        """The short id of the source of this fact; None where it has none."""
        row = self._rows.get(fact.source_id or "")
        if row is None:
            return None
        return self._ids.get((row.id, fact.as_of)) or self._write(row, fact.as_of)

    def _write(self, row: Source, as_of: str | None) -> str:
        name = f"s{len(self.written) + 1}"
        self._ids[row.id, as_of] = name
        confidence: Any = row.confidence
        self.written.append(EntrySource(name, row.url, as_of, row.kind, confidence))
        return name


def _earlier(facts: list[Fact], names: set[str], sources: _Sources) -> list[Earlier]:
    """Replaced values, oldest first. A file holds no value of nothing, and no statement without a source."""
    found = []
    for place, fact in enumerate(facts):
        known = fact.field in names or fact.field.startswith("doors.")
        if fact.superseded_at is None or fact.value is None or not known:
            continue
        if cited := sources.cite(fact):
            found.append(Earlier(fact.field, fact.value, cited, _reason(fact, facts[place + 1 :])))
    return found


def _reason(fact: Fact, later: Iterable[Fact]) -> str | None:
    """Why it was replaced: as the file said, else what was noted with the statement that came after it."""
    if fact.origin == "shipped" and fact.note:
        return None if fact.note == REPLACED else fact.note
    return next((after.note for after in later if after.field == fact.field and after.origin != "shipped"), None)
