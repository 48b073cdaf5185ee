"""XLSX: the same table as in CSV, every cell as text, so that keys and postcodes keep their zeros."""

from __future__ import annotations

from collections.abc import Iterable

from directory.exchange import sheets
from directory.exchange.about import about
from directory.exchange.cells import protect
from directory.exchange.documents import Parsed, Unreadable
from directory.exchange.tables import read_table, table_of
from directory.records import ServiceRecord


def write(records: Iterable[ServiceRecord]) -> bytes:
    """All records on one sheet; what is to be said about them on a second one, which reading passes over."""
    records = tuple(records)
    told = [["Über diese Daten", ""], *([protect(cell) for cell in line] for line in about(records))]
    return sheets.write_rows(table_of(records), title="Dienste", more={told[0][0]: told})


def read(content: bytes) -> Parsed:
    """Every row of the first visible sheet. Raises Unreadable for what is no sheet of a reasonable size."""
    rows = sheets.read_rows(content)
    if not rows:
        raise Unreadable("The spreadsheet is empty.")
    _, header = rows[0]
    width = max(at for at, name in enumerate(header, 1) if name)
    return read_table(((number, _of_width(row, width)) for number, row in rows), called="row")


def _of_width(row: list[str], width: int) -> list[str]:
    """Empty cells at the end are not written down by all programs; what is there is never cut off."""
    while len(row) > width and not row[-1]:
        row.pop()
    return row + [""] * (width - len(row))
