"""CSV: UTF-8, one row a door; what the cells mean stands in ``cells`` and ``tables``.

Comma on writing; comma, semicolon or tab on reading, whichever the header holds most of.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from directory.exchange.documents import MAX_BYTES, Parsed, Unreadable
from directory.exchange.tables import read_table, table_of
from directory.records import ServiceRecord


def write(records: Iterable[ServiceRecord]) -> bytes:
    """All records, with ``COLUMNS`` as the header."""
    return write_rows(table_of(records))


def write_rows(rows: Iterable[list[str]]) -> bytes:
    """Rows of text, defused already."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def read(content: bytes) -> Parsed:
    """Every row; all problems with their lines. Raises Unreadable where not even the rows can be told apart."""
    text = _decode(content)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return read_table(_numbered(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)))


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
