"""Everything about the services but their words, as arrays: one entry a service, in the index's order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from directory.records import ServiceRecord
from finder.search.index.bits import BitColumn, Mask
from finder.search.index.lexicon import Lexicon
from finder.search.index.positions import Positions

UNDATED = -1
ANYTHING = "other"  # the kind of all that has no kind of its own
AUTHORITY = "authority"  # strictly by residence: the one kind whose neighbours are never an answer


class Columns:
    """Built from records in the order of their names; the ordinal is therefore the rank by name, then id."""

    def __init__(self, records: Sequence[ServiceRecord], lexicon: Lexicon) -> None:
        self.size = len(records)
        self.main_kind = BitColumn([r.kinds[:1] for r in records], lexicon.kinds)
        self.kinds = BitColumn([r.kinds for r in records], lexicon.kinds)
        self.topics = BitColumn([r.topics for r in records], lexicon.topics)
        self.topics_stated = BitColumn([r.topics_stated for r in records], lexicon.topics)
        self.offices = BitColumn([(r.office,) if r.office else () for r in records])
        self.office_known = self.offices.any_at_all()
        self.languages = BitColumn([r.languages for r in records])
        self.languages_known = self.languages.any_at_all()
        self.doors = BitColumn([door_districts(r) for r in records])
        self.areas = BitColumn([areas(r) for r in records])
        self.local = BitColumn([(*door_districts(r), *areas(r)) for r in records])  # located there or serving it
        self.everywhere: Mask = np.array([serves_everywhere(r) for r in records], dtype=bool)
        self.open_kinds, self.treating = lexicon.open_kinds, lexicon.treating
        self.authority = self.main_kind.any_of((AUTHORITY,))
        self.competent_here_only: Mask = self.kinds.any_of((AUTHORITY,)) & ~self.everywhere
        self.restricted: Mask = np.array([r.restricted for r in records], dtype=bool)
        self.municipalities = {n: r.area_municipalities for n, r in enumerate(records) if r.area_municipalities}
        self.months = np.array([month_number(r.as_of) for r in records], dtype=np.int32)
        self.positions = Positions(records)


def door_districts(record: ServiceRecord) -> tuple[str, ...]:
    return tuple({door.district for door in record.doors if door.district})


def areas(record: ServiceRecord) -> tuple[str, ...]:
    """The districts served; a local service whose area nobody named serves those of its doors."""
    return record.areas or (door_districts(record) if record.scope == "local" else ())


def serves_everywhere(record: ServiceRecord) -> bool:
    """Statewide, nationwide, or digital: a local scope without any area or door binds it to no place."""
    return record.scope != "local" or not (areas(record) or record.doors)


def month_number(as_of: str | None) -> int:
    """Months since the year 0 of a date ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; a bare year counts as its January.

    >>> month_number("2025-10") - month_number("2025"), month_number(None)
    (9, -1)
    """
    if not as_of:
        return UNDATED
    return int(as_of[:4]) * 12 + (int(as_of[5:7]) - 1 if len(as_of) >= 7 else 0)
