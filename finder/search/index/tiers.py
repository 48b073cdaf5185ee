"""Who is responsible for a place: comes before any distance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from finder.search.index.bits import Mask, Rows
from finder.search.index.columns import ANYTHING, Columns
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


def foreign_authorities(columns: Columns, tier: NDArray[np.int8], rows: Rows) -> Mask:
    """Offices of another district, also those that are one among other things: never competent, so never an
    answer."""
    return np.asarray(columns.competent_here_only[rows] & (tier != RESPONSIBLE))


def asked_kinds(columns: Columns, selection: Selection) -> tuple[str, ...]:
    """The kinds that a service is looked for as: those filtered for, else those wanted and those that treat a wanted
    topic. A kind as wide as "other" says nothing beside them."""
    topics = (*selection.want_topics, *selection.filter_topics)
    treating = (kind for topic in topics for kind in columns.treating.get(topic, ()))
    asked = tuple(dict.fromkeys(selection.filter_kinds or (*selection.want_kinds, *treating)))
    return tuple(kind for kind in asked if kind != ANYTHING) or asked


def _open_to_neighbours(columns: Columns, neighbours: Neighbours, selection: Selection, rows: Rows) -> Mask:
    around = {n for district in selection.place_districts for n in neighbours.get(district, ())}
    near = columns.local.any_of(around | set(selection.place_districts), rows)
    return np.asarray(near & _open_as_asked(columns, selection, rows) & ~columns.competent_here_only[rows])


def _open_as_asked(columns: Columns, selection: Selection, rows: Rows) -> Mask:
    """A house is open through the kinds that it is looked for as: its pregnancy counselling takes nobody's debts. Only
    what was found for another reason, such as its name, counts whole."""
    asked = asked_kinds(columns, selection)
    whole = columns.kinds.any_of(columns.open_kinds, rows) & ~columns.kinds.any_of(asked, rows)
    return np.asarray(whole | columns.kinds.any_of(columns.open_kinds.intersection(asked), rows))


def _elsewhere_in_the_district(columns: Columns, selection: Selection, rows: Rows) -> Mask:
    """Services of a part of the district, and not the part meant; a district without parts is served whole."""
    meant, districts = set(selection.place_municipalities), set(selection.place_districts)
    partial = np.zeros(columns.size, dtype=bool)
    for row, keys in columns.municipalities.items():
        partial[row] = not keys & meant and bool(districts & {key[:5] for key in keys})
    return np.asarray(partial[rows])
