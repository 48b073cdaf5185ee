"""What is taken from OpenStreetMap, under which kind, and what is passed over."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from directory.database import session, writing
from directory.exchange import osm, osm_reading
from directory.exchange.importing import ImportReport, import_file
from directory.field_checks import check_field
from directory.registry_files import Entry
from directory.review import queue
from directory.snapshot import load_records
from directory.vocabulary import kinds, offices
from geo.resources import data_dir

Load = Callable[..., Any]
Make = dict[str, Callable[..., Entry]]
OUTREACH = {"amenity": "social_facility", "social_facility": "outreach"}
DEBT = OUTREACH | {"name": "Schuldnerberatung Muster"}
KOBLENZ = {"lat": 50.3569, "lon": 7.589}


def element(tags: dict[str, str], **changes: Any) -> dict[str, Any]:
    return {"type": "node", "id": 123, **KOBLENZ, "tags": tags} | changes


def answer(*elements: Any) -> bytes:
    return json.dumps({"version": 0.6, "elements": elements}).encode()


def take(engine: Engine, *elements: Any) -> ImportReport:
    with writing(engine) as current:
        return import_file(current, answer(*elements), "osm", "overpass.json")


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        (DEBT, "debt"),
        ({"office": "ngo", "name": "Schuldner- und Insolvenzberatung der Caritas"}, "debt"),
        (OUTREACH | {"name": "JMD Jugendmigrationsdienst"}, "jmd"),
        (OUTREACH | {"name": "Anlaufstelle", "social_facility:for": "migrant"}, "mfd"),
        (OUTREACH | {"name": "Anlaufstelle", "social_facility:for": "child;refugee"}, "asylum"),
        ({"healthcare": "counselling", "healthcare:counselling": "addiction", "name": "X"}, "addiction"),
        ({"healthcare": "counselling", "healthcare:counselling": "antenatal", "name": "X"}, "pregnancy"),
        (OUTREACH | {"name": "Anlaufstelle", "social_facility:for": "migrant;juvenile"}, "jmd"),
        ({"office": "government", "name": "Jugendamt"}, "authority"),
        ({"healthcare": "counselling", "name": "Beratungsstelle"}, "other"),
        ({"office": "ngo", "name": "Verein für Flüchtlinge"}, "volunteer"),
        (OUTREACH | {"name": "Anlaufstelle"}, "other"),
    ],
)
def test_kinds(tags: dict[str, str], kind: str) -> None:
    (found,) = osm_reading.read(answer(element(tags))).services
    assert (found.facts["kinds"], found.facts["kind_assumed"]) == ([kind], True)


@pytest.mark.parametrize(
    ("thing", "reason"),
    [
        (element({"shop": "bakery", "name": "Brot"}), "tags of none of our kinds"),
        (element({"office": "ngo", "name": "Angelverein"}), "tags of none of our kinds"),
        (element({"amenity": "social_facility", "social_facility": "nursing_home", "name": "Haus"}), "tags of none"),
        (element(OUTREACH), "without a name"),
        (element(DEBT, lat=48.1, lon=11.5), "outside Rheinland-Pfalz"),
        (element(DEBT, lat=None, lon=None), "outside Rheinland-Pfalz, or nobody knows where"),
        (element(OUTREACH | {"name": "Frauenhaus", "social_facility:for": "women"}), "a shelter"),
        (element(DEBT | {"disused:amenity": "yes"}), "no longer there"),
        (element({}), "without tags"),
        ("text", "without tags"),
        (element(OUTREACH | {"name": "A\x07B"}), "its name cannot be read"),
        (element(OUTREACH | {"name": "x" * 3000}), "its name cannot be read"),
    ],
)  # fmt: skip
def test_what_is_passed_over_is_counted(thing: Any, reason: str) -> None:
    parsed = osm_reading.read(answer(thing, element(DEBT)))
    assert len(parsed.services) == 1
    (note,) = parsed.notes
    assert note.startswith(f"passed over: 1 of 2 elements: {reason}")


def test_all_that_a_place_tells() -> None:
    tags = DEBT | {
        "operator": "Muster e. V.", "phone": "+49 261 8000001; 0261 8000002", "contact:phone": "+49 261 8000001",
        "contact:email": "post@muster.example", "website": "www.muster.example", "opening_hours": "Mo-Fr 09:00-12:00",
        "addr:street": "Musterstraße", "addr:housenumber": "1", "addr:postcode": "56068", "addr:city": "Koblenz",
        "language:ar": "yes", "language:fa": "no", "check_date": "2025-10",
    }  # fmt: skip
    (found,) = osm_reading.read(answer(element(tags, timestamp="2024-01-01T00:00:00Z"))).services
    assert found.where == "osm:node/123"
    assert found.facts == {
        "name": "Schuldnerberatung Muster", "kinds": ["debt"], "kind_assumed": True, "organization": "Muster e. V.",
        "phones": ["+492618000001", "+492618000002"], "email": "post@muster.example",
        "url": "https://www.muster.example", "languages": ["ar"], "district": "07111", "doors": ["main"],
        "doors.main.street": "Musterstraße 1", "doors.main.postcode": "56068", "doors.main.city": "Koblenz",
        "doors.main.district": "07111", "doors.main.lat": 50.3569, "doors.main.lon": 7.589,
        "doors.main.hours": "Mo-Fr 09:00-12:00",
    }  # fmt: skip
    assert found.source is not None
    assert (found.source.url, found.source.date) == ("https://www.openstreetmap.org/node/123", "2025-10")
    assert not [problem for name, content in found.facts.items() for problem in check_field(name, content)]


@pytest.mark.parametrize(
    ("tags", "stamp", "day"),
    [
        ({}, "2024-01-01T00:00:00Z", "2024-01-01"),
        ({"check_date": "gestern"}, "2024-01-01T00:00:00Z", "2024-01-01"),
        ({"check_date": "2999-01-01"}, "", None),
        ({"check_date": "2024-13-45"}, "", None),
        ({}, 5, None),
    ],
)
def test_the_day_when_somebody_looked(tags: dict[str, str], stamp: Any, day: str | None) -> None:
    (found,) = osm_reading.read(answer(element(DEBT | tags, timestamp=stamp))).services
    assert found.source is not None
    assert found.source.date == day


def test_every_rule_names_what_there_is() -> None:
    for rule in osm_reading._rules(data_dir()):
        assert rule.keys() <= {"kind", "office", "tags", "name"}
        assert rule["kind"] in kinds()
        assert ("office" in rule) == (rule["kind"] == "authority")
        assert rule.get("office") in {None, *offices()}


def test_of_an_extent_the_middle_counts() -> None:
    way = element(DEBT, type="way", lat=None, lon=None, center=KOBLENZ)
    (found,) = osm_reading.read(answer(way)).services
    assert (found.facts["doors.main.lat"], found.where) == (50.3569, "osm:way/123")


def test_an_odd_tag_does_not_stop_the_rest() -> None:
    odd = DEBT | {"phone": "rund um die Uhr", "website": "nur per Mail", "addr:postcode": "D-56068", "email": "x"}
    (found,) = osm_reading.read(answer(element(odd | {"opening_hours": "wenn die Sonne scheint"}))).services
    assert not {"phones", "url", "email", "doors.main.postcode", "doors.main.hours"} & found.facts.keys()
    assert found.facts["doors.main.hours_text"] == "wenn die Sonne scheint"


def test_a_new_place_is_a_draft_that_cites_its_object_once(engine: Engine) -> None:
    assert take(engine, element(DEBT)).services_new == 1
    assert take(engine, element(DEBT)).facts_written == 0
    moved = take(engine, element(DEBT | {"name": "Ganz anderer Name"}))  # the same object: the same service
    assert (moved.services_new, moved.facts_written) == (0, 0)
    with session(engine) as current:
        (found,) = load_records(current, include_drafts=True)
    assert (found.key, found.status) == ("koblenz/schuldnerberatung-muster", "draft")
    assert found.sources[0].url == "https://www.openstreetmap.org/node/123"


def test_the_map_fills_gaps_and_asks_about_the_rest(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](email=None)])
    tags = DEBT | {
        "operator": "Muster e.V.", "email": "neu@muster.example", "website": "https://andere.example/",
        "addr:street": "Musterstraße", "addr:housenumber": "1", "addr:postcode": "56068", "addr:city": "Koblenz",
    }  # fmt: skip
    report = take(engine, element(tags))
    assert (report.services_new, report.queued) == (0, 1)
    with session(engine) as current:
        (found,) = load_records(current, include_drafts=True)
        (asked,) = queue(current)
    assert (found.email, found.url) == ("neu@muster.example", "https://muster.example/")
    assert asked.facts["url"] == "https://andere.example/"
    assert asked.source_url == "https://www.openstreetmap.org/node/123"
    assert take(engine, element(tags)).queued == 0


def test_a_guessed_kind_does_not_hide_the_service_that_we_have(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](kinds=["antidiscrimination"])])
    same = DEBT | {"phone": "0261 0000000", "operator": "Muster e. V.", "addr:city": "Koblenz"}
    same |= {"addr:street": "Musterstraße", "addr:housenumber": "1", "addr:postcode": "56068"}
    report = take(engine, element(same))
    assert (report.services_new, report.services_changed, report.queued) == (0, 0, 0)
    with session(engine) as current:
        (found,) = load_records(current, include_drafts=True)
    assert (found.kinds, found.kind_assumed) == (("antidiscrimination",), False)


def test_the_same_name_alone_under_another_kind_is_a_question(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](kinds=["antidiscrimination"], organization=None, phones=[])])
    report = take(engine, element(DEBT | {"addr:city": "Koblenz"}))
    assert (report.services_new, report.queued) == (0, 1)


def test_our_own_file_changes_nothing(engine: Engine, load: Load, registry: list[Entry]) -> None:
    load(registry)
    with session(engine) as current:
        own = osm.write(load_records(current))
    with writing(engine) as current:
        report = import_file(current, own, "osm", "lotse.osm.json")
    assert (report.ok, report.differences, report.added, report.queued) == (True, [], [], 0)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "file: Line 1 is no JSON"),
        (b"[]", "file: The file is no answer of Overpass: it has no list of elements."),
        (b'{"elements": {}}', "file: The file is no answer of Overpass"),
        ('{"elements": ["\xfc"]}'.encode("latin-1"), "file: The file is not UTF-8; please save it as UTF-8."),
        (b'{"elements": [NaN]}', "file: Line 1 is no JSON: NaN is no number"),
        (b'{"elements": [' + b"1" * 5000 + b"]}", "file: The file holds a number that is too long."),
    ],
)
def test_bad_files(engine: Engine, content: bytes, sentence: str) -> None:
    with writing(engine) as current:
        lines = import_file(current, content, "osm", "x").lines()
    assert any(sentence in line for line in lines), lines
