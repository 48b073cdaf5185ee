"""From candidates to an order: what does not pass goes, what is left gets its place, distance and key."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from finder.search.index import filters, ordering, tiers
from finder.search.index.bits import Mask, Rows
from finder.search.index.candidates import Candidates, exactly, good_enough
from finder.search.index.columns import Columns
from finder.search.index.positions import Kilometres
from finder.search.index.selection import Selection


class Ranked(NamedTuple):
    """Services that passed, ordinals ascending, with what orders them; ``key`` smaller is earlier."""

    rows: Rows
    level: NDArray[np.uint8]
    tier: NDArray[np.int8]
    speaks: Mask
    distance: Kilometres
    key: NDArray[np.int64]

    def take(self, chosen: NDArray[np.intp]) -> Ranked:
        return Ranked._make(column[chosen] for column in self)


class Placed(NamedTuple):
    """Candidates that passed the filters, and where they stand to the place asked for."""

    candidates: Candidates
    tier: NDArray[np.int8]
    distance: Kilometres

    def keep(self, mask: Mask | None) -> Placed:
        if mask is None:
            return self
        return Placed(self.candidates.take(mask), self.tier[mask], self.distance[mask])


def rank(columns: Columns, neighbours: tiers.Neighbours, selection: Selection, candidates: Candidates) -> Ranked:
    """Filters, then the place, then the cut to good matches among what is left, then the keys."""
    passing = filters.passing(columns, selection, candidates.rows)
    candidates = candidates if passing is None else candidates.take(passing)
    tier = tiers.tiers(columns, neighbours, selection, candidates.rows)
    placed = Placed(candidates, tier, _distances(columns, selection, candidates.rows))
    placed = placed.keep(_within_reach(columns, selection, placed))
    placed = placed.keep(good_enough(placed.candidates))
    return _with_keys(columns, selection, placed)


def with_ahead(columns: Columns, neighbours: tiers.Neighbours, selection: Selection, ranked: Ranked) -> Ranked:
    """Those that must stand first, before all others; no filter but that of languages keeps them out."""
    open_ = replace(selection, filter_kinds=(), filter_topics=(), filter_districts=(), radius_km=None, allowed=None)
    first = rank(columns, neighbours, open_, exactly(sorted(selection.ahead)))
    places = {row: place for place, row in enumerate(selection.ahead)}
    first = first._replace(key=np.array([places[row] - len(places) for row in first.rows.tolist()], dtype=np.int64))
    others = ranked.take(np.flatnonzero(~np.isin(ranked.rows, first.rows)))
    joined = Ranked._make(np.concatenate([ours, theirs]) for ours, theirs in zip(others, first, strict=True))
    return joined.take(np.argsort(joined.rows))


def _distances(columns: Columns, selection: Selection, rows: Rows) -> Kilometres:
    if selection.point is None:
        return np.full(len(rows), np.nan, dtype=np.float32)
    return columns.positions.nearest(rows, selection.point)


def _within_reach(columns: Columns, selection: Selection, placed: Placed) -> Mask | None:
    """Not beyond the radius, and no authority of another district."""
    near = placed.distance <= selection.radius_km if selection.radius_km is not None else None
    if not (selection.place_districts and selection.drop_foreign_authorities):
        return near
    competent = ~tiers.foreign_authorities(columns, placed.tier, placed.candidates.rows)
    return competent if near is None else near & competent


def _with_keys(columns: Columns, selection: Selection, placed: Placed) -> Ranked:
    candidates = placed.candidates
    rows = candidates.rows
    speaks = columns.languages.any_of(selection.languages, rows)
    # A plain list is by name; where something was asked, younger facts come first among equals.
    asked = selection.concepts or selection.words or selection.place_districts or selection.point
    months = columns.months[rows] if asked else np.zeros(len(rows), dtype=np.int32)
    # Whoever asks for a carrier or a service by name knows what it is for.
    behind = (columns.restricted[rows] | _unfit(columns, selection, rows)) & ~candidates.named
    match = ordering.match(candidates, behind)
    key = ordering.keys(placed.tier, speaks, match, placed.distance, months)
    return Ranked(rows, candidates.level, placed.tier, speaks, placed.distance, ordering.with_names(key, rows))


def _unfit(columns: Columns, selection: Selection, rows: Rows) -> Mask:
    """Services all of whose kinds do not take this person."""
    if not selection.unfit_kinds:
        return np.zeros(len(rows), dtype=bool)
    fit = [kind for kind in columns.kinds.codes if kind not in selection.unfit_kinds]
    return np.asarray(~columns.kinds.any_of(fit, rows))
