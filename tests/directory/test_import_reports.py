"""Bad files: each has its report text, and none leaves a trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from directory import ids
from directory.database import session, writing
from directory.editing import set_fact
from directory.exchange.importing import import_file
from directory.models import Fact, Source
from directory.registry_files import Entry, EntrySource

Load = Callable[..., Any]
Make = dict[str, Callable[..., Entry]]
NEW = "key,name,kinds,door_key,phones\n"
NO_UUID = "00000000-0000-4000-8000-000000000000"

CSV: list[tuple[str, bytes, str]] = [
    ("empty", b"", "file: The file is empty."),
    ("blank", b"\n \n", "file: The file is empty."),
    ("utf-16", "key,name".encode("utf-16"), "file: The file is UTF-16; please save it as UTF-8"),
    ("utf-16 without mark", "key,name".encode("utf-16-le"), "file: The file is UTF-16; please save it as UTF-8"),
    ("latin-1", NEW.encode() + "a,Müller,mfd,,\n".encode("latin-1"), "file: Line 2 is not UTF-8, perhaps Latin-1"),
    ("no identity", b"email,kinds\n", "line 1: the header needs a column 'name', 'id' or 'key'"),
    ("column twice by another name", b"key,name,Dienst\n", "line 1: the column 'name' stands twice ('name', 'Dienst')"),
    ("column twice", b"key,name,name\n", "line 1: the column 'name' stands twice"),
    ("no header", b"a,Dienst,mfd\n", "line 1: only one column has a name that we know: is the first line the header?"),
    ("short line", NEW.encode() + b"a,Dienst\n", "line 2: has 2 cells, the header has 5"),
    ("open quote", NEW.encode() + b'a,"Dienst,mfd,,\n', "file: Line 2: a quoted cell is opened and never closed."),
    ("huge cell", NEW.encode() + b"a," + b"x" * 140_000 + b",mfd,,\n", "file: Line 2: a cell is longer than 131,072"),
    ("long text", NEW.encode() + b"a," + b"x" * 3000 + b",mfd,,\n", "line 2: name: the text is longer than 2000"),
    ("no key", NEW.encode() + b",,mfd,,\n", "line 2: the row has neither an id nor a key nor a name"),
    ("bad key", NEW.encode() + b"A b,Dienst,mfd,,\n", "line 2: 'A b' is not a key"),
    ("unknown id", f"id,name\n{NO_UUID},X\n".encode(), "line 2: no service has this id; to add one, give it a key"),
    ("bad id", b"id,name\n17,X\n", "line 2: the id is no UUID"),
    ("id and key", f"id,key,name\n{NO_UUID},a,X\n".encode(), "line 2: the id and the key do not belong together"),
    ("twice", NEW.encode() + b"a,Dienst,mfd,,\na,Dienst,mfd,,\n", "line 3: the same service stands in line 2 already"),
    ("door twice", NEW.encode() + b"a,D,mfd,x,\na,,,x,\n", "line 3: the same door stands in line 2 already"),
    (
        "disagree",
        NEW.encode() + b"a,D,mfd,x,\na,E,mfd,y,\n",
        "line 3: name: says something else about the same service",
    ),
    ("door without key", b"key,name,kinds,door_city\na,D,mfd,Mayen\n", "line 2: door_key: a door needs a door_key"),
    ("no name", NEW.encode() + b"a,,mfd,,\n", "line 2: name: the name is missing"),
    ("no kind", NEW.encode() + b"a,D,,,\n", "line 2: kinds: the kind is missing"),
    ("unknown kind", NEW.encode() + b"a,D,mfd | mdf,,\n", "line 2: kinds: mdf is not a known kind"),
    ("bad phone", NEW.encode() + b"a,D,mfd,,0261 xyz\n", "line 2: phones: 0261 xyz is not a phone number"),
    (
        "yes or no",
        b"key,name,kinds,kind_assumed\na,D,mfd,maybe\n",
        "line 2: kind_assumed: 'maybe' is neither yes nor no",
    ),
    ("number", b"key,name,kinds,door_key,door_lat\na,D,mfd,x,7e\n", "line 2: door_lat: '7e' is not a number"),
    ("nan", b"key,name,kinds,door_key,door_lat\na,D,mfd,x,nan\n", "line 2: door_lat: 'nan' is not a number"),
    ("half", b"key,name,kinds,door_key,door_lat\na,D,mfd,x,50.1\n", "line 2: doors.x.lat: a position needs both"),
    ("zero", b"key,name,kinds,district\na,D,mfd,7111\n", "line 2: district: 7111 has lost its leading zero"),
    ("word", b"key,name,kinds,intake\na,D,mfd,vielleicht\n", "line 2: intake: vielleicht is not one of the words"),
    ("control", NEW.encode() + b"a,D\x07,mfd,,\n", "line 2: name: the text holds a control character"),
    ("line number", NEW.encode() + b'a,"two\nlines",mfd,,\nb,D,xyz,,\n', "line 4: kinds: xyz is not a known kind"),
]

GEOJSON: list[tuple[str, bytes, str]] = [
    ("empty", b"", "file: Line 1 is no JSON"),
    ("latin-1", b'{"a": "\xfc"}', "file: The file is not UTF-8"),
    ("not json", b'{"type":\n oops}', "file: Line 2 is no JSON: Expecting value (column 2)."),
    ("deep", b"[" * 200_000, "file: The file is nested too deeply."),
    ("list", b"[]", "file: The file is no GeoJSON FeatureCollection."),
    ("feature only", b'{"type": "Feature"}', "file: The file is no GeoJSON FeatureCollection."),
    ("number", b'{"type": "FeatureCollection", "features": [NaN]}', "NaN is no number"),
    ("text", b'{"type": "FeatureCollection", "features": ["x"]}', "feature 1: is no Feature"),
    ("bare", b'{"type": "FeatureCollection", "features": [{"type": "Feature"}]}', "feature 1: has no properties"),
]
FEATURES: list[tuple[str, str, str, str]] = [
    ("line", '{"key": "a"}', '{"type": "LineString"}', "feature 1: its geometry must be a Point"),
    ("words", '{"key": "a"}', '{"type": "Point", "coordinates": ["7", "50"]}', "feature 1: its geometry must be"),
    ("far", '{"key": "a"}', '{"type": "Point", "coordinates": [1e400, 50]}', "feature 1: its geometry must be"),
    ("type", '{"key": "a", "name": 5, "kinds": ["mfd"]}', "null", "feature 1: name: 5 is not of the right type"),
    ("list", '{"key": "a", "name": "D", "kinds": "mfd"}', "null", "feature 1: kinds: 'mfd' is not of the right type"),
    ("key", '{"key": 5, "name": "D"}', "null", "feature 1: key must be text"),
]


def refused(engine: Engine, content: bytes, name: str, sentence: str) -> None:
    with writing(engine) as current:
        report = import_file(current, content, name, "https://import.example/")
    lines = report.lines()
    assert not report.ok
    assert any(sentence in line for line in lines), lines
    assert lines[-1].startswith("Nothing was imported: ")
    with session(engine) as current:
        assert current.scalar(select(func.count()).select_from(Fact)) == 0
        assert current.scalar(select(func.count()).select_from(Source)) == 0


FEATURE_LIST = b'{"type":"FeatureCollection","features":['
MANY: list[tuple[str, str, bytes, str]] = [
    ("rows", "csv", b"name\n" + b"x\n" * 100_001, "file: The file has more than 100,000 rows."),
    (
        "features",
        "geojson",
        b'{"type":"FeatureCollection","features":[' + b"{}," * 100_001 + b"{}]}",
        "100,000 features.",
    ),
    ("services", "hsds", b"[" + b"{}," * 100_001 + b"{}]", "file: The file has more than 100,000 services."),
    ("lines", "hsds-ndjson", b"{}\n" * 100_001, "file: The file has more than 100,000 services."),
    ("parts", "osm", b"[" * 4_000_001, "file: The file holds more than 4,000,000 lists and objects."),
]


@pytest.mark.parametrize(("name", "content", "sentence"), [row[1:] for row in MANY], ids=[row[0] for row in MANY])
def test_more_than_anybody_has(engine: Engine, name: str, content: bytes, sentence: str) -> None:
    refused(engine, content, name, sentence)


@pytest.mark.parametrize(("content", "sentence"), [row[1:] for row in CSV], ids=[row[0] for row in CSV])
def test_bad_csv(engine: Engine, content: bytes, sentence: str) -> None:
    refused(engine, content, "csv", sentence)


@pytest.mark.parametrize(("content", "sentence"), [row[1:] for row in GEOJSON], ids=[row[0] for row in GEOJSON])
def test_bad_geojson(engine: Engine, content: bytes, sentence: str) -> None:
    refused(engine, content, "geojson", sentence)


@pytest.mark.parametrize(
    ("properties", "shape", "sentence"), [row[1:] for row in FEATURES], ids=[r[0] for r in FEATURES]
)
def test_bad_features(engine: Engine, properties: str, shape: str, sentence: str) -> None:
    feature = f'{{"type": "Feature", "properties": {properties}, "geometry": {shape}}}'
    refused(engine, f'{{"type": "FeatureCollection", "features": [{feature}]}}'.encode(), "geojson", sentence)


def test_a_byte_order_mark_is_no_fault(engine: Engine) -> None:
    with writing(engine) as current:
        report = import_file(current, b"\xef\xbb\xbf" + NEW.encode() + b"a,D,mfd,,115\n", "csv", "https://x.example/")
    assert report.lines() == ["1 services read: 1 new, 0 changed, 3 facts written."]


def test_one_bad_line_stops_all_and_every_fault_is_told(engine: Engine) -> None:
    with writing(engine) as current:
        report = import_file(
            current, NEW.encode() + b"a,D,mfd,,115\nb,D,xx,,1\nc,,mfd,,\n", "csv", "https://x.example/"
        )
    told = [str(problem) for problem in report.problems if problem.level == "error"]
    assert [line.split(":")[1].strip() for line in told] == ["line 3", "line 3", "line 4"]
    with session(engine) as current:
        assert current.scalar(select(func.count()).select_from(Fact)) == 0


def test_edits_are_kept_and_told(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    call = EntrySource("x", "https://telefonat.example/", "2026-11", "operator", "high")
    service = ids.service_id("muster-debt-koblenz")
    with writing(engine) as current:
        set_fact(current, service, "email", "neu@muster.example", source=call, as_of="2026-11", by="editor")
        report = import_file(
            current, b"key,email\nmuster-debt-koblenz,alt@muster.example\n", "csv", "https://x.example/"
        )
    assert report.lines() == [
        "kept: muster-debt-koblenz email: edited here, the file says something else",
        "1 services read: 0 new, 0 changed, 0 facts written, 1 to be decided in the review queue.",
    ]


def test_a_dated_import_does_not_replace_younger_facts(engine: Engine, load: Load, make: Make) -> None:
    load([make["office"]()])
    old = EntrySource("i", "https://alt.example/", "2019", "list", "low")
    with writing(engine) as current:
        report = import_file(current, b"key,name\nmuster-amt,Altes Amt\n", "csv", old)
    assert report.kept_newer == ["muster-amt name"]


def test_old_doubts_are_not_told_again(engine: Engine, load: Load, make: Make) -> None:
    load([make["office"]()])  # has no way to be reached
    with writing(engine) as current:
        report = import_file(current, b"key,umbrella\nmuster-amt,kommunal\n", "csv", "https://x.example/")
    assert report.problems == []
