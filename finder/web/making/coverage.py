"""Which kinds are known in which districts: the table on the page about the data."""

from __future__ import annotations

from collections.abc import Sequence

from directory.coverage import Cell, State, table
from directory.records import ServiceRecord
from directory.vocabulary import kinds
from finder.web.making.home import by_name
from finder.web.making.places import district_step
from finder.web.pages.data import CoverageRow, CoverageTable
from finder.web.wording.voice import Voice

# Signs that need no translation; the legend says what they mean.
SIGNS: dict[State, str] = {"not_known": "?", "confirmed_none": "0"}


def coverage_table(records: Sequence[ServiceRecord], voice: Voice) -> CoverageTable:
    """Districts by name, kinds as in the vocabulary."""
    found, codes = table(records), tuple(kinds())
    return CoverageTable(
        kinds=tuple(voice.kind(code) for code in codes),
        rows=tuple(
            CoverageRow(district_step(key, voice.language), tuple(_sign(found.cells[code, key]) for code in codes))
            for key in by_name()
        ),
        known_in=tuple(voice.translation.number(found.known_districts(code)) for code in codes),
        not_known=SIGNS["not_known"],
        confirmed_none=SIGNS["confirmed_none"],
    )


def _sign(cell: Cell) -> str:
    """Services with a door there and services that serve it are partly the same: the larger number is safe to say."""
    return SIGNS.get(cell.state) or str(max(cell.located, cell.serving))
