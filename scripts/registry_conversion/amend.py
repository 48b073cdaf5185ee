"""The hand-kept corrections put into an entry: values, further doors, sources of single facts, areas by name."""

from __future__ import annotations

from typing import Any

from directory.hours_german import to_osm
from directory.registry_files import Earlier, Entry, EntryDoor, EntrySource
from geo.text import fold
from scripts.registry_conversion.entries import MAIN
from scripts.registry_conversion.facts import Fact
from scripts.registry_conversion.places import Places
from scripts.registry_conversion.report import Report
from scripts.registry_conversion.tables import Corrections


def amend(entry: Entry, fact: Fact, tables: Corrections, places: Places, report: Report) -> None:
    """Applies everything that the tables say about ``fact``; areas come last, from the corrected wording."""
    for row in tables.values:
        if fact.id in row["facts"]:
            _set_values(entry, row)
    for row in tables.doors:
        if fact.id == row["fact"]:
            entry.doors.append(_door(row, places, fact, report))
    _resolve_areas(entry, fact, tables, places, report)
    for row in tables.fact_sources:
        if fact.id in row["facts"]:
            _add_source(entry, row, fact, report)


def _set_values(entry: Entry, row: dict[str, Any]) -> None:
    for name, value in row.get("set", {}).items():
        target, field = _target(entry, name)
        setattr(target, field, None if value == "" else value)
    for name, value in row.get("append", {}).items():
        target, field = _target(entry, name)
        known = getattr(target, field)
        if isinstance(value, list):
            setattr(target, field, list(dict.fromkeys([*known, *value])))
        else:
            setattr(target, field, f"{known}; {value}" if known else value)
    for name, value in row.get("earlier", {}).items():
        entry.earlier.append(Earlier(name, value, entry.sources[0].id, row["reason"]))


def _target(entry: Entry, name: str) -> tuple[Any, str]:
    if not name.startswith("doors."):
        getattr(entry, name)  # a slip of the pen fails here, before it sets a field that nobody reads
        return entry, name
    _, key, field = name.split(".")
    door = next(door for door in entry.doors if door.key == key)
    getattr(door, field)
    return door, field


def _door(row: dict[str, Any], places: Places, fact: Fact, report: Report) -> EntryDoor:
    district = row.get("district", fact.door_district)
    city = places.municipality(row.get("municipality", row["city"]), district)
    for problem in places.problems(row.get("postcode"), city, district):
        report.note("places that do not fit", fact.id, f"door {row['key']}: {problem}")
    text = row.get("hours_text")
    return EntryDoor(
        key=row["key"],
        name=row.get("name"),
        street=row.get("street"),
        postcode=row.get("postcode"),
        city=row["city"],
        district=district,
        hours=row.get("hours") or (to_osm(text) if text else None),
        hours_text=text,
        outreach=row.get("outreach", True),
    )


def _resolve_areas(entry: Entry, fact: Fact, tables: Corrections, places: Places, report: Report) -> None:
    areas: list[str] = []
    whole: set[str] = set()
    parts: list[str] = []
    for text in entry.areas_text:
        row = tables.catchments.get(text)
        if row is None:
            report.note("catchments without a row in catchments.toml", fact.id, text)
            continue
        districts, municipalities = _one_area(row, places)
        areas += districts
        parts += municipalities
        if not municipalities:
            whole |= set(districts)
        if row.get("scope") == "nationwide" or (row.get("scope") and entry.scope == "local"):
            entry.scope = row["scope"]
    areas += fact.areas_stated
    whole |= set(fact.areas_stated)
    entry.areas = [] if entry.scope != "local" else sorted(set(entry.areas) | set(areas))
    entry.area_municipalities = sorted({key for key in parts if key[:5] in entry.areas and key[:5] not in whole})


def _one_area(row: dict[str, Any], places: Places) -> tuple[list[str], list[str]]:
    if "association" in row:
        districts, municipalities = places.associations[fold(row["association"])]
        return list(districts), list(municipalities)
    if "municipality" in row:
        return [row["municipality"][:5]], [row["municipality"]]
    return list(row.get("areas", [])), []


def _add_source(entry: Entry, row: dict[str, Any], fact: Fact, report: Report) -> None:
    source = EntrySource(
        f"s{len(entry.sources) + 1}", row["url"], row.get("date"), row["kind"], row.get("confidence", "medium")
    )
    same = [one for one in entry.sources if (one.url, one.date) == (source.url, source.date)]
    if not same:
        entry.sources.append(source)
    names = [name for field in row["fields"] for name in stated(entry, field)]
    if row["fields"] and not names:
        report.note("sources of facts that the record does not state", fact.id, ", ".join(row["fields"]))
    kept = (same or [source])[0].id
    for name in names:
        entry.fact_sources[name] = kept
    for name, value in row.get("earlier", {}).items():
        entry.earlier.append(Earlier(name, value, kept, row["reason"]))


def stated(entry: Entry, field: str) -> list[str]:
    """The names in the entry of ``field`` of the tables: ``address``, ``phone``, ``hours``, or a name itself."""
    names = {
        "address": [f"doors.{MAIN}.street", f"doors.{MAIN}.postcode"],
        "street": [f"doors.{MAIN}.street"],
        "postcode": [f"doors.{MAIN}.postcode"],
        "city": [f"doors.{MAIN}.city"],
        "phone": ["phones"],
        "hours": ["hours", "hours_text", f"doors.{MAIN}.hours", f"doors.{MAIN}.hours_text"],
        "areas": ["areas", "areas_text", "area_municipalities"],
    }.get(field, [field])
    return [name for name in names if value_of(entry, name)]


def value_of(entry: Entry, name: str) -> Any:
    """The value under a name such as ``phones`` or ``doors.main.street``; None where there is no such door."""
    if not name.startswith("doors."):
        return getattr(entry, name)
    _, key, field = name.split(".")
    return next((getattr(door, field) for door in entry.doors if door.key == key), None)
