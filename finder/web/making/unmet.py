"""Searches that found nobody -> the tables below the gap atlas."""

from __future__ import annotations

from collections.abc import Sequence

from directory.unmet import UnmetRow
from finder.web.making.places import district_name
from finder.web.pages.atlas import UnmetTable, UnmetView
from finder.web.wording.voice import Voice


def unmet_tables(
    rows: Sequence[UnmetRow], kind: str | None, language: str | None, voice: Voice
) -> tuple[UnmetTable, ...]:
    """Of the chosen kind and language; where a language is chosen no district is named, since nobody counted both."""
    chosen = [row for row in rows if kind in (None, row.kind) and (language is None or row.language == language)]
    places = tuple(_view(row, district_name(row.district), voice) for row in chosen if row.district)
    tongues = tuple(_view(row, voice.tongue(row.language), voice) for row in chosen if row.language)
    tables = (
        UnmetTable("places", voice("Landkreis oder Stadt"), places),
        UnmetTable("languages", voice("Sprache"), tongues),
    )
    return tuple(table for table in tables if table.rows)


def _view(row: UnmetRow, of: str, voice: Voice) -> UnmetView:
    return UnmetView(row.quarter, of, voice.kind(row.kind), f"{row.searches}{'+' if row.running else ''}")
