"""The read model says what was stated, adds what the vocabulary implies, and costs a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from directory import ids
from directory.database import session
from directory.records import Door, PhoneNumber, ServiceRecord
from directory.registry_files import Entry, EntryDoor, EntrySource
from directory.snapshot import load_records
from directory.vocabulary import kinds

Load = Callable[..., Any]
Make = dict[str, Callable[..., Entry]]


def by_key(current: Session) -> dict[str, ServiceRecord]:
    return {found.key: found for found in load_records(current)}


def queries(engine: Engine) -> int:
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    with session(engine) as current:
        load_records(current)
    return sum(statement.startswith("SELECT") for statement in seen)


def test_the_number_of_queries_does_not_grow(engine: Engine, load: Load, make: Make) -> None:
    load([])
    empty = queries(engine)
    load([make["debt"](key=f"d{n}") for n in range(30)], "2")
    assert queries(engine) == empty == 12


def test_sorted_by_id_and_hashable(loaded: Session) -> None:
    found = load_records(loaded)
    assert [r.id for r in found] == sorted(r.id for r in found)
    assert len(set(found)) == 3


def test_a_service_comes_back_as_stated(loaded: Session) -> None:
    found = by_key(loaded)["muster-debt-koblenz"]
    assert found.id == ids.service_id("muster-debt-koblenz")
    assert (found.organization, found.umbrella, found.email) == ("Muster e. V.", "andere", "post@muster.example")
    assert (found.languages, found.topics_text, found.channels) == (("de", "ar"), ("Schulden",), ("visit", "phone"))
    assert found.phones == (PhoneNumber("+492610000000"),)
    main, away = found.doors
    assert (main.key, main.address, main.hours) == ("musterstadt", "Musterstraße 1, 56068 Koblenz", "Mo-Fr 09:00-12:00")
    assert main.phones == (PhoneNumber("+492610000001", "12"),)
    assert (away.name, away.outreach, away.phones, away.hours_text) == ("Rathaus", True, (), None)


def test_unknown_stays_unknown(loaded: Session) -> None:
    found = by_key(loaded)["muster-amt"]
    assert (found.languages, found.phones, found.doors, found.intake, found.email) == ((), (), (), "unknown", None)
    assert found.temporarily_closed
    assert not found.reachable


def test_topics_are_the_stated_and_those_of_all_kinds(loaded: Session) -> None:
    found = by_key(loaded)
    assert found["muster-debt-koblenz"].topics_stated == ("debt",)
    assert set(found["muster-debt-koblenz"].topics) == set(kinds()["debt"].topics)
    assert set(found["muster-chat"].topics) == {*kinds()["mbe"].topics, *kinds()["jmd"].topics}


@pytest.mark.parametrize(
    ("changes", "areas", "assumed"),
    [
        ({}, ("07111",), True),
        ({"areas": ["07137", "07111"]}, ("07137", "07111"), False),
        ({"area_municipalities": ["07137068", "07137003"]}, ("07137",), False),
        ({"scope": "statewide"}, (), False),
        ({"district": None}, ("07111",), True),
        ({"district": None, "doors": []}, (), False),
    ],
)
def test_areas(
    engine: Engine, load: Load, make: Make, changes: dict[str, Any], areas: tuple[str, ...], assumed: bool
) -> None:
    load([make["debt"](**changes)])
    with session(engine) as current:
        (found,) = load_records(current)
    assert (found.areas, found.areas_assumed) == (areas, assumed)


def source(name: str, when: str | None) -> EntrySource:
    return EntrySource(name, f"https://{name}.example/", when, "list", "low")


@pytest.mark.parametrize(
    ("dates", "cited", "as_of"),
    [
        (["2022", "2025-10"], {"phones": "s2"}, "2025-10"),
        (["2025-10", "2022"], {"phones": "s2"}, "2022"),  # the other dates say nothing about the phone
        (["2025", "2025-03"], {"doors.d.street": "s2"}, "2025-03"),
        (["2025-10", None], {"phones": "s2", "doors.d.street": "s2"}, "2025-10"),
        ([None, "2024"], {"name": "s2"}, None),
    ],
)
def test_as_of(
    engine: Engine, load: Load, dates: list[str | None], cited: dict[str, str], as_of: str | None
) -> None:  # fmt: skip
    doors = [EntryDoor("d", street="Weg 1")] if "doors.d.street" in cited else []
    sources = [source(f"s{place}", when) for place, when in enumerate(dates, 1)]
    load([Entry("k", "Name", ["mfd"], phones=["115"], doors=doors, sources=sources, fact_sources=cited)])
    with session(engine) as current:
        (found,) = load_records(current)
    assert found.as_of == as_of
    assert found.sources[0].url == "https://s1.example/"
    assert {field: found.fact_sources[field][0].url for field in cited} == dict.fromkeys(cited, "https://s2.example/")


def test_a_lapsed_waiting_time_is_no_longer_told(loaded: Session) -> None:
    found = by_key(loaded)["muster-chat"]
    assert (found.intake_band, found.intake_until) == ("2 bis 4 Wochen", "2026-12-31")
    assert found.intake_on(date(2026, 12, 31)) == "waiting"
    assert found.intake_on(date(2027, 1, 1)) == "unknown"


def test_positions_are_as_precise_as_they_say(loaded: Session) -> None:
    main: Door = by_key(loaded)["muster-debt-koblenz"].doors[0]
    assert (main.lat, main.lon, main.precision) == (50.3569, 7.589, "given")
    assert (main.district, main.municipality) == ("07111", "07111000")
