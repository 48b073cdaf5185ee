"""Two records of one service become one: the newer fact stands, the other goes into the history, all sources stay.

Who is merged is never decided here: data/corrections/merges.toml says it, one reason each.
"""

from __future__ import annotations

import re
from typing import Any

from directory.registry_files import Earlier, Entry, EntrySource
from geo.text import fold
from scripts.registry_conversion.amend import value_of

_SINGLE = (
    *("organization", "umbrella", "office", "certificate", "email", "url", "access_text", "target_group"),
    *("hours", "hours_text", "intake_band", "phones", "languages"),
)
_UNITED = ("topics", "topics_text", "channels")
_DOOR = ("street", "postcode", "city", "hours", "hours_text")
_WHERE = ("street", "postcode", "city", "district", "lat", "lon")


def merge(survivor: Entry, other: Entry) -> None:
    """Puts ``other`` into ``survivor``. Of a draft only history is kept: nothing unconfirmed becomes public."""
    ids = {source.id: _adopt(survivor, source) for source in other.sources}
    if survivor.status == "published" and other.status == "draft":
        _history_only(survivor, other, ids)
    else:
        _facts(survivor, other, ids)
    _old_name(survivor, other, ids)
    survivor.merged_keys = sorted({*survivor.merged_keys, other.key, *other.merged_keys})


def _adopt(entry: Entry, source: EntrySource) -> str:
    for known in entry.sources:
        if (known.url, known.date) == (source.url, source.date):
            return known.id
    new = EntrySource(f"s{len(entry.sources) + 1}", source.url, source.date, source.kind, source.confidence)
    entry.sources.append(new)
    return new.id


def _facts(survivor: Entry, other: Entry, ids: dict[str, str]) -> None:
    for name in _SINGLE:
        _one_fact(survivor, other, name, ids)
    for name in _UNITED:
        if getattr(other, name) and not getattr(survivor, name):
            survivor.fact_sources[name] = ids[_source_of(other, name)]
        setattr(survivor, name, list(dict.fromkeys([*getattr(survivor, name), *getattr(other, name)])))
    _areas(survivor, other, ids)
    _doors(survivor, other, ids)
    survivor.intake = other.intake if survivor.intake == "unknown" else survivor.intake


def _one_fact(survivor: Entry, other: Entry, name: str, ids: dict[str, str]) -> None:
    mine, theirs = getattr(survivor, name), getattr(other, name)
    if not theirs or same_value(mine, theirs):
        return
    source = ids[_source_of(other, name)]
    if not mine:
        setattr(survivor, name, theirs)
        survivor.fact_sources[name] = source
    elif _date(survivor, _source_of(survivor, name)) >= _date(survivor, source):
        survivor.earlier.append(Earlier(name, theirs, source))
    else:
        survivor.earlier.append(Earlier(name, mine, _source_of(survivor, name)))
        setattr(survivor, name, theirs)
        survivor.fact_sources[name] = source


def _areas(survivor: Entry, other: Entry, ids: dict[str, str]) -> None:
    if not other.areas_text and not other.areas:
        return
    source = ids[_source_of(other, "areas")]
    if survivor.areas_text or survivor.areas:
        if survivor.areas_text != other.areas_text:
            survivor.earlier.append(Earlier("areas_text", other.areas_text, source))
        return
    for name in ("areas", "areas_text", "area_municipalities"):
        value = getattr(other, name)
        setattr(survivor, name, value if survivor.scope == "local" or name == "areas_text" else [])
        if getattr(survivor, name):
            survivor.fact_sources[name] = source


def _doors(survivor: Entry, other: Entry, ids: dict[str, str]) -> None:
    mine = {door.key: door for door in survivor.doors}
    for door in other.doors:
        known = mine.get(door.key)
        if known is None:
            survivor.doors.append(door)
            for name in ("street", "city", "hours_text"):
                if getattr(door, name):
                    full = f"doors.{door.key}.{name}"
                    survivor.fact_sources[full] = ids[_source_of(other, full)]
            continue
        for name in _DOOR:
            _one_door_fact(survivor, known, door, name, ids[_source_of(other, f"doors.{door.key}.{name}")])


def _one_door_fact(survivor: Entry, known: Any, door: Any, name: str, source: str) -> None:
    full = f"doors.{known.key}.{name}"
    mine, theirs = getattr(known, name), getattr(door, name)
    if not theirs or same_value(mine, theirs):
        return
    if mine:
        survivor.earlier.append(Earlier(full, theirs, source))
    else:
        setattr(known, name, theirs)
        survivor.fact_sources[full] = source


def _history_only(survivor: Entry, other: Entry, ids: dict[str, str]) -> None:
    names = [*_SINGLE, *(f"doors.{door.key}.{name}" for door in other.doors for name in ("street", "hours_text"))]
    for name in names:
        mine, theirs = value_of(survivor, name), value_of(other, name)
        if mine and theirs and not same_value(mine, theirs):
            survivor.earlier.append(Earlier(name, theirs, ids[_source_of(other, name)]))


def _old_name(survivor: Entry, other: Entry, ids: dict[str, str]) -> None:
    if not same_value(survivor.name, other.name):
        survivor.earlier.append(Earlier("name", other.name, ids[other.sources[0].id]))


def _source_of(entry: Entry, name: str) -> str:
    return entry.fact_sources.get(name, entry.sources[0].id)


def _date(entry: Entry, source_id: str) -> str:
    return next((source.date for source in entry.sources if source.id == source_id), None) or ""


def same_value(mine: Any, theirs: Any) -> bool:
    """Whether two spellings say the same: ``Str.`` and ``straße``, with and without ``www``, spaces in ``e. V.``."""
    if isinstance(mine, str) and isinstance(theirs, str):
        return _plain(mine) == _plain(theirs)
    if isinstance(mine, list) and isinstance(theirs, list):
        return set(mine) == set(theirs)
    return bool(mine == theirs)


def _plain(text: str) -> str:
    text = re.sub(r"^https?://(www\.)?", "", fold(text)).rstrip("/")
    text = re.sub(r"str\.|strasse", "str", text)
    text = re.sub(r"\(.*?\)", "", text)
    return re.sub(r"[\s.,-]", "", text)
