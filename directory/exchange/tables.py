"""Tables of text, from CSV or a spreadsheet: a header by any name that we know, then one row a door.

A service with several doors repeats its own cells on each row, or leaves them empty. Cells may hold codes or German or
English words; phone numbers and web addresses may stand as people write them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from directory import hours
from directory.addresses import split_address
from directory.exchange.cells import cell_text, cell_value
from directory.exchange.documents import (
    COLUMNS,
    IDENTITY,
    ONE_WAY,
    Cells,
    Parsed,
    fault,
    refuse_too_many,
    rows_of,
    unknown_columns,
)  # fmt: skip
from directory.exchange.gathering import Gathering
from directory.exchange.headers import OPENING_HOURS, code_of, column_of, has_codes
from directory.hours_german import to_osm
from directory.normalizing import normal_value
from directory.records import ServiceRecord

Row = list[str]
_READ = (*COLUMNS, OPENING_HOURS)


def table_of(records: Iterable[ServiceRecord]) -> Iterator[Row]:
    """The header, then all rows."""
    yield list(COLUMNS)
    for record in records:
        for _, cells in rows_of(record):
            yield [cell_text(cells.get(column)) for column in COLUMNS]


def read_table(rows: Iterable[tuple[int, Row]], called: str = "line") -> Parsed:
    """Every row, the header first; all problems with the number of their row. ``called``: "line" or "row"."""
    numbered = iter(rows)
    first, header = next(numbered, (1, []))
    columns = [column_of(name.strip()) for name in header]
    gathering = Gathering()
    gathering.parsed.problems += [fault(f"{called} {first}", told) for told in _header_faults(header, columns)]
    if not gathering.parsed.problems:
        gathering.parsed.problems += unknown_columns(f"{called} {first}", columns, _READ)
        for count, (number, row) in enumerate(numbered, 1):
            refuse_too_many(count, "rows")
            _read_row(gathering, f"{called} {number}", columns, row)
    return gathering.parsed


def _header_faults(header: Row, columns: Row) -> Iterator[str]:
    for name in sorted({name for name in columns if columns.count(name) > 1 and name in _READ}):
        spelt = [repr(other.strip()) for other, column in zip(header, columns, strict=True) if column == name]
        yield f"the column {name!r} stands twice" + (f" ({', '.join(spelt)})" if len(set(spelt)) > 1 else "")
    if not {*IDENTITY, "name"} & set(columns):
        yield "the header needs a column 'name', 'id' or 'key'"
    elif len(set(columns) & set(_READ)) == 1 and len(set(columns)) > 1:
        yield "only one column has a name that we know: is the first line the header?"


def _read_row(gathering: Gathering, where: str, columns: Row, row: Row) -> None:
    if len(row) != len(columns):
        gathering.parsed.problems.append(fault(where, f"has {len(row)} cells, the header has {len(columns)}"))
        return
    cells: Cells = {}
    for column, text in zip(columns, row, strict=True):
        text = text.strip()
        if text and column in _READ and column not in ONE_WAY:
            try:
                cells[column] = _read_cell(column, text)
            except ValueError as error:
                gathering.parsed.problems.append(fault(where, str(error), column))
    gathering.add(where, _with_address(_with_hours(cells)))


def _read_cell(column: str, text: str) -> Any:
    content = cell_value(column, text)
    return _codes(column, content) if has_codes(column) else normal_value(column.removeprefix("door_"), content)


def _codes(column: str, content: str | list[str]) -> str | list[str]:
    if isinstance(content, str):
        return code_of(column, content)
    return list(dict.fromkeys(code for item in content for code in _codes_in(column, item)))


def _codes_in(column: str, item: str) -> list[str]:
    """What people part by commas although we asked for bars: only where the whole is no code or label itself."""
    code = code_of(column, item)
    parts = [part.strip() for part in item.replace(";", ",").replace("\n", ",").split(",")]
    return [code] if code != item or len(parts) == 1 else [code_of(column, part) for part in parts if part]


def _with_address(cells: Cells) -> Cells:
    """A whole address in the column of the street taken apart; only of a row that is no export of ours, and has no
    other word on postcode and town."""
    whole = cells.get("door_street")
    if whole is None or {*IDENTITY, "door_postcode", "door_city"} & cells.keys():
        return cells
    parts = split_address(whole)
    return cells | {f"door_{name}": part for name, part in parts.items()} if parts else cells


def _with_hours(cells: Cells) -> Cells:
    """Hours as people write them: in OSM's words where they can mean one thing only, and always as written."""
    written = cells.pop(OPENING_HOURS, None)
    if written is None:
        return cells
    prefix = "door_" if any(column.startswith("door_") for column in cells) else ""
    if hours.is_valid(written):
        return {f"{prefix}hours": written} | cells
    stated = {f"{prefix}hours_text": written}
    if osm := to_osm(written):
        stated[f"{prefix}hours"] = osm
    return stated | cells
