"""Spreadsheets (XLSX) as rows of text: the only module that knows openpyxl.

All cells are text in both directions, so that keys and postcodes keep their zeros. Reading goes through
``sheet_guard`` first and takes the first sheet that is not hidden; XML bombs are refused by defusedxml, which openpyxl
uses where it is installed.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from directory.exchange.documents import MAX_ROWS, Unreadable
from directory.exchange.sheet_guard import MAX_COLUMNS, check_archive

NumberedRow = tuple[int, list[str]]  # the number of the row as the program shows it, its cells
# What XML cannot hold, and what looks like our way of writing it (ECMA-376, ST_Xstring).
_UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_TIMES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)
_WRITTEN_OUT = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_rows(content: bytes) -> list[NumberedRow]:
    """The rows of the first visible sheet that hold anything, as text.

    A cell with a formula counts as what the program last showed there. Raises Unreadable for whatever is no sheet of
    a reasonable size, or holds a formula without a result.
    """
    check_archive(content)
    with _told_in_a_sentence():
        rows = list(_rows(content, data_only=False))
        if any(_is_formula(cell) for _, row in rows for cell in row):
            shown = dict(_rows(content, data_only=True))
            rows = [(number, _without_formulas(number, row, shown.get(number, []))) for number, row in rows]
    return [(number, texts) for number, row in rows if any(texts := [_text(cell) for cell in row])]


@contextmanager
def _told_in_a_sentence() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out: colours, checks of input
        try:
            yield
        except Unreadable:
            raise
        except Exception as error:  # whatever is wrong in foreign XML comes up here in many shapes
            raise Unreadable("The file is no spreadsheet (XLSX), or it is damaged.") from error


def _rows(content: bytes, data_only: bool) -> Iterator[tuple[int, list[Any]]]:
    from openpyxl import load_workbook  # 0.3 s, and most starts read no spreadsheet

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    try:
        sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
        if sheet is None:
            raise Unreadable("The spreadsheet has no sheet that is shown.")
        sheet.reset_dimensions()  # what the file says about its own size is not believed
        for number, row in enumerate(sheet.iter_rows(), 1):
            if number > MAX_ROWS:
                raise Unreadable(f"The spreadsheet has more than {MAX_ROWS:,} rows.")
            if len(row) > MAX_COLUMNS:
                raise Unreadable(f"Row {number} has more than {MAX_COLUMNS:,} columns.")
            yield number, [("=", cell.value) if cell.data_type == "f" else cell.value for cell in row]
    finally:
        book.close()


def _is_formula(cell: Any) -> bool:
    return isinstance(cell, tuple)


def _without_formulas(number: int, row: list[Any], shown: list[Any]) -> list[Any]:
    results = [*shown, *[None] * (len(row) - len(shown))]
    for column, (cell, result) in enumerate(zip(row, results, strict=False), 1):
        if _is_formula(cell) and result is None:
            raise Unreadable(f"Row {number}, column {column} holds a formula without a result; please paste values.")
    return [result if _is_formula(cell) else cell for cell, result in zip(row, results, strict=False)]


def _text(cell: Any) -> str:
    """As a person reads it: whole numbers without a point, days as YYYY-MM-DD, yes and no as words."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return _WRITTEN_OUT.sub(lambda match: _sign(int(match[1], 16)), str(cell)).strip()


def _sign(number: int) -> str:
    return "\ufffd" if 0xD800 <= number <= 0xDFFF else chr(number)  # half of a sign is none


def write_rows(
    rows: Iterable[Sequence[str]], *, title: str = "Lotse", more: Mapping[str, Iterable[Sequence[str]]] | None = None
) -> bytes:
    """A sheet of text cells; the first row is the header, and stays in sight. Formulas are the caller's to defuse.

    ``more``: rows of further sheets by title, which explain and are never read back. The same rows always give the same
    bytes.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    _fill(sheet, rows)
    for name, explained in (more or {}).items():
        further = book.create_sheet(name)
        further.column_dimensions["A"].width, further.column_dimensions["B"].width = 30, 120
        _fill(further, explained)
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _fill(sheet: Any, rows: Iterable[Sequence[str]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    for number, row in enumerate(rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet)
            cell._value, cell.data_type = _writable(text), "s"  # by hand: "=1+1" would become a formula
            cell.number_format = "@"
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell if text else None)
        sheet.append(cells)


def _without_clock(book: bytes) -> bytes:
    """Without the times of writing, which stand in the ZIP and in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as steady:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = _TIMES.sub(b"", content)
            steady.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _writable(text: str) -> str:
    return _UNSPEAKABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
