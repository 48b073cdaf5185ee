"""Which kinds are known in which districts: the large table of the atlas, and who said that there is none."""

from __future__ import annotations

from directory.coverage import Cell, Coverage, State
from directory.vocabulary import kinds
from finder.web.making.home import by_name
from finder.web.making.places import district_step
from finder.web.pages.atlas import CoverageRow, CoverageTable, StateCell, Statement
from finder.web.wording.voice import Voice

# Signs that need no translation; the legend says what they mean.
SIGNS: dict[State, str] = {"not_known": "?", "confirmed_none": "0"}


def coverage_table(found: Coverage, voice: Voice) -> CoverageTable:
    """Districts by name, kinds as in the vocabulary."""
    codes, number = tuple(kinds()), voice.translation.number
    return CoverageTable(
        kinds=tuple(voice.kind(code) for code in codes),
        rows=tuple(
            CoverageRow(
                district_step(key, voice.language), tuple(_cell(found.cells[code, key], voice) for code in codes)
            )
            for key in by_name()
        ),
        known_in=tuple(number(found.known_districts(code)) for code in codes),
        everywhere=tuple(number(n) if (n := found.everywhere.get(code, 0)) else SIGNS["not_known"] for code in codes),
        not_known=SIGNS["not_known"],
        confirmed_none=SIGNS["confirmed_none"],
    )


def _cell(cell: Cell, voice: Voice) -> StateCell:
    return StateCell(SIGNS.get(cell.state) or voice.translation.number(cell.known), cell.state)


def statements(found: Coverage, voice: Voice) -> tuple[Statement, ...]:
    """Those that hold: where no service is known."""
    return tuple(
        Statement(
            district=district_step(said.district, voice.language),
            kind=voice.kind(said.kind),
            said_by=said.said_by,
            source=said.source,
            url=said.source if said.source.startswith(("https://", "http://")) else None,
            month=voice.month(said.date),
        )
        for cell, said in found.statements()
        if cell.state == "confirmed_none"
    )
