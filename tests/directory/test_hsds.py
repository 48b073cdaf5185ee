"""What becomes of a record in HSDS: hours as rows, areas, addresses only where whole, what holds for a kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from directory import ids
from directory.database import session
from directory.exchange import hsds
from directory.exchange.hsds.carriers import carriers, description
from directory.exchange.hsds.docs import instant
from directory.exchange.hsds.names import SERVICE_FIELDS
from directory.exchange.hsds.schedules import schedules
from directory.exchange.hsds.services import basic, full
from directory.facts import SERVICE_BLANKS
from directory.records import PhoneNumber, ServiceRecord
from directory.registry_files import Entry, EntryDoor
from directory.snapshot import load_records

Load = Callable[..., Any]
Make = dict[str, Callable[..., Entry]]
TODAY = date(2026, 11, 22)


@pytest.fixture
def one(engine: Engine, load: Load) -> Callable[[Entry], ServiceRecord]:
    """The record of a single entry."""

    def run(entry: Entry) -> ServiceRecord:
        load([entry])
        with session(engine) as current:
            return load_records(current, include_drafts=True)[0]

    return run


def whole(record: ServiceRecord) -> Any:
    return full(record, carriers([record]).get(record.organization_id or ""), TODAY)


def said(doc: Any, link_type: str) -> list[str]:
    return [attribute["value"] for attribute in doc.get("attributes", []) if attribute["link_type"] == link_type]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("Mo-Fr 09:00-12:00", [("WEEKLY", "MO,TU,WE,TH,FR", "09:00", "12:00")]),
        (
            "Mo,We 09:00-12:00,14:00-16:30; Tu 09:00-12:00",
            [("WEEKLY", "MO,TU,WE", "09:00", "12:00"), ("WEEKLY", "MO,WE", "14:00", "16:30")],
        ),
        ("Mo[1,3] 16:00-18:00", [("MONTHLY", "1MO,3MO", "16:00", "18:00")]),
        ("Sa 22:00-24:00", [("WEEKLY", "SA", "22:00", "00:00")]),
        ("24/7", [("WEEKLY", "MO,TU,WE,TH,FR,SA,SU", "00:00", "00:00")]),
        ('Mo 09:00-12:00 "nach Vereinbarung"', []),
        ("Mo[-1] 09:00-12:00", []),
        ("Jan-Mar Mo 09:00-12:00", []),
    ],
)
def test_hours_are_rows_only_where_no_condition_is_lost(hours: str, expected: list[tuple[str, ...]]) -> None:
    docs = schedules(hours, "wie im Aushang", "owner", service_id="owner")
    rows = [tuple(doc[name] for name in ("freq", "byday", "opens_at", "closes_at")) for doc in docs if "byday" in doc]
    assert rows == expected
    assert (docs[0]["description"], said(docs[0], "hours")) == ("wie im Aushang", [hours])
    assert all("attributes" not in doc and "description" not in doc for doc in docs[1:])


def test_no_hours_no_schedule() -> None:
    assert schedules(None, None, "owner") == []
    assert [doc.keys() for doc in schedules(None, "vormittags", "owner")] == [{"id", "description"}]


def test_an_address_stands_only_where_it_is_whole(one: Callable[[Entry], ServiceRecord], make: Make) -> None:
    main, away = whole(one(make["debt"]()))["service_at_locations"]
    assert main["location"]["addresses"][0]["address_1"] == "Musterstraße 1"
    assert said(main, "street") == [] and said(main["location"], "position_precision") == ["given"]
    assert "addresses" not in away["location"] and "latitude" not in away["location"]
    assert (said(away, "city"), said(away, "outreach"), away["description"]) == (
        ["Koblenz"], ["yes"], "Außensprechstunde",
    )  # fmt: skip


def test_areas_say_where_they_come_from(one: Callable[[Entry], ServiceRecord], make: Make) -> None:
    record = one(make["debt"]())
    (assumed,) = whole(record)["service_areas"]
    assert (assumed["name"], said(assumed, "areas_assumed")) == ("Koblenz", ["07111"]) and assumed["description"]
    stated = replace(
        record, areas_stated=("07137",), areas_assumed=False, areas_text=("Kreis Mayen",),
        area_municipalities=frozenset({"07137068"}),
    )  # fmt: skip
    areas = whole(stated)["service_areas"]
    assert [area["name"] for area in areas] == ["Landkreis Mayen-Koblenz", "Mayen", "Kreis Mayen"]
    assert all("description" not in area for area in areas)
    (land,) = whole(replace(record, scope="statewide", areas=(), areas_assumed=False))["service_areas"]
    assert (land["name"], said(land, "scope")) == ("Rheinland-Pfalz", ["statewide"])


def test_a_general_text_is_never_taken_for_the_services_own(
    one: Callable[[Entry], ServiceRecord], make: Make
) -> None:  # fmt: skip
    record = one(make["debt"]())
    doc = whole(record)
    assert "Gilt allgemein" in doc["description"] and "Gilt allgemein" in doc["eligibility_description"]
    assert said(doc, "assumed") == ["description", "eligibility_description"]
    own = whole(replace(record, target_group="Frauen"))
    assert (own["eligibility_description"], said(own, "assumed")) == ("Frauen", ["description"])
    assert "eligibility_description" not in whole(replace(record, restricted=True))


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [(("jmd",), (12, 26)), (("mbe",), (None, None)), (("jmd", "debt"), (None, None)), (("debt",), (None, None))],
)
def test_ages_stand_only_where_they_are_certain(
    one: Callable[[Entry], ServiceRecord], make: Make, kinds: tuple[str, ...], expected: tuple[int | None, ...]
) -> None:
    record = replace(one(make["debt"]()), kinds=kinds)
    doc = basic(record, TODAY)
    assert (doc.get("minimum_age"), doc.get("maximum_age")) == expected
    assert basic(replace(record, restricted=True), TODAY).keys().isdisjoint({"minimum_age", "maximum_age"})


def test_a_waiting_time_ends_with_its_day(one: Callable[[Entry], ServiceRecord], make: Make) -> None:
    record = one(make["hotline"](intake_until="2026-11-22"))
    assert basic(record, TODAY)["wait_time"] == "2 bis 4 Wochen"
    assert "wait_time" not in basic(record, date(2026, 11, 23))
    assert said(full(record, None, date(2026, 11, 23)), "intake_band") == ["2 bis 4 Wochen"]


@pytest.mark.parametrize(
    ("extension", "shown", "aside"), [("12", 12, []), ("0", 0, []), ("012", None, ["012"]), ("1-2", None, ["1-2"])]
)
def test_a_direct_dial_keeps_its_zeros(
    one: Callable[[Entry], ServiceRecord], make: Make, extension: str, shown: int | None, aside: list[str]
) -> None:
    record = replace(one(make["debt"]()), phones=(PhoneNumber("+492610000001", extension),))
    (phone,) = whole(record)["phones"]
    assert (phone.get("extension"), said(phone, "extension")) == (shown, aside)


@pytest.mark.parametrize(
    ("published", "closed", "expected"),
    [
        (True, False, "active"),
        (True, True, "temporarily closed"),
        (False, False, "inactive"),
        (False, True, "inactive"),
    ],
)
def test_status(
    one: Callable[[Entry], ServiceRecord], make: Make, published: bool, closed: bool, expected: str
) -> None:  # fmt: skip
    entry = make["debt"](status="published" if published else "draft", temporarily_closed=closed)
    doc = whole(one(entry))
    assert doc["status"] == expected
    assert said(doc, "status") == ([] if published else ["draft"])
    assert said(doc, "temporarily_closed") == (["yes"] if closed and not published else [])


def test_a_carrier_is_described_by_what_is_known(one: Callable[[Entry], ServiceRecord], make: Make) -> None:
    record = one(make["debt"]())

    def at(*towns: str) -> list[ServiceRecord]:
        return [replace(record, doors=(replace(record.doors[0], city=town),)) for town in towns]

    assert description(at("Koblenz")) == "Träger eines Dienstes in Koblenz."
    assert description(at("Koblenz", "Mayen", "Mayen")) == "Träger von 3 Diensten in Mayen und Koblenz."
    assert description(at(*"ABCDEF")) == "Träger von 6 Diensten in A, B, C, D und 2 weiteren Orten."
    assert description(at(*"ABCDE")) == "Träger von 5 Diensten in A, B, C, D und E."
    nowhere = replace(record, doors=())
    assert description([nowhere]) == "Träger eines Dienstes."
    assert description([replace(nowhere, scope="statewide")]) == "Träger eines Dienstes für ganz Rheinland-Pfalz."


def test_facts_say_how_they_are_known(one: Callable[[Entry], ServiceRecord], make: Make) -> None:
    doc = whole(one(make["debt"]()))
    found = {a["value"]: a["label"].split(", ") for a in doc["attributes"] if a["link_type"] == "verification"}
    assert found["2025-10; high; own site; https://dienst.example/"] == ["doors.musterstadt.phones"]
    assert {"name", "phones", "doors.musterstadt.street"} <= set(found["2022; medium; list; https://liste.example/"])
    assert doc["assured_date"] == "2025-10-01"


def test_relations_name_the_key_and_where_it_is_published_the_id(
    engine: Engine, load: Load, make: Make
) -> None:  # fmt: skip
    load([make["debt"](refers_to=["muster-chat", "muster-weg"]), make["hotline"]()])
    with session(engine) as current:
        records = load_records(current)
    doc = next(doc for doc in json.loads(hsds.write(records)) if "Schuldner" in doc["name"])
    assert said(doc, "refers_to") == ["muster-chat", "muster-weg"]
    assert said(doc, "related_service") == [ids.service_id("muster-chat")]


def test_every_fact_has_its_place(one: Callable[[Entry], ServiceRecord], make: Make) -> None:
    """A field that is new in the registry is an attribute without a line of code; the ones in fields are named."""
    assert set(SERVICE_FIELDS) <= set(SERVICE_BLANKS)
    doc = whole(one(make["hotline"](umbrella="caritas", restricted=True, topics_dropped=["school"])))
    for name, values in {
        "key": ["muster-chat"], "kind": ["mbe", "jmd"], "kind_assumed": ["yes"], "umbrella": ["caritas"],
        "scope": ["statewide"], "intake": ["waiting"], "intake_until": ["2026-12-31"], "restricted": ["yes"],
        "topics_dropped": ["school"],
    }.items():  # fmt: skip
        assert said(doc, name) == values


def test_lines_and_list_hold_the_same(engine: Engine, load: Load, registry: list[Entry]) -> None:
    load(registry)
    with session(engine) as current:
        records = load_records(current)
    listed = json.loads(hsds.write(records))
    assert [json.loads(line) for line in hsds.write_lines(records).splitlines()] == listed and len(listed) == 3
    assert json.loads(hsds.write([])) == []


def test_a_door_of_another_land_has_no_whole_address(one: Callable[[Entry], ServiceRecord], make: Make) -> None:
    door = EntryDoor(key="wiesbaden", street="Musterweg 2", postcode="65183", city="Wiesbaden")
    (found,) = whole(one(make["debt"](doors=[door])))["service_at_locations"]
    assert "addresses" not in found["location"] and said(found, "street") == ["Musterweg 2"]


def test_instants() -> None:
    assert instant("2026-11-22T21:04:05.678+01:00") == "2026-11-22T20:04:05.678Z"
    assert instant(None) is None
