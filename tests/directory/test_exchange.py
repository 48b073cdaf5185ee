"""Every format: write -> read -> equal; importing our own export changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from directory import ids
from directory.database import session, writing
from directory.exchange.cells import cell_items, cell_text, protect, unprotect
from directory.exchange.formats import FORMATS, export, format_of
from directory.exchange.importing import ImportReport, import_file
from directory.facts import Facts, record_facts, stated
from directory.models import Base
from directory.records import Door, ServiceRecord
from directory.registry_files import Entry, EntryDoor
from directory.snapshot import load_records
from geo.errors import BadInput

Load = Callable[..., Any]
Make = dict[str, Callable[..., Entry]]
READABLE = sorted(name for name, found in FORMATS.items() if found.read and found.whole)
NASTY = [
    "=1+1",
    "'=x",
    "'",
    "a | b",
    "back\\slash",
    'quo"ted',
    "two\nlines",
    "semi;colon, comma",
    "@ home",
    "لغة",
    "-5",
]


def records(current: Session) -> list[ServiceRecord]:
    return list(load_records(current, include_drafts=True))


def read_back(found: list[ServiceRecord], name: str) -> dict[str | None, Facts]:
    read = FORMATS[name].read
    assert read is not None
    parsed = read(export(found, name))
    assert parsed.problems == []
    return {service.key: stated(service.facts) for service in parsed.services}


def snapshot(engine: Engine) -> tuple[dict[str, int], list[ServiceRecord]]:
    with session(engine) as current:
        counts = {
            table.name: current.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }
        return counts, records(current)


def take(engine: Engine, content: bytes, name: str = "csv", source: str = "https://import.example/") -> ImportReport:
    with writing(engine) as current:
        return import_file(current, content, name, source)


@pytest.fixture
def nasty(make: Make) -> list[Entry]:
    """Texts that could break a format."""
    doors = [EntryDoor(f"d{n}", name=text, street=text, city="Koblenz") for n, text in enumerate(NASTY)]
    return [make["debt"](name=NASTY[0], topics_text=NASTY, access_text="\n".join(NASTY), doors=doors, organization="@")]


@pytest.mark.parametrize("name", READABLE)
def test_write_read_equal(loaded: Session, name: str) -> None:
    found = records(loaded)
    assert read_back(found, name) == {record.key: record_facts(record) for record in found}


@pytest.mark.parametrize("name", READABLE)
def test_nasty_texts_survive(engine: Engine, load: Load, nasty: list[Entry], name: str) -> None:
    load(nasty)
    _, found = snapshot(engine)
    assert read_back(found, name) == {record.key: record_facts(record) for record in found}


@pytest.mark.parametrize("name", READABLE)
def test_our_own_export_changes_nothing(
    engine: Engine, load: Load, registry: list[Entry], nasty: list[Entry], name: str
) -> None:
    load([*registry[1:], *nasty])
    before = snapshot(engine)
    report = take(engine, export(before[1], name), name)
    assert (report.ok, report.facts_written, report.services_read) == (True, 0, 3)
    assert snapshot(engine) == before


@pytest.mark.parametrize("name", READABLE)
def test_an_export_fills_an_empty_database(engine: Engine, loaded: Session, tmp_path: Path, name: str) -> None:
    from directory.database import migrate, open_database

    found = records(loaded)
    other = open_database(f"sqlite:///{tmp_path / 'other.db'}")
    migrate(other)
    report = take(other, export(found, name), name)
    assert (report.services_new, report.ok) == (3, True)
    _, copied = snapshot(other)
    assert [record_facts(record) for record in copied] == [record_facts(record) for record in found]
    assert [record.id for record in copied] == [record.id for record in found]
    assert {record.as_of for record in copied} == {None}  # the dates of our sources do not travel
    other.dispose()


def test_changes_are_taken_over_with_their_source(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    report = take(engine, b"key;phones;languages\nmuster-debt-koblenz;+492610000042 | 115;\n")
    assert (report.ok, report.facts_written, report.services_changed) == (True, 1, 1)
    _, (found,) = snapshot(engine)
    assert [phone.number for phone in found.phones] == ["+492610000042", "115"]
    assert found.languages == ("de", "ar")  # an empty cell states nothing
    assert found.fact_sources["phones"][0].url == "https://import.example/"
    assert found.sources[0].url == "https://liste.example/"


def test_a_new_service_and_a_new_door(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    report = take(
        engine,
        b"key,name,kinds,door_key,door_city,door_district\n"
        b"neu,Neuer Dienst,mfd,a,Koblenz,07111\n"
        b"neu,,,b,Mayen,07137\n"
        b"muster-debt-koblenz,,,dritte,Mayen,07137\n",
    )
    assert (report.ok, report.services_new, report.services_changed) == (True, 1, 1)
    found = {record.key: record for record in snapshot(engine)[1]}
    assert found["neu"].id == ids.service_id("neu")
    assert [door.key for door in found["neu"].doors] == ["a", "b"]
    assert [door.key for door in found["muster-debt-koblenz"].doors] == ["musterstadt", "aussen", "dritte"]


def test_formulas_are_defused(engine: Engine, load: Load, nasty: list[Entry]) -> None:
    load(nasty)
    text = export(snapshot(engine)[1], "csv").decode()
    assert "\n=1+1" not in text
    assert ",=1+1" not in text
    assert "'=1+1" in text
    assert ",+492610000000," in text  # a plain number is no formula
    assert unprotect("'+492610000000") == "+492610000000"


def test_geojson_has_a_feature_a_door_and_null_geometry_without(loaded: Session) -> None:
    document = json.loads(export(records(loaded), "geojson"))
    shapes = [(f["properties"]["key"], f["geometry"] and f["geometry"]["type"]) for f in document["features"]]
    assert sorted(shapes, key=str) == [
        ("muster-amt", None), ("muster-chat", None), ("muster-debt-koblenz", "Point"), ("muster-debt-koblenz", "Point"),
    ]  # fmt: skip
    main = next(f for f in document["features"] if f["properties"].get("door_key") == "musterstadt")
    assert main["geometry"]["coordinates"] == [7.589, 50.3569]
    assert main["properties"]["languages"] == ["de", "ar"]


def test_formats_are_known_by_their_endings(tmp_path: Path) -> None:
    assert format_of(Path("a.CSV")) == "csv"
    assert format_of(Path("a.geojson")) == "geojson"
    with pytest.raises(BadInput, match=r"Known endings: \.csv"):
        format_of(tmp_path / "a.doc")
    with pytest.raises(BadInput, match="There is no format 'doc'"):
        export([], "doc")


# Whatever a cell may hold: no surrounding blanks (they are trimmed) and nothing that no text holds.
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=30).map(str.strip)


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_any_text_survives_a_csv_cell(text: str) -> None:
    assert unprotect(protect(text)) == text
    assert not protect(text).startswith(("=", "@", "\t", "\r"))


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXT.filter(bool), max_size=5))
def test_any_list_survives_a_csv_cell(items: list[str]) -> None:
    assert cell_items(unprotect(cell_text(items))) == items


def one_record(name: str, texts: list[str], street: str) -> ServiceRecord:
    """A record with free text wherever there is some, as a reader would get it."""
    door = Door(
        id=ids.door_id("k", "d"), key="d", name=street, street=street, postcode=None, city=street, district=None,
        municipality=None, lat=None, lon=None, precision=None, hours_text=street,
    )  # fmt: skip
    return ServiceRecord(
        id=ids.service_id("k"), key="k", name=name, organization=name, organization_id=ids.organization_id(name),
        umbrella=None, kinds=("mfd",), kind_assumed=True, office=None, certificate=None, topics=(), topics_stated=(),
        topics_text=tuple(texts), languages=(), scope="local", areas=(), areas_assumed=False, areas_text=tuple(texts),
        area_municipalities=frozenset(), doors=(door,), phones=(), email=None, url=None, channels=(), access_text=name,
        target_group=street, hours_text=None, hours=None, intake="unknown", intake_band=name, temporarily_closed=False,
        as_of=None,
    )  # fmt: skip


@pytest.mark.parametrize("name", READABLE)
@settings(max_examples=60, deadline=None)
@given(title=TEXT.filter(bool), texts=st.lists(TEXT.filter(bool), max_size=3), street=TEXT.filter(bool))
def test_any_record_survives(name: str, title: str, texts: list[str], street: str) -> None:
    record = one_record(title, texts, street)
    assert read_back([record], name) == {"k": record_facts(record)}
