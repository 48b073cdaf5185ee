"""What people of a district can get to: doors within some distance, their languages, and how old we know them to be.

Measured as the crow flies from the district's middle: the mean of its towns, each weighed by its people. So it lies
where people live, not in the forest between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt

from directory.provenance import Freshness, freshness
from directory.records import ServiceRecord
from directory.vocabulary import kinds
from geo.distance import distances_km
from geo.districts import districts
from geo.gazetteer import gazetteer

RADII_KM = (10, 20, 40)
_AUTHORITY = "authority"
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reach:
    """One district. ``known``: services with a door there or serving it; ``doors``: how many doors lie within each of
    RADII_KM and take its people; ``ages`` and ``languages`` of the services known, ``silent`` those that name none."""

    district: str
    known: int
    doors: tuple[int, ...]
    ages: Mapping[Freshness, int]
    languages: Mapping[str, int]
    silent: int


def reach(records: Iterable[ServiceRecord], today: date, kind: str | None = None) -> dict[str, Reach]:
    """Every district by key; only services of ``kind``, if one is given."""
    chosen = [record for record in records if kind is None or kind in record.kinds]
    doors = _doors(chosen, kind)
    return {
        key: _district(key, [r for r in chosen if key in _places(r)], tuple(int(n) for n in doors[row]), today)
        for row, key in enumerate(districts())
    }


@cache
def middles() -> Mapping[str, tuple[float, float]]:
    """District key -> (lat, lon) in degrees."""
    towns = gazetteer().municipalities.values()
    return {
        key: _middle([(t.lat, t.lon, t.population or 0) for t in towns if t.district == key]) for key in districts()
    }


def _middle(towns: Sequence[tuple[float, float, int]]) -> tuple[float, float]:
    lats, lons, people = np.array(towns, dtype=float).T
    return float(np.average(lats, weights=people)), float(np.average(lons, weights=people))


def _places(record: ServiceRecord) -> frozenset[str]:
    return frozenset((*record.areas, *(door.district for door in record.doors if door.district)))


def _doors(records: Iterable[ServiceRecord], kind: str | None) -> Counts:
    """Doors by district (rows, in the order of the keys) and radius (columns), shape (36, 3)."""
    middle = np.array([middles()[key] for key in districts()])
    counts = np.zeros((len(middle), len(RADII_KM)), dtype=np.int64)
    for record in records:
        takes = _takes(record, kind)[:, None]
        for door in record.doors:
            # A door known by its district alone lies anywhere in it: no distance can be told.
            if door.lat is None or door.lon is None or door.precision == "district":
                continue
            km = distances_km(door.lat, door.lon, middle[:, 0], middle[:, 1])
            counts += takes & (km[:, None] <= np.array(RADII_KM))
    return counts


def _takes(record: ServiceRecord, kind: str | None) -> npt.NDArray[np.bool_]:
    """Per district, whether its people may come: it is served, all are, or the kind is open to neighbours. An
    authority of another district is never competent."""
    of = (kind,) if kind else record.kinds
    open_kind = any(kinds()[code].area == "open" for code in of if code in kinds()) and _AUTHORITY not in record.kinds
    if record.scope != "local" or open_kind:
        return np.ones(len(districts()), dtype=bool)
    return np.array([key in record.areas for key in districts()], dtype=bool)


def _district(key: str, here: Sequence[ServiceRecord], doors: tuple[int, ...], today: date) -> Reach:
    return Reach(
        district=key,
        known=len(here),
        doors=doors,
        ages=Counter(freshness(record.as_of, today) for record in here),
        languages=Counter(code for record in here for code in record.languages),
        silent=sum(not record.languages for record in here),
    )
