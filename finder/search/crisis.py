"""The box above all results: which numbers help now, in a language the person speaks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from directory.crisis_lines import CrisisRow, lines
from finder.search.query import Understood
from finder.search.results import CrisisLine


def crisis_lines(understood: Understood, now: datetime, ui: str = "de") -> tuple[CrisisLine, ...]:
    """The lines for the needs that a line of text showed; empty where it showed none.

    ``now`` is aware. Lines that speak the language wished for in the text come first, else that of the page.
    """
    spoken = next(iter(understood.languages), ui)
    return tuple(_shown(row) for row in lines(understood.crisis, now, spoken, ui))


def lines_for(needs: Iterable[str], now: datetime, ui: str) -> tuple[CrisisLine, ...]:
    """The lines for needs that are known, not read; those that speak the page's language first."""
    return tuple(_shown(row) for row in lines(needs, now, ui))


def _shown(row: CrisisRow) -> CrisisLine:
    return CrisisLine(
        name=row.name,
        phone=row.number,
        languages=row.languages,
        hours=row.hours or "",
        note=row.note or None,
        when=row.when,
    )
