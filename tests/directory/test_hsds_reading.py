"""HSDS as others write it, and in every envelope; our own is in test_exchange."""

from __future__ import annotations

import json
import tomllib
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
from directory.vocabulary import kinds, offices
from geo.resources import data_dir

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
        ("hsds", b'{"name": 5}', "service 1: name: the name is missing"),
        ("hsds-ndjson", b'{"name": "D"}\n\nx\n', "file: Line 3 is no JSON"),
    ],
)
def test_bad_files(engine: Engine, name: str, content: bytes, sentence: str) -> None:
    with writing(engine) as current:
        lines = import_file(current, content, name, "x").lines()
    assert any(sentence in line for line in lines), lines


def test_a_page_of_our_own_list_is_known_by_its_ids_and_changes_nothing(
    engine: Engine, load: Callable[..., Any], make: dict[str, Callable[..., Entry]]
) -> None:
    load([make["debt"]()])
    with session(engine) as current:
        (own,) = load_records(current)
    page = {"contents": [{"id": own.id, "name": own.name, "status": "active"}]}
    with writing(engine) as current:
        report = import_file(current, json.dumps(page).encode(), "hsds", "x")
    assert (report.services_new, report.services_changed, report.queued) == (0, 0, 0)


BARE = {"id": "a1", "status": "active", "phones": [{"number": "0261 8000003"}]}


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ({"name": "Schuldner- und Insolvenzberatung Nachbarstadt"}, "debt"),
        ({"name": "Beratung", "alternate_name": "MBE Nachbarstadt"}, "mbe"),
        ({"name": "Help point", "attributes": [{"taxonomy_term": {"name": "Addiction services"}}]}, "addiction"),
        ({"name": "Jugendmigrationsdienst (JMD) Nachbarstadt"}, "jmd"),
        ({"name": "Kleiderkammer"}, "other"),
    ],
)
def test_another_directorys_service_is_a_draft_of_an_assumed_kind(
    engine: Engine, document: dict[str, Any], kind: str
) -> None:
    with writing(engine) as current:
        assert import_file(current, json.dumps([BARE | document]).encode(), "hsds", "x").services_new == 1
    with session(engine) as current:
        (found,) = load_records(current, include_drafts=True)
    assert (found.kinds, found.kind_assumed, found.status) == ((kind,), True, "draft")


def test_every_rule_names_a_kind_that_there_is() -> None:
    found = tomllib.loads((data_dir() / "exchange" / "kind_names.toml").read_text(encoding="utf-8"))["rule"]
    assert {rule["kind"] for rule in found} <= set(kinds())
    assert {rule["office"] for rule in found if "office" in rule} <= set(offices())


def test_languages_of_all_parts_of_iso_639_are_ours() -> None:
    codes = ["ara", "ger", "deu", "kmr", "ckb", "prs", "per", "uk"]
    (found,) = facts(
        [FOREIGN | {"languages": [{"code": code} for code in codes] + [{"code": "zz9", "name": "Tigrinya"}]}]
    )
    assert found["languages"] == ["ar", "de", "ku", "ckb", "prs", "fa", "uk", "ti"]


def test_what_cannot_stand_is_left_out_and_noted() -> None:
    odd = {"phones": [{"number": "ask us"}, {"number": "0261 8000001"}], "email": "none", "url": "www.fremd.example"}
    parsed = hsds_reading.read(json.dumps([FOREIGN | odd]).encode())
    found = parsed.services[0].facts
    assert (found["phones"], "email" in found, found["url"]) == (["+492618000001"], False, "https://www.fremd.example")
    assert parsed.notes == ["service 1: email: 'none' is left out", "service 1: phones: 'ask us' is left out"]
