"""Rows without id or key: the same service, a new draft, or a question for a person; never anything twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from directory import ids
from directory.database import session, writing
from directory.editing import set_fact
from directory.exchange.importing import ImportReport, import_file
from directory.models import Base, Proposal
from directory.records import ServiceRecord
from directory.registry_files import Entry, EntrySource
from directory.review import accept, queue, reject
from directory.snapshot import load_records

Load = Callable[..., Any]
Make = dict[str, Callable[..., Entry]]
DEBT = ids.service_id("muster-debt-koblenz")
HEADER = "Name;Träger;Art;Straße;PLZ;Ort;Telefon;Öffnungszeiten\n"
TWIN = "Schuldnerberatung Muster;Muster e.V.;Schuldnerberatung;Musterstr. 1;56068;Koblenz;{phone};{hours}\n"
CALL = EntrySource("x", "https://telefonat.example/", "2026-11", "operator", "high")


def take(engine: Engine, text: str, source: str = "liste.csv") -> ImportReport:
    with writing(engine) as current:
        return import_file(current, text.encode(), "csv", source)


def records(engine: Engine) -> dict[str, ServiceRecord]:
    with session(engine) as current:
        return {record.key: record for record in load_records(current, include_drafts=True)}


def rows(engine: Engine) -> dict[str, int]:
    with session(engine) as current:
        tables = Base.metadata.sorted_tables
        return {table.name: current.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def twice(engine: Engine, text: str) -> ImportReport:
    """The report of the first time; the second one must change nothing at all."""
    first = take(engine, text)
    before = rows(engine)
    again = take(engine, text)
    assert (again.ok, again.facts_written, again.queued, rows(engine)) == (True, 0, 0, before), again.lines()
    return first


def test_the_same_service_is_brought_up_to_date(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](), make["hotline"]()])
    report = twice(engine, HEADER + TWIN.format(phone="0261 9999999", hours=""))
    assert (report.services_new, report.services_changed, report.queued) == (0, 1, 0)
    found = records(engine)["muster-debt-koblenz"]
    assert [phone.number for phone in found.phones] == ["+492619999999"]
    assert found.name == "Schuldnerberatung Muster"
    assert [door.key for door in found.doors] == ["musterstadt", "aussen"]
    assert found.doors[0].street == "Musterstraße 1"  # only spelt another way in the file
    assert found.fact_sources["phones"][0].url == "liste.csv"


def test_an_unknown_service_becomes_a_draft_with_a_key_of_its_own(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    report = twice(
        engine, HEADER + "Neue Beratung;Neuer Träger;Suchtberatung;Weg 2;;Mayen;02651 12345;Mo-Fr 9-12 Uhr\n"
    )
    assert (report.services_new, report.services_changed) == (1, 0)
    found = records(engine)["mayen/neue-beratung"]
    assert (found.status, found.kinds, found.draft_reason) == (
        "draft", ("addiction",), "imported from liste.csv: confirm first",
    )  # fmt: skip
    assert (found.doors[0].hours, found.doors[0].hours_text) == ("Mo-Fr 09:00-12:00", "Mo-Fr 9-12 Uhr")
    assert found.doors[0].district == "07137"


def test_a_second_service_of_the_same_name_gets_a_number(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    row = "Beratung;Träger;{kind};Weg 2;;Mayen;{phone};\n"
    twice(
        engine,
        HEADER
        + row.format(kind="Suchtberatung", phone="02651 12345")
        + row.format(kind="Rückkehrberatung", phone="02651 12346"),
    )
    assert {"mayen/beratung", "mayen/beratung-2"} <= records(engine).keys()


def test_in_doubt_a_person_is_asked_once(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    report = twice(engine, HEADER + "Schuldnerberatung Muster;;Schuldnerberatung;;;Koblenz;;\n")
    assert (report.services_new, report.services_changed, report.queued) == (0, 0, 1)
    assert report.notes == [
        "line 2: may be the same service as muster-debt-koblenz (name 100): put into the review queue"
    ]
    with session(engine) as current:
        (asked,) = queue(current)
    assert (asked.kind, asked.service_id) == ("new_service", None)
    assert asked.note == "May be the same service as muster-debt-koblenz (name 100)"
    with writing(engine) as current:
        reject(current, asked.id, by="redaktion")
    assert take(engine, HEADER + "Schuldnerberatung Muster;;Schuldnerberatung;;;Koblenz;;\n").queued == 0


def test_what_was_asked_and_taken_is_not_asked_again(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    text = HEADER + "Schuldnerberatung Muster;;Schuldnerberatung;;;Koblenz;;\n"
    take(engine, text)
    with writing(engine) as current:
        accept(current, queue(current)[0].id, CALL, by="redaktion", key="koblenz/zweite")
    assert take(engine, text).queued == 0


def test_what_contradicts_an_edit_is_asked_once_for_each_value(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    with writing(engine) as current:
        set_fact(current, DEBT, "phones", ["+492610000005"], source=CALL, as_of="2026-11", by="redaktion")
    report = twice(engine, HEADER + TWIN.format(phone="0261 9999999", hours=""))
    assert (report.kept_edits, report.queued) == (["muster-debt-koblenz phones"], 1)
    with session(engine) as current:
        (asked,) = queue(current)
    assert (asked.kind, asked.facts, asked.now) == (
        "import", {"phones": ["+492619999999"]}, {"phones": ["+492610000005"]},
    )  # fmt: skip
    with writing(engine) as current:
        reject(current, asked.id, by="redaktion")
    assert twice(engine, HEADER + TWIN.format(phone="0261 9999999", hours="")).queued == 0
    assert twice(engine, HEADER + TWIN.format(phone="0261 8888888", hours="")).queued == 1


def test_one_service_in_two_rows_is_taken_once(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    row = TWIN.format(phone="0261 9999999", hours="")
    report = take(engine, HEADER + row + row)
    assert report.notes == ["line 3: means the same service as line 2: passed over"]
    assert report.services_changed == 1


def test_a_merged_service_is_recognized_as_the_one_that_stayed(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](), make["debt"](key="alt", name="Alte Schuldnerstelle", phones=["+492618000033"])])
    load([make["debt"](merged_keys=["alt"])], "2")
    report = take(engine, HEADER + "Alte Schuldnerstelle;Muster e. V.;Schuldnerberatung;;;Koblenz;0261 8000033;\n")
    assert report.services_new == 0
    assert records(engine).keys() == {"muster-debt-koblenz"}


@pytest.mark.parametrize(
    "row",
    [
        "Schuldnerberatung Muster;Muster e. V.;Suchtberatung;Musterstr. 1;56068;Koblenz;;\n",  # another kind
        "Schuldnerberatung Muster;Muster e. V.;Schuldnerberatung;Musterstr. 1;;Mayen;;\n",  # another town
        "Haus 7;Ganz andere gGmbH;Schuldnerberatung;Weg 9;56068;Koblenz;0261 8000007;\n",
    ],
)
def test_what_is_another_service_stays_one(engine: Engine, load: Load, make: Make, row: str) -> None:
    load([make["debt"]()])
    assert twice(engine, HEADER + row).services_new == 1


def test_one_bad_row_stops_the_questions_too(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    before = rows(engine)
    report = take(engine, HEADER + "Schuldnerberatung Muster;;Schuldnerberatung;;;Koblenz;;\nB;;Zauberei;;;;;\n")
    assert not report.ok
    assert rows(engine) == before
    with session(engine) as current:
        assert current.scalar(select(func.count()).select_from(Proposal)) == 0


def test_a_row_in_doubt_is_checked_too(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    report = take(engine, HEADER + "Schuldnerberatung Muster;;Schuldnerberatung;;;Koblenz;keins;\n")
    assert not report.ok
    assert "error: line 2: phones: keins is not a phone number" in report.lines()[0]


def test_a_feature_without_a_key_is_recognized_too(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    point = {"type": "Point", "coordinates": [7.22, 50.33]}
    properties = {"name": "Neue Stelle", "kinds": ["debt"], "door_city": "Mayen"}
    feature = {"type": "Feature", "geometry": point, "properties": properties}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    for new in (1, 0):
        with writing(engine) as current:
            assert import_file(current, content, "geojson", "x").services_new == new
    door = records(engine)["mayen/neue-stelle"].doors[0]
    assert (door.lat, door.lon, door.precision) == (50.33, 7.22, "given")


def test_a_dry_run_tells_every_field(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    report = take(engine, HEADER + TWIN.format(phone="0261 9999999", hours=""))
    assert list(report.changes()) == [
        "changed: muster-debt-koblenz phones: +492610000000 -> +492619999999",
    ]


def test_more_keys_than_fit_into_one_statement(engine: Engine) -> None:
    text = "key,name,kinds,district\n" + "".join(f"s{n},Dienst {n},mfd,07111\n" for n in range(1200))
    assert twice(engine, text).services_new == 1200
