"""One collected fact to one registry entry, before corrections and merging."""

from __future__ import annotations

from typing import Literal, cast

from directory.contacts import clean_email, clean_url, parse_phones
from directory.hours_german import to_osm
from directory.registry_files import Entry, EntryDoor, EntrySource
from scripts.registry_conversion.facts import Fact
from scripts.registry_conversion.places import Places
from scripts.registry_conversion.report import Report
from scripts.registry_conversion.tables import Corrections

MAIN = "main"


def to_entry(fact: Fact, key: str, tables: Corrections, places: Places, report: Report) -> Entry:
    """The entry of ``fact`` under ``key``; what cannot be read goes to the report."""
    access = _access(fact, tables, report)
    entry = Entry(
        key=key,
        name=fact.name,
        kinds=fact.kinds,
        status="published" if fact.publish else "draft",
        draft_reason=None if fact.publish else fact.publish_reason or "not released",
        organization=_organization(fact, tables),
        umbrella=fact.umbrella or None,
        office=fact.office or None,
        certificate=fact.certificate or None,
        topics=_topics(fact, tables, report),
        topics_text=list(fact.topics),
        languages=list(fact.languages),
        scope=cast(Literal["local", "statewide", "nationwide"], fact.scope),
        areas_text=list(fact.catchment),
        phones=_phones(fact, report),
        email=_read(fact, "email", fact.email, clean_email(fact.email), report),
        url=_read(fact, "website", fact.website, clean_url(fact.website), report),
        channels=access[1],
        access_text=access[0],
        target_group=fact.target_group or None,
        district=fact.district,
        sources=[_source(fact)],
    )
    _place(entry, fact, tables, places, report)
    return entry


def _source(fact: Fact) -> EntrySource:
    confidence = cast(Literal["high", "medium", "low"], fact.confidence)
    return EntrySource("s1", fact.source_url, fact.source_date or None, fact.source_kind, confidence)


def _organization(fact: Fact, tables: Corrections) -> str | None:
    spelled = fact.organisation.replace("e. V.", "e.V.")
    return tables.organizations.get(spelled, spelled) or None


def _topics(fact: Fact, tables: Corrections, report: Report) -> list[str]:
    codes: list[str] = []
    for word in fact.topics:
        if word not in tables.topics:
            report.note("topic words without a row in topic_words.toml", fact.id, word)
        codes += tables.topics.get(word, [])
    return list(dict.fromkeys(codes))


def _access(fact: Fact, tables: Corrections, report: Report) -> tuple[str | None, list[str]]:
    if not fact.access:
        return None, []
    row = tables.access.get(fact.access)
    if row is None:
        report.note("access words without a row in access_words.toml", fact.id, fact.access)
        return fact.access, []
    return row.get("show", fact.access) or None, list(row.get("channels", []))


def _phones(fact: Fact, report: Report) -> list[str]:
    numbers = parse_phones(fact.phone)
    if fact.phone and not numbers:
        report.note("phone numbers that cannot be read", fact.id, fact.phone)
    return numbers


def _read(fact: Fact, field: str, written: str, read: str | None, report: Report) -> str | None:
    if written and read is None:
        report.note(f"{field} that cannot be read", fact.id, written)
    return read


def _place(entry: Entry, fact: Fact, tables: Corrections, places: Places, report: Report) -> None:
    osm = to_osm(fact.hours) if fact.hours else None
    door = None if fact.id in tables.no_door else _door(fact, tables, places, report)
    if door is None:
        entry.hours, entry.hours_text = osm, fact.hours or None
        return
    door.hours, door.hours_text = osm, fact.hours or None
    entry.doors = [door]


def _door(fact: Fact, tables: Corrections, places: Places, report: Report) -> EntryDoor | None:
    renamed = tables.cities.get(fact.city, {})
    city = renamed.get("city", fact.city) or None
    if city is None:
        return None
    district = fact.door_district
    found = places.municipality(renamed.get("municipality", city), district)
    if found is None:
        report.note("places that are no municipality: no door", fact.id, fact.city)
        return None
    for problem in places.problems(fact.postcode, found, district):
        report.note("places that do not fit", fact.id, problem)
    return EntryDoor(
        key=MAIN,
        street=fact.street or None,
        postcode=fact.postcode or None,
        city=city,
        district=district or (found.district if found else None),
        lat=fact.lat,
        lon=fact.lon,
    )
