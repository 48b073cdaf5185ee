"""Spreadsheets that are none, that are locked, or that would fill the memory: each is refused with its sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from directory.database import session, writing
from directory.exchange import sheet_guard, xlsx
from directory.exchange.documents import MAX_BYTES
from directory.exchange.importing import import_file
from directory.exchange.sheets import read_rows, write_rows
from directory.models import Fact

HEADER = ["key", "name", "kinds", "door_key", "door_postcode", "district"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SHEET = "xl/worksheets/sheet1.xml"
START = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = "</sheetData></worksheet>"


def sheet(*rows: list[str]) -> bytes:
    return write_rows([HEADER, *rows])


def with_part(name: str, content: bytes, base: bytes | None = None, times: int = 1) -> bytes:
    """A spreadsheet with one part replaced, or added, its content repeated."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base or sheet())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part.filename))
        with new.open(name, "w") as part:
            for _ in range(times):
                part.write(content)
    return out.getvalue()


def xml(body: str) -> bytes:
    return f"{START}{body}{END}".encode()


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("letter.txt", "no sheet")
    return out.getvalue()


def locked_zip() -> bytes:
    """As if a member needed a password: the flag in both of its headers."""
    content = bytearray(sheet())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
LAUGHS = f"{ENTITIES}{START}<row><c><v>&b;</v></c></row>{END}".encode()
FORMULA = xml('<row r="1"><c r="A1" t="str"><v>key</v></c></row><row r="2"><c r="A2"><f>1+1</f></c></row>')
FAR_ROW = xml('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
FAR_COLUMN = xml('<row r="1"><c r="XFD1"><v>1</v></c></row>')
ONE_ROW = xml("<row>" + '<c r="A1"/>' * 400_000 + "</row>")
MEDIA, STYLES, BOOK = "xl/media/a.bin", "xl/styles.xml", "xl/workbook.xml"
MEGABYTE = b"\0" * 1_000_000
DAMAGED = "file: The file is no spreadsheet (XLSX), or it is damaged."
LOCKED = "file: The spreadsheet has a password; please save it without one."
MANY_ROWS = "The spreadsheet has more than 100,000 rows."
BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty", lambda: b"", "file: The file is empty."),
    ("text", lambda: b"key,name\na,b\n", DAMAGED),
    ("cut off", lambda: sheet(["a"] * 6)[:-40], DAMAGED),
    ("zip", plain_zip, "file: The file is an archive, but no spreadsheet (XLSX)."),
    ("xls", lambda: OLE, "file: The file is an old Excel file (.xls); please save it as .xlsx."),
    ("password", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    ("locked zip", locked_zip, LOCKED),
    ("bomb", lambda: with_part(MEDIA, MEGABYTE, times=60), "file: The spreadsheet is packed more than 200 times"),
    ("giant", lambda: with_part(MEDIA, MEGABYTE, times=201), "file: The spreadsheet holds more than 200 MB"),
    ("styles", lambda: with_part(STYLES, MEGABYTE, times=9), "A part of the spreadsheet (xl/styles.xml) is larger"),
    ("one row", lambda: with_part(SHEET, ONE_ROW), "A row of the spreadsheet holds more than 4 MB."),
    ("rows", lambda: with_part(SHEET, xml("<row/>" * 100_100)), MANY_ROWS),
    ("far row", lambda: with_part(SHEET, FAR_ROW), MANY_ROWS),
    ("far column", lambda: with_part(SHEET, FAR_COLUMN), "Row 1 has more than 1,000 columns."),
    ("entities", lambda: with_part(SHEET, LAUGHS), DAMAGED),
    ("broken xml", lambda: with_part(SHEET, b"<worksheet><row>"), DAMAGED),
    ("no sheets", lambda: with_part(BOOK, b"<a/>"), "file: The spreadsheet has no sheet that is shown."),
    ("formula", lambda: with_part(SHEET, FORMULA), "Row 2, column 1 holds a formula without a result"),
    ("nothing", lambda: write_rows([]), "file: The spreadsheet is empty."),
    ("header", lambda: write_rows([["key", "phoness"]]), "row 1: only one column has a name that we know"),
    ("no key", lambda: write_rows([["email"]]), "row 1: the header needs a column 'name', 'id' or 'key'"),
    ("wide row", lambda: write_rows([["key", "name"], ["a", "b", "c"]]), "row 2: has 3 cells, the header has 2"),
    ("kind", lambda: sheet(["a", "D", "Zauberei", "", "", ""]), "row 2: kinds: Zauberei is not a known kind"),
]


@pytest.mark.parametrize(("make", "sentence"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_sheets(engine: Engine, make: Callable[[], bytes], sentence: str) -> None:
    with writing(engine) as current:
        report = import_file(current, make(), "xlsx", "https://import.example/")
    lines = report.lines()
    assert any(sentence in line for line in lines), lines
    assert lines[-1].startswith("Nothing was imported: ")
    with session(engine) as current:
        assert current.scalar(select(func.count()).select_from(Fact)) == 0


@pytest.mark.parametrize("name", ["csv", "xlsx", "geojson", "hsds", "hsds-ndjson", "osm"])
def test_files_that_are_too_large_are_not_read_at_all(engine: Engine, tmp_path: Path, name: str) -> None:
    file = tmp_path / "large"
    with file.open("wb") as sparse:
        sparse.truncate(MAX_BYTES + 1)
    with writing(engine) as current:
        report = import_file(current, file, name, "https://import.example/")
    assert report.lines()[0] == "error: file: The file is larger than 50 MB."


def test_zeros_days_and_results_of_formulas() -> None:
    body = (
        '<row r="1"><c r="A1" t="str"><v>key</v></c></row>'
        '<row r="3"><c r="A3"><v>56068</v></c><c r="B3"><v>1.5</v></c><c r="C3" t="b"><v>1</v></c>'
        '<c r="D3" t="str"><f>A3</f><v>shown</v></c><c r="E3" t="d"><v>2026-11-22</v></c></row>'
    )
    assert read_rows(with_part(SHEET, xml(body))) == [(1, ["key"]), (3, ["56068", "1.5", "yes", "shown", "2026-11-22"])]


def test_keys_and_postcodes_stay_text() -> None:
    parsed = xlsx.read(sheet(["a", "=1+1", "mfd", "d", "05606", "07111"]))
    (found,) = parsed.services
    assert (found.facts["district"], found.facts["doors.d.postcode"], found.facts["name"]) == ("07111", "05606", "=1+1")


def test_hidden_sheets_are_not_read() -> None:
    book = write_rows([["key"], ["hidden"]], title="A", more={"B": [["key"], ["shown"]]})
    text = zipfile.ZipFile(io.BytesIO(book)).read("xl/workbook.xml").decode()
    hidden = with_part("xl/workbook.xml", text.replace('state="visible"', 'state="hidden"', 1).encode(), book)
    assert read_rows(hidden) == [(1, ["key"]), (2, ["shown"])]


def test_a_tag_that_is_cut_in_two_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_guard, "_CHUNK", 7)
    body = b"<sheetData>" + b"<row r='1'/>" * 50 + b"</sheetData>"
    assert len(list(sheet_guard._positions(io.BytesIO(body)))) == 50 + 1
