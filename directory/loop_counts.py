"""The closed loop as numbers: slips by quarter, district and kind, and what became of them.

Shown are rows of five slips or more. Of what became of them, answers under five are hidden, with as many of the next
smallest as it takes that none follows from the row's number; there are no sums of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from directory.loop import STATES, Counted, counted
from directory.small_cells import parts, shown
from directory.tables import csv_text
from geo.districts import districts

HEADER = ("quarter", "district", "district_name", "kind", "slips", *STATES)
LEGEND = (
    "Rows under 5 slips are left out; *: an answer under 5, or one from which it would follow. 'issued': no answer yet."
)
_EVERYWHERE = "whole Land"


@dataclass(frozen=True, slots=True)
class LoopRow:
    """Slips given out in a quarter for services of a kind in a district; of ``states``, None is not told."""

    quarter: str
    district: str
    kind: str
    slips: int
    states: dict[str, int | None]


def loop_rows(session: Session) -> tuple[LoopRow, ...]:
    """What may be shown, the newest quarter first."""
    return tuple(sorted(_rows(counted(session)), key=lambda r: ([-ord(c) for c in r.quarter], r.district, r.kind)))


def _rows(found: Counted) -> Iterator[LoopRow]:
    cells: defaultdict[tuple[str, str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(STATES, 0))
    for (quarter, district, kind, state), slips in found.items():
        cells[quarter, district, kind][state] = slips
    for at, states in cells.items():
        told = shown(sum(states.values()))
        if told is not None:
            yield LoopRow(*at, told, parts(states))


def loop_csv(rows: tuple[LoopRow, ...]) -> str:
    """With a header; what is not told is empty."""
    return csv_text(HEADER, ((*_where(row), row.slips, *_states(row, "0", "")) for row in rows))


def loop_text(rows: tuple[LoopRow, ...]) -> str:
    """For the terminal."""
    lines = [f"{'quarter':9}{'district':28}{'kind':18}{'slips':>7}" + "".join(f"{state:>14}" for state in STATES)]
    for row in rows:
        quarter, key, name, kind = _where(row)
        cells = "".join(f"{cell:>14}" for cell in _states(row, "-", "*"))
        lines.append(f"{quarter:9}{f'{key} {name}'.strip()[:26]:28}{kind:18}{row.slips:>7}{cells}")
    return "\n".join([*lines, LEGEND])


def _where(row: LoopRow) -> tuple[str, str, str, str]:
    name = districts()[row.district].label if row.district in districts() else _EVERYWHERE
    return row.quarter, row.district, name, row.kind


def _states(row: LoopRow, none: str, hidden: str) -> tuple[str | int, ...]:
    return tuple(hidden if row.states[state] is None else row.states[state] or none for state in STATES)
