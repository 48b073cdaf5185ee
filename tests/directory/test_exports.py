"""What is only written: OpenStreetMap's tags, vCards, the archive, and everything at once into a folder."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from directory.exchange import osm, vcard
from directory.exchange.about import about, changed_on, described, title
from directory.exchange.archive import README
from directory.exchange.everything import CONTENTS, export_all
from directory.exchange.formats import FORMATS, Format, export
from directory.exchange.sheets import read_rows
from directory.records import ServiceRecord
from directory.snapshot import load_records
from directory.vocabulary import kinds, offices
from directory.vocabulary.reading import read_toml
from geo.resources import data_dir


@pytest.fixture
def records(loaded: Session) -> tuple[ServiceRecord, ...]:
    return load_records(loaded)


@pytest.fixture
def debt(records: tuple[ServiceRecord, ...]) -> ServiceRecord:
    return next(record for record in records if record.key == "muster-debt-koblenz")


def tagged(record: ServiceRecord, **door: Any) -> osm.Tags:
    main = record.doors[0]
    return osm.tags(record, replace(main, **door))


def test_tags_of_a_door(debt: ServiceRecord) -> None:
    assert osm.tags(debt, debt.doors[0]) == {
        "amenity": "social_facility", "social_facility": "outreach", "name": "Schuldnerberatung Muster",
        "operator": "Muster e. V.", "phone": "+492610000001-12", "email": "post@muster.example",
        "website": "https://muster.example/", "opening_hours": "Mo-Fr 09:00-12:00", "addr:street": "Musterstraße",
        "addr:housenumber": "1", "addr:postcode": "56068", "addr:city": "Koblenz", "language:de": "yes",
        "language:ar": "yes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("street", "expected"),
    [
        ("Am Markt 3a", ("Am Markt", "3a", None)),
        ("Straße des 17. Juni 5", ("Straße des 17. Juni", "5", None)),
        ("Kaiserstr. 12 – 14", ("Kaiserstr.", "12 – 14", None)),
        ("Pfaffengasse 9/1", ("Pfaffengasse", "9/1", None)),
        ("Rheinstraße", (None, None, "Rheinstraße")),
        ("Haus 5, Zimmer 12", (None, None, "Haus 5, Zimmer 12")),
    ],
)
def test_a_street_is_split_only_where_it_is_plain(
    debt: ServiceRecord, street: str, expected: tuple[str | None, ...]
) -> None:
    found = tagged(debt, street=street)
    assert tuple(found.get(f"addr:{name}") for name in ("street", "housenumber", "full")) == expected


def test_a_position_stands_only_where_it_is_exact(debt: ServiceRecord) -> None:
    rough = replace(debt, doors=(replace(debt.doors[0], precision="municipality"),))
    elements = [element for record in (debt, rough) for element in json.loads(osm.write([record]))["elements"]]
    assert [("lat" in element, element["id"]) for element in elements] == [(True, -1), (False, -2), (False, -1)]


def test_every_kind_and_office_has_tags_that_exist_here() -> None:
    table = read_toml(data_dir() / "rules" / "osm_tags.toml")
    assert set(table["kind"]) == set(kinds())
    assert set(table["office"]) <= set(offices())


def test_a_card_for_each_service(records: tuple[ServiceRecord, ...]) -> None:
    text = vcard.write(records).decode()
    assert text.count("BEGIN:VCARD\r\n") == text.count("END:VCARD\r\n") == len(records) == 3
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "CATEGORIES:Behörde,Jobcenter\r\n" in text
    assert "TEL;TYPE=WORK,VOICE:+492610000001\\,12" not in text and "TEL;TYPE=WORK,VOICE:+492610000001,12\r\n" in text
    assert "SOURCE:" not in text and "NOTE:Stand: 2025-10\r\n" in text and "NOTE:Stand: unbekannt\r\n" in text


def test_what_is_said_beside_the_services(records: tuple[ServiceRecord, ...]) -> None:
    told = dict(about(records))
    assert "3 veröffentlichte" in told["Inhalt"] and "EUPL" in told["Lizenz"]
    assert str(changed_on(records)) in told["Stand"] and any("OpenStreetMap" in name for name in told)
    assert dict(about([]))["Stand"].startswith("Letzte Änderung am Verzeichnis: unbekannt")
    for name in FORMATS:
        assert title(name) != name and (described(name) or name == "archive")


def test_a_spreadsheet_explains_itself_on_its_second_sheet(records: tuple[ServiceRecord, ...]) -> None:
    from openpyxl import load_workbook

    content = export(records, "xlsx")
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Dienste", "Über diese Daten"]
    assert book["Dienste"].freeze_panes == "A2"
    assert {cell.data_type for row in book["Dienste"].iter_rows() for cell in row if cell.value} == {"s"}
    assert "Lizenz" in {row[0].value for row in book["Über diese Daten"].iter_rows()}
    assert len(read_rows(content)) == 5  # a header, two doors, two services without


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_records_give_the_same_bytes(
    records: tuple[ServiceRecord, ...], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(records, name)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert export(iter(records), name) == first


def test_the_archive_holds_every_other_format_and_says_what_it_is(records: tuple[ServiceRecord, ...]) -> None:
    with zipfile.ZipFile(io.BytesIO(export(records, "archive"))) as archive:
        assert archive.testzip() is None
        others = [found for found in FORMATS.values() if found.name != "archive"]
        assert archive.namelist() == [README, *(found.file for found in others)]
        assert all(archive.read(found.file) == found.write(records) for found in others)
        readme = archive.read(README).decode()
    assert "Lizenz: " in readme and all(f"{found.file}: " in readme for found in others)


def test_everything_into_a_folder(records: tuple[ServiceRecord, ...], tmp_path: Path) -> None:
    folder, told = tmp_path / "new" / "folder", list[tuple[str, int, int]]()
    paths = export_all(records, folder, lambda *step: told.append(step))
    assert sorted(folder.iterdir()) == sorted(paths)
    assert [step[0] for step in told] == [found.file for found in FORMATS.values()]
    listed = json.loads((folder / CONTENTS).read_text())
    assert listed["services"] == 3
    for row in listed["files"]:
        content = (folder / row["file"]).read_bytes()
        assert (row["bytes"], row["sha256"]) == (len(content), sha256(content).hexdigest())
        assert content == export(records, row["format"])


def test_a_run_that_breaks_off_leaves_the_old_files(
    records: tuple[ServiceRecord, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_all(records, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken(_: Iterable[ServiceRecord]) -> bytes:
        raise OSError("no space left")

    monkeypatch.setitem(FORMATS, "osm", Format("osm", "application/json", (".osm.json",), broken))
    with pytest.raises(OSError, match="no space"):
        export_all(records[:1], tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_an_older_run_left_behind_is_cleared(records: tuple[ServiceRecord, ...], tmp_path: Path) -> None:
    (tmp_path / ".lotse-neu").mkdir()
    (tmp_path / ".lotse-neu" / "lotse.csv").write_text("half")
    (tmp_path / "mine.txt").write_text("stays")
    export_all(records, tmp_path)
    assert not (tmp_path / ".lotse-neu").exists() and (tmp_path / "mine.txt").exists()
