"""What people of a district can get to, against distances counted one by one."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from directory.reach import RADII_KM, middles, reach
from directory.snapshot import load_records
from directory.vocabulary import kinds
from finder.service import Service
from geo.distance import geodesic_km
from geo.districts import district_at, districts

TODAY = date(2026, 11, 19)


def test_middles_lie_where_people_live() -> None:
    assert list(middles()) == list(districts())
    assert district_at(*middles()["07111"]) == "07111" and geodesic_km(middles()["07315"], (49.9929, 8.2473)) < 5


def test_a_debt_service_is_for_its_own_district_only(loaded: Session) -> None:
    found = reach(load_records(loaded), TODAY, "debt")
    assert found["07111"].doors == (2, 2, 2) and found["07111"].known == 1
    assert found["07137"].doors == (0, 0, 0) and found["07137"].known == 0
    assert found["07111"].languages == {"de": 1, "ar": 1} and found["07111"].silent == 0
    assert sum(found["07111"].ages.values()) == 1


@pytest.mark.parametrize("key", ["07111", "07131", "07340"])
@pytest.mark.parametrize("kind", ["mfd", "women", "authority"])
def test_three_districts_counted_door_by_door(service: Service, key: str, kind: str) -> None:
    near = [0] * len(RADII_KM)
    for record in service.records:
        open_kind = kinds()[kind].area == "open" and "authority" not in record.kinds
        if kind in record.kinds and (key in record.areas or record.scope != "local" or open_kind):
            for door in record.doors:
                if door.lat is not None and door.lon is not None and door.precision != "district":
                    km = geodesic_km(middles()[key], (door.lat, door.lon))
                    near = [n + (km <= radius) for n, radius in zip(near, RADII_KM, strict=True)]
    assert reach(service.records, TODAY, kind)[key].doors == tuple(near)


def test_further_is_never_less(service: Service) -> None:
    for kind in (None, *kinds()):
        for row in reach(service.records, TODAY, kind).values():
            assert list(row.doors) == sorted(row.doors)
            assert sum(row.ages.values()) == row.known
