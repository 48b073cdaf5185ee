"""CSV: UTF-8, a header, one row a door (one for a service without), the service's cells repeated on each.

Comma on writing, comma or semicolon on reading. An empty cell states nothing. Cells: ``directory.exchange.cells``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from directory.exchange.cells import cell_text, cell_value
from directory.exchange.documents import (
    COLUMNS,
    IDENTITY,
    MAX_BYTES,
    ONE_WAY,
    Cells,
    Gathering,
    Parsed,
    Unreadable,
    fault,
    rows_of,
    unknown_columns,
)  # fmt: skip
from directory.records import ServiceRecord


def write(records: Iterable[ServiceRecord]) -> bytes:
    """All records, with ``COLUMNS`` as the header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in records:
        for _, cells in rows_of(record):
            writer.writerow([cell_text(cells.get(column)) for column in COLUMNS])
    return out.getvalue().encode()


def read(content: bytes) -> Parsed:
    """Every row; all problems with their lines. Raises Unreadable where not even the rows can be told apart."""
    text = _decode(content)
    first = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True
    )
    rows = _numbered(reader)
    _, header = next(rows, (1, []))
    header = [name.strip() for name in header]
    gathering = Gathering()
    gathering.parsed.problems += [fault("line 1", sentence) for sentence in _header_faults(header)]
    if not gathering.parsed.problems:
        for line, row in rows:
            _read_row(gathering, f"line {line}", header, row)
    return gathering.parsed


def _decode(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:200]:
        raise Unreadable("The file is UTF-16; please save it as UTF-8 (in Excel: “CSV UTF-8”).")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"Line {line} is not UTF-8, perhaps Latin-1; please save the file as UTF-8.") from error
    if not text.strip():
        raise Unreadable("The file is empty.")
    return text


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each starts in; empty lines are passed over."""
    start = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise Unreadable(f"Line {start}: {_WHY.get(str(error), str(error))}.") from error
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield start, row
        start = reader.line_num + 1


_WHY = {
    "unexpected end of data": "a quoted cell is opened and never closed",
    "field larger than field limit (131072)": "a cell is longer than 131,072 characters",
}


def _header_faults(header: list[str]) -> Iterator[str]:
    yield from unknown_columns(header, COLUMNS)
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield f"the column {name!r} stands twice"
    if not set(header) & set(IDENTITY):
        yield "the header needs a column 'id' or 'key'"


def _read_row(gathering: Gathering, where: str, header: list[str], row: list[str]) -> None:
    if len(row) != len(header):
        gathering.parsed.problems.append(fault(where, f"has {len(row)} cells, the header has {len(header)}"))
        return
    cells: Cells = {}
    for column, text in zip(header, row, strict=True):
        text = text.strip()
        if text and column not in ONE_WAY:
            try:
                cells[column] = cell_value(column, text)
            except ValueError as error:
                gathering.parsed.problems.append(fault(where, str(error), column))
    gathering.add(where, cells)
