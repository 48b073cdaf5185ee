"""Each group of facts has its own date and source; what an operator lets lapse is hidden, never deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from directory.editing import Change, apply
from directory.facts import DOOR_BLANKS, SERVICE_BLANKS
from directory.freshness import age_at, ages, group_of, groups, not_too_old
from directory.health import HEADER, by_district, health, health_csv
from directory.records import ServiceRecord
from directory.registry_files import Entry, EntryDoor, EntrySource
from directory.snapshot import load_records

TODAY = date(2026, 11, 22)
CALL = EntrySource("c", "telephone", "2026-11-20", "operator", "high")


def record_of(session: Session, name: str) -> ServiceRecord:
    return next(record for record in load_records(session) if record.name == name)


@pytest.fixture
def debt(loaded: Session) -> ServiceRecord:
    return record_of(loaded, "Schuldnerberatung Muster")


def test_the_groups_are_made_of_fields_that_exist() -> None:
    assert {"phone", "address", "hours", "languages", "eligibility"} < set(groups())
    for group in groups().values():
        assert all(field in SERVICE_BLANKS or field in DOOR_BLANKS for field in group.fields), group.code
        assert 0 < group.fresh_months <= group.ageing_months


@pytest.mark.parametrize(
    ("field", "group"),
    [
        ("phones", "phone"),
        ("doors.a.b.phones", "phone"),
        ("doors.main.city", "address"),
        ("target_group", "eligibility"),
        ("status", None),
        ("topics", None),
    ],
)
def test_a_field_belongs_to_a_group(field: str, group: str | None) -> None:
    assert group_of(field) == group


@pytest.mark.parametrize(
    ("code", "state", "as_of", "url"),
    [
        ("phone", "stale", "2025-10", "https://dienst.example/"),  # of the main door, before that of the service
        ("address", "stale", "2022", "https://liste.example/"),
        ("hours", "stale", "2022", "https://liste.example/"),
        ("languages", "stale", "2022", "https://liste.example/"),
        ("eligibility", "unknown", None, None),
    ],
)
def test_every_group_has_its_own_date_and_source(
    debt: ServiceRecord, code: str, state: str, as_of: str | None, url: str | None
) -> None:
    age = ages(debt, TODAY)[code]
    assert (age.state, age.as_of, age.source.url if age.source else None) == (state, as_of, url)


@pytest.mark.parametrize(("as_of", "core", "other"), [
    ("2026-10", "fresh", "fresh"), ("2026-01", "ageing", "fresh"), ("2025-01", "stale", "stale"),
    (None, "undated", "undated"),
])  # fmt: skip
def test_core_facts_are_fresh_for_six_months_all_for_twelve(
    loaded: Session, debt: ServiceRecord, as_of: str | None, core: str, other: str
) -> None:
    source = replace(CALL, date=as_of)
    apply(
        loaded, debt.id, Change({"doors.musterstadt.hours": "Mo 09:00-11:00", "languages": ["tr"]}, source, as_of, "e")
    )
    apply(loaded, debt.id, Change({"doors.musterstadt.hours_text": "Mo 9-11"}, source, as_of, "e"))
    aged = ages(record_of(loaded, debt.name), TODAY)
    assert (aged["hours"].state, aged["languages"].state) == (core, other)


def test_a_group_is_as_old_as_the_oldest_part_of_it(loaded: Session, debt: ServiceRecord) -> None:
    apply(loaded, debt.id, Change({"doors.musterstadt.street": "Neue Straße 2"}, CALL, "2026-11-20", "editor"))
    assert ages(record_of(loaded, debt.name), TODAY)["address"].as_of == "2022"
    facts = {"doors.musterstadt.postcode": "56068", "doors.musterstadt.city": "Koblenz"}
    apply(loaded, debt.id, Change(facts, CALL, "2026-11-20", "editor"))
    moved = record_of(loaded, debt.name)
    assert ages(moved, TODAY)["address"].as_of == "2026-11-20"
    assert age_at(moved, moved.doors[1], "address", TODAY).as_of == "2022"
    assert age_at(moved, moved.doors[1], "hours", TODAY).state == "unknown"


def test_a_statement_may_be_older_than_its_source(loaded: Session, debt: ServiceRecord) -> None:
    apply(loaded, debt.id, Change({"languages": ["tr"]}, CALL, "2026-02-01", "editor"))
    age = ages(record_of(loaded, debt.name), TODAY)["languages"]
    assert (age.as_of, age.source and age.source.kind) == ("2026-02-01", "operator")


@pytest.mark.parametrize(
    ("months", "shown"),
    [(0, {"Schuldnerberatung Muster", "Chat Muster", "Amt Muster"}), (24, {"Schuldnerberatung Muster"}), (6, set())],
)
def test_what_lapses_by_age_is_hidden(loaded: Session, months: int, shown: set[str]) -> None:
    assert {record.name for record in not_too_old(load_records(loaded), TODAY, months)} == shown


def test_more_months_than_there_were_are_no_error(loaded: Session) -> None:
    assert len(not_too_old(load_records(loaded), TODAY, 99_999)) == 3


def test_health_counts_what_is_known_and_how_old_it_is(
    load: Callable[..., Any], make: dict[str, Callable[..., Entry]], engine: Any
) -> None:
    bare = EntryDoor(key="main", city="Mayen", district="07137")
    load([make["debt"](), make["hotline"](), make["office"](doors=[bare])])
    with Session(engine) as session:
        records = load_records(session)
    whole = health(records, TODAY)
    assert (whole.services, whole.known["phone"], whole.known["address"], whole.known["hours"]) == (3, 2, 1, 2)
    assert (whole.ages["stale"], whole.ages["undated"], whole.share("phone")) == (2, 1, 67)
    assert whole.known_ages["phone", "stale"] == whole.known_ages["phone", "undated"] == 1
    assert whole.sources == {"list": 2, "own site": 2}
    districts = by_district(records, TODAY)
    assert (districts["07111"].services, districts["07137"].services, districts[""].services) == (1, 1, 1)
    rows = [line.split(",") for line in health_csv(records, TODAY).splitlines()]
    assert tuple(rows[0]) == HEADER
    assert [len(row) for row in rows] == [len(HEADER)] * (36 + 3)
    assert rows[-1][:3] == ["all", "", "3"]
