"""Numbers to call at once. Which ones, and their words, stand in data/rules/crisis.toml."""

from __future__ import annotations

from functools import cache

from directory.clock import now
from directory.contacts import format_phone
from directory.crisis_lines import CrisisRow, lines
from finder.search.results import CrisisLine, Results
from finder.web.pages.base import PhoneView
from finder.web.pages.results import CrisisItem
from finder.web.wording.voice import Voice

# More names than these nobody reads in a crisis; the line's own note says how many languages there are.
MOST_LANGUAGES = 5


@cache
def crisis_phones(language: str, *, emergency_only: bool = False) -> tuple[PhoneView, ...]:
    """For the start page and the footer: numbers that answer day and night, so the hour does not matter."""
    rows = lines(("violence", "medical"), now(), language)
    chosen = [row for row in rows if row.emergency or (row.hours == "24/7" and not emergency_only)]
    return tuple(_phone(row.number, row.name) for row in chosen)


def crisis_items(results: Results, voice: Voice) -> tuple[CrisisItem, ...]:
    """The box above the results."""
    return tuple(line_item(line, voice) for line in results.crisis)


def line_item(line: CrisisLine, voice: Voice) -> CrisisItem:
    """One number in a box above everything."""
    few = 1 < len(line.languages) <= MOST_LANGUAGES
    return CrisisItem(
        name=line.name,
        phone=_phone(line.phone, None),
        languages=voice("Spricht {languages}", languages=voice.tongues(line.languages)) if few else None,
        hours=line.when,
        note=line.note,
    )


def row_item(row: CrisisRow, voice: Voice) -> CrisisItem:
    """A line for the page of all lines."""
    line = CrisisLine(row.name, row.number, row.languages, row.hours or "", note=row.note or None, when=row.when)
    return line_item(line, voice)


def _phone(number: str, note: str | None) -> PhoneView:
    return PhoneView(f"tel:{number}", format_phone(number), note)
