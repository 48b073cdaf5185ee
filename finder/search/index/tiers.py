"""Who is responsible for a place: comes before any distance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from finder.search.index.bits import Mask, Rows
from finder.search.index.columns import AUTHORITY, Columns
from finder.search.index.selection import NO_PLACE, OPEN, OTHER, RESPONSIBLE, Selection

Neighbours = Mapping[str, frozenset[str]]


def tiers(columns: Columns, neighbours: Neighbours, selection: Selection, rows: Rows) -> NDArray[np.int8]:
    """RESPONSIBLE where an area contains the place, OPEN to it, or OTHER; NO_PLACE if none is meant."""
    if not selection.place_districts:
        return np.full(len(rows), NO_PLACE, dtype=np.int8)
    responsible = columns.areas.any_of(selection.place_districts, rows)
    if selection.place_municipalities and columns.municipalities:
        responsible &= ~_elsewhere_in_the_district(columns, selection, rows)
    open_ = columns.everywhere[rows] | _open_to_neighbours(columns, neighbours, selection, rows)
    return np.select([responsible, open_], [RESPONSIBLE, OPEN], OTHER).astype(np.int8)


def foreign_authorities(columns: Columns, selection: Selection, tier: NDArray[np.int8], rows: Rows) -> Mask:
    """Offices of another district: never competent, so never an answer. Where an office is sought, that goes for
    services that are one among other things too."""
    foreign = columns.authority[rows] & (tier == OTHER)
    if selection.want_offices or AUTHORITY in selection.want_kinds:
        partly = columns.kinds.any_of((AUTHORITY,), rows) & ~columns.everywhere[rows]
        foreign = foreign | (partly & (tier != RESPONSIBLE))
    return np.asarray(foreign)


def _open_to_neighbours(columns: Columns, neighbours: Neighbours, selection: Selection, rows: Rows) -> Mask:
    around = {n for district in selection.place_districts for n in neighbours.get(district, ())}
    near = columns.local.any_of(around | set(selection.place_districts), rows)
    return np.asarray(near & columns.open_kind[rows] & ~columns.authority[rows])


def _elsewhere_in_the_district(columns: Columns, selection: Selection, rows: Rows) -> Mask:
    """Services of a part of the district, and not the part meant; a district without parts is served whole."""
    meant, districts = set(selection.place_municipalities), set(selection.place_districts)
    partial = np.zeros(columns.size, dtype=bool)
    for row, keys in columns.municipalities.items():
        partial[row] = not keys & meant and bool(districts & {key[:5] for key in keys})
    return np.asarray(partial[rows])
