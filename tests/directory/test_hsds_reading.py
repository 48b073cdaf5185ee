"""HSDS as others write it, and in every envelope; our own is in test_exchange."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from directory.database import session, writing
from directory.exchange import hsds_reading
from directory.exchange.hsds_hours import osm_hours
from directory.exchange.importing import import_file
from directory.registry_files import Entry
from directory.snapshot import load_records

FOREIGN: dict[str, Any] = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Fremde Suchtberatung",
    "status": "active",
    "url": "https://fremd.example/",
    "email": "post@fremd.example",
    "application_process": "Bitte anrufen.",
    "eligibility_description": "Erwachsene",
    "organization": {"name": "Fremder Träger"},
    "phones": [{"number": "0261 8000001"}, {"number": "+492618000002", "extension": 12}],
    "languages": [{"code": "ar"}, {"name": "German"}],
    "service_areas": [{"name": "Landkreis Mayen-Koblenz"}, {"name": "Westerwald und Umgebung"}],
    "attributes": [{"taxonomy_term": {"name": "Suchtberatung"}}, {"taxonomy_term": {"name": "Alkohol"}}],
    "schedules": [{"description": "vormittags"}],
    "service_at_locations": [
        {
            "location": {
                "name": "Haus am Markt", "latitude": 50.33, "longitude": 7.22,
                "addresses": [{"address_1": "Markt 1", "postal_code": "56727", "city": "Mayen"}],
            },
            "schedules": [
                {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00Z", "closes_at": "12:00"},
                {"freq": "WEEKLY", "byday": "WE", "opens_at": "13:00:00", "closes_at": "00:00"},
            ],
        },
    ],
}  # fmt: skip


def facts(document: Any) -> list[dict[str, Any]]:
    parsed = hsds_reading.read(json.dumps(document).encode())
    assert parsed.problems == []
    return [service.facts for service in parsed.services]


def test_what_others_tell_is_taken_where_we_have_a_field() -> None:
    (found,) = facts([FOREIGN])
    topics = found.pop("topics")
    assert found == {
        "name": "Fremde Suchtberatung", "organization": "Fremder Träger", "url": "https://fremd.example/",
        "email": "post@fremd.example", "access_text": "Bitte anrufen.", "target_group": "Erwachsene",
        "phones": ["+492618000001", "+492618000002;ext=12"], "languages": ["ar", "de"], "hours_text": "vormittags",
        "kinds": ["addiction"], "areas": ["07137"], "areas_text": ["Westerwald und Umgebung"], "doors": ["main"],
        "doors.main.name": "Haus am Markt", "doors.main.street": "Markt 1", "doors.main.postcode": "56727",
        "doors.main.city": "Mayen", "doors.main.lat": 50.33, "doors.main.lon": 7.22,
        "doors.main.hours": "Mo,Tu 09:00-12:00, We 13:00-24:00",
    }  # fmt: skip
    assert topics == ["alcohol"]


@pytest.mark.parametrize(
    "wrap", [lambda doc: doc, lambda doc: [doc], lambda doc: {"contents": [doc], "page_number": 1}]
)
def test_envelopes(wrap: Callable[[Any], Any]) -> None:
    assert len(facts(wrap(FOREIGN))) == 1


def test_a_foreign_service_becomes_a_draft_and_is_known_again(engine: Engine, load: Callable[..., Any]) -> None:
    content = json.dumps([FOREIGN]).encode()
    for new, written in ((1, True), (0, False)):
        with writing(engine) as current:
            report = import_file(current, content, "hsds", "https://fremd.example/services")
        assert (report.services_new, report.facts_written > 0, report.ok) == (new, written, True), report.lines()
    with session(engine) as current:
        (found,) = load_records(current, include_drafts=True)
    assert (found.key, found.status) == ("mayen/fremde-suchtberatung", "draft")


def test_what_is_closed_elsewhere_is_passed_over() -> None:
    parsed = hsds_reading.read(json.dumps([FOREIGN | {"status": "defunct"}]).encode())
    assert (parsed.services, parsed.notes) == ([], ["service 1: defunct: passed over"])


@pytest.mark.parametrize(
    ("rows", "hours"),
    [
        ([], None),
        ([{"description": "vormittags"}], None),
        ([{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}], "Mo 09:00-12:00"),
        ([{"freq": "MONTHLY", "byday": "1MO", "opens_at": "09:00", "closes_at": "12:00"}], None),
        ([{"freq": "WEEKLY", "interval": 2, "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}], None),
        ([{"freq": "WEEKLY", "byday": "MO", "opens_at": "früh", "closes_at": "12:00"}], None),
        ([{"freq": "WEEKLY", "opens_at": "09:00", "closes_at": "12:00"}], None),
        ([{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00", "valid_to": "2026"}], None),
    ],
)  # fmt: skip
def test_schedules_become_hours_only_where_a_week_can_hold_them(rows: list[dict[str, Any]], hours: str | None) -> None:
    assert osm_hours(rows) == hours


JUNK: list[Any] = [None, 5, "x", [], {}, [5], {"location": 5}, [{"location": {"addresses": 5}}], True]


@pytest.mark.parametrize("field", [name for name in FOREIGN if name != "name"])
@pytest.mark.parametrize("junk", JUNK, ids=[str(number) for number in range(len(JUNK))])
def test_no_odd_document_breaks_the_reader(field: str, junk: Any) -> None:
    assert len(facts([FOREIGN | {field: junk}])) == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("hsds", b"5", "file: The file is neither a list of HSDS services nor a page of them."),
        ("hsds", b'[{"id": "x"}]', "service 1: is no HSDS service"),
        ("hsds", b"[5]", "service 1: is no HSDS service"),
        ("hsds", b'[{"name": "D"}]', "service 1: kinds: the kind is missing"),
        ("hsds", b'{"name": 5}', "service 1: name: the name is missing"),
        ("hsds-ndjson", b'{"name": "D"}\n\nx\n', "file: Line 3 is no JSON"),
        ("hsds-ndjson", b'\n{"name": "D"}\n', "line 2: kinds: the kind is missing"),
    ],
)
def test_bad_files(engine: Engine, name: str, content: bytes, sentence: str) -> None:
    with writing(engine) as current:
        lines = import_file(current, content, name, "x").lines()
    assert any(sentence in line for line in lines), lines


def test_pages_of_our_own_list_say_too_little(
    engine: Engine, load: Callable[..., Any], make: dict[str, Callable[..., Entry]]
) -> None:
    load([make["debt"]()])
    with writing(engine) as current:
        report = import_file(current, b'{"contents": [{"id": "x", "name": "D"}]}', "hsds", "x")
    assert not report.ok
