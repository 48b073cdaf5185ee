"""Rules and statements that a person should look at again: too old, past their last day, or belied by what is known.
For ``lotse check``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from directory.absences import Absences
from directory.coverage import table
from directory.problems import Problem
from directory.provenance import freshness
from directory.records import ServiceRecord
from directory.vocabulary.reading import read_toml
from geo.resources import data_dir

Row = Mapping[str, Any]


def check_rules(today: date) -> list[Problem]:
    """Every row of data/rules/ that says what it is as of, whatever it rules; one problem for each fault, by file."""
    found = ((path, row) for path in sorted((data_dir() / "rules").glob("*.toml")) for row in _rows(path))
    return [problem for path, row in found for problem in _check(f"rules/{path.stem}: {_name(row)}", row, today)]


def _rows(path: Path) -> Iterator[Row]:
    """The rows of its lists, or the file as a whole where it holds one rule only."""
    content = read_toml(path)
    rows = [row for value in content.values() if isinstance(value, list) for row in value if isinstance(row, Mapping)]
    yield from rows or [content]


def _name(row: Row) -> str:
    return str(row.get("id") or row.get("code") or "all")


def _check(where: str, row: Row, today: date) -> Iterator[Problem]:
    as_of, last_day = row.get("as_of"), row.get("valid_to")
    if as_of and freshness(str(as_of), today) == "stale":
        yield Problem(where, None, "rule_old", str(as_of))
    if last_day and str(last_day) < today.isoformat():
        yield Problem(where, None, "rule_expired", str(last_day))


def check_absences(records: Iterable[ServiceRecord], today: date, said: Absences | None = None) -> list[Problem]:
    """Statements that a kind does not exist in a district: older than a year, or though a service is known there.

    ``said``: those of data/ if not given.
    """
    found = []
    for cell, absence in table(records, said).statements():
        where = f"statements/absences: {cell.kind} in {cell.district}"
        if freshness(absence.date, today) == "stale":
            found.append(Problem(where, "date", "absence_old", absence.date))
        if cell.known:
            found.append(Problem(where, None, "absence_belied", str(cell.known)))
    return found
