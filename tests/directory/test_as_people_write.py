"""Files as people make them: columns that we do not have, addresses in one cell, numbers with a zero, no "https"."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import Engine

from directory.database import session, writing
from directory.exchange.formats import FORMATS
from directory.exchange.importing import ImportReport, import_file
from directory.records import ServiceRecord
from directory.snapshot import load_records

HEADER = "Name;Art;Adresse;Telefon;Fax;Internet;Bemerkung"
ROW = "Schuldnerberatung Probe;debt;Schloßstr. 3, 56068 Koblenz;0261 8000001;0261 8000009;www.probe.example;nett"


def take(engine: Engine, content: bytes, name: str) -> ImportReport:
    with writing(engine) as current:
        return import_file(current, content, name, "liste")


def only(engine: Engine) -> ServiceRecord:
    with session(engine) as current:
        (found,) = load_records(current, include_drafts=True)
    return found


def feature(properties: dict[str, Any], point: list[float] | None) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": point} if point else None
    return {"type": "Feature", "geometry": geometry, "properties": {"name": "Probe", "kinds": ["debt"], **properties}}


def collection(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_more_columns_than_we_have_are_named_and_passed_over(engine: Engine) -> None:
    report = take(engine, f"{HEADER}\n{ROW}\n".encode(), "csv")
    assert report.ok and report.services_new == 1
    assert report.lines()[:2] == [
        "warning: line 1: there is no column 'Fax': it is passed over",
        "warning: line 1: there is no column 'Bemerkung': it is passed over",
    ]
    found = only(engine)
    assert (found.url, [phone.number for phone in found.phones]) == ("https://www.probe.example", ["+492618000001"])


def test_more_properties_are_named_once(engine: Engine) -> None:
    others = [feature({"name": f"Probe {number}", "fax": "x", "phone": "y"}, None) for number in range(3)]
    lines = [line for line in take(engine, collection(*others), "geojson").lines() if "column" in line]
    assert lines == [
        "warning: feature 1: there is no column 'fax': it is passed over",
        "warning: feature 1: there is no column 'phone': it is passed over; did you mean 'phones'?",
    ]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Schloßstr. 3, 56068 Koblenz", ("Schloßstr. 3", "56068", "Koblenz")),
        ("Schloßstraße 3a; D-56068 Koblenz", ("Schloßstraße 3a", "56068", "Koblenz")),
        ("Schloßstr. 3 56068 Koblenz", ("Schloßstr. 3", "56068", "Koblenz")),
        ("Schloßstr. 3", ("Schloßstr. 3", None, None)),
        ("Haus Muster, im Hof, 56068 Koblenz", ("Haus Muster, im Hof, 56068 Koblenz", None, None)),
    ],
)
def test_an_address_in_one_cell(engine: Engine, cell: str, parts: tuple[str | None, ...]) -> None:
    take(engine, f'Name,Art,Landkreis,Adresse\nProbe,debt,07111,"{cell}"\n'.encode(), "csv")
    (door,) = only(engine).doors
    assert (door.street, door.postcode, door.city) == parts


def test_a_street_beside_a_town_stays_as_it_is(engine: Engine) -> None:
    take(engine, b'Name,Art,Adresse,Ort\nProbe,debt,"Weg 3, 56068 Koblenz",Koblenz\n', "csv")
    assert only(engine).doors[0].street == "Weg 3, 56068 Koblenz"


def test_a_point_says_the_district_and_numbers_are_read_as_written(engine: Engine) -> None:
    told = {"phones": ["0261 8000001"], "url": "www.probe.example", "email": "Post@PROBE.example"}
    assert take(engine, collection(feature(told, [7.589, 50.3569])), "geojson").ok
    found = only(engine)
    assert (found.key, found.doors[0].district) == ("koblenz/probe", "07111")
    assert (found.url, found.email) == ("https://www.probe.example", "Post@probe.example")
    assert [phone.number for phone in found.phones] == ["+492618000001"]


@pytest.mark.parametrize("point", [[0.0, 0.0], [50.3569, 7.589], [13.4, 52.52]])
def test_a_position_far_away_is_an_error(engine: Engine, point: list[float]) -> None:
    report = take(engine, collection(feature({}, point)), "geojson")
    assert not report.ok and any("lies far outside Rheinland-Pfalz" in line for line in report.lines())
    assert any("may be swapped" in line for line in report.lines()) == (point[0] == 50.3569)


def test_a_nationwide_service_may_have_its_door_anywhere_in_germany(engine: Engine) -> None:
    assert take(engine, collection(feature({"scope": "nationwide"}, [13.4, 52.52])), "geojson").ok


@pytest.mark.parametrize(
    ("band", "kept"), [("2 bis 4 Wochen", "2 bis 4 Wochen"), ("2–4 Wochen", "2 bis 4 Wochen"), ("4 Wochen", None)]
)
def test_waiting_times_are_known_bands_and_lapse(engine: Engine, band: str, kept: str | None) -> None:
    table = f"Name,Art,Aufnahme,Wartezeit\nProbe,debt,Warteliste,{band}\n".encode()
    report = take(engine, table, "csv")
    assert report.ok is bool(kept)
    if kept is None:
        assert "error: line 2: intake_band: 4 Wochen (bis 2 Wochen, " in report.lines()[0]
        return
    found = only(engine)
    assert found.intake_band == kept and found.intake_until
    assert take(engine, table, "csv").facts_written == 0


def test_a_web_address_without_https_makes_a_full_circle(engine: Engine) -> None:
    take(engine, collection(feature({"url": "www.probe.example"}, None)), "geojson")
    with session(engine) as current:
        records = load_records(current, include_drafts=True)
    for name in ("csv", "xlsx", "geojson", "hsds", "hsds-ndjson"):
        report = take(engine, FORMATS[name].write(records), name)
        assert (report.ok, report.facts_written, report.queued) == (True, 0, 0), (name, report.lines())
