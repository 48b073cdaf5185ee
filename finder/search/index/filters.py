"""What drops a service: one small filter a parameter, applied one after the other to fewer and fewer services."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from finder.search.index.bits import Mask, Rows
from finder.search.index.columns import Columns
from finder.search.index.selection import Selection

Filter = Callable[[Columns, Selection, Rows], Mask | None]
"""Which of ``rows`` stay; None where the parameter is not set."""


def by_kind(columns: Columns, selection: Selection, rows: Rows) -> Mask | None:
    return columns.kinds.any_of(selection.filter_kinds, rows) if selection.filter_kinds else None


def by_topic(columns: Columns, selection: Selection, rows: Rows) -> Mask | None:
    return columns.topics.any_of(selection.filter_topics, rows) if selection.filter_topics else None


def by_district(columns: Columns, selection: Selection, rows: Rows) -> Mask | None:
    """Located there or serving it; what serves everywhere serves it too."""
    if not selection.filter_districts:
        return None
    return columns.local.any_of(selection.filter_districts, rows) | columns.everywhere[rows]


def by_language(columns: Columns, selection: Selection, rows: Rows) -> Mask | None:
    """Only services whose languages are known, and the wanted ones not among them, go."""
    if not selection.languages:
        return None
    return columns.languages.any_of(selection.languages, rows) | ~columns.languages_known[rows]


def by_allowed(_columns: Columns, selection: Selection, rows: Rows) -> Mask | None:
    return None if selection.allowed is None else selection.allowed[rows]


def by_exclusion(_columns: Columns, selection: Selection, rows: Rows) -> Mask | None:
    return ~np.isin(rows, selection.exclude) if selection.exclude else None


FILTERS: tuple[Filter, ...] = (by_kind, by_topic, by_language, by_district, by_allowed, by_exclusion)


def passing(columns: Columns, selection: Selection, rows: Rows) -> NDArray[np.intp] | None:
    """Positions in ``rows`` of the services that pass every filter; None where all do."""
    chosen: NDArray[np.intp] | None = None
    for keeps in FILTERS:
        mask = keeps(columns, selection, rows if chosen is None else rows[chosen])
        if mask is not None:
            kept = np.flatnonzero(mask)
            chosen = kept if chosen is None else chosen[kept]
    return chosen
