"""Searches that found nobody responsible, as numbers: district × kind, and kind × language, by quarter.

Searches, not people: whoever asks twice counts twice. The two are never joined, and nothing else of a search is kept.
Shown are numbers of five or more. The quarter that is running is shown in steps of five, so that nobody can watch a
single search arrive. There are no sums, so nothing that is left out follows from what is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import UnmetSearch
from directory.quarters import quarter_of
from directory.small_cells import LEAST, shown
from directory.tables import csv_text
from geo.districts import districts

Cell = tuple[str, str, str, str]
"""Quarter, "district_kind" or "kind_language", and the two codes."""
HEADER = ("quarter", "running", "district", "district_name", "kind", "language", "searches")


@dataclass(frozen=True, slots=True)
class UnmetRow:
    """``searches``: how many; where the quarter is ``running``, at least so many. ``district`` or ``language`` is
    None, never both."""

    quarter: str
    running: bool
    kind: str
    district: str | None
    language: str | None
    searches: int


def add(session: Session, cells: Mapping[Cell, int]) -> None:
    """Adds to what is counted already; the session must hold the write lock."""
    for cell, searches in cells.items():
        quarter, marginal, first, second = cell
        row = session.get(UnmetSearch, cell)
        if row is None:
            session.add(UnmetSearch(quarter=quarter, marginal=marginal, first=first, second=second, searches=searches))
        else:
            row.searches += searches


def counted(session: Session) -> Counter[Cell]:
    """Every number as it is. Not for showing."""
    return Counter(
        {(r.quarter, r.marginal, r.first, r.second): r.searches for r in session.scalars(select(UnmetSearch))}
    )


def unmet_rows(session: Session, today: date) -> tuple[UnmetRow, ...]:
    """What may be shown: the newest quarter first, districts before languages, the largest number first."""
    running = quarter_of(today)
    rows = [row for cell, searches in counted(session).items() if (row := _row(cell, searches, running))]
    rows.sort(key=lambda row: (-row.searches, row.district or "", row.kind, row.language or ""))
    rows.sort(key=lambda row: row.district is None)
    return tuple(sorted(rows, key=lambda row: row.quarter, reverse=True))


def _row(cell: Cell, searches: int, running: str) -> UnmetRow | None:
    quarter, marginal, first, second = cell
    now = quarter >= running
    told = shown(searches // LEAST * LEAST if now else searches)
    if told is None:
        return None
    if marginal == "district_kind":
        return UnmetRow(quarter, now, second, first, None, told)
    return UnmetRow(quarter, now, first, None, second, told)


def unmet_csv(rows: Iterable[UnmetRow]) -> str:
    """With a header; ``running`` is yes where the number is a lower bound."""
    return csv_text(HEADER, (
        (row.quarter, "yes" if row.running else "no", row.district or "", _name(row), row.kind, row.language or "",
         row.searches)
        for row in rows
    ))  # fmt: skip


def unmet_text(rows: Iterable[UnmetRow]) -> str:
    """For the terminal."""
    lines = [f"{'quarter':9}{'district or language':28}{'kind':18}{'searches':>10}"]
    for row in rows:
        where = row.language or f"{row.district} {_name(row)}"
        number = f"{row.searches}{'+' if row.running else ''}"
        lines.append(f"{row.quarter:9}{where[:26]:28}{row.kind:18}{number:>10}")
    return "\n".join([*lines, "Searches, not people. Numbers under 5 are left out; + of a running quarter: at least."])


def _name(row: UnmetRow) -> str:
    return districts()[row.district].label if row.district else ""
