"""Known, and not known to us, are not the same as there and not there."""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter

import pytest
from sqlalchemy.orm import Session

from directory.coverage import HEADER, Coverage, table
from directory.snapshot import load_records
from directory.vocabulary import kinds
from finder.service import Service
from geo.districts import districts
from geo.resources import data_dir


def coverage(current: Session) -> Coverage:
    return table(load_records(current))


def test_every_kind_in_every_district(loaded: Session) -> None:
    assert len(coverage(loaded).cells) == len(kinds()) * 36


def test_located_and_serving(loaded: Session) -> None:
    cells = coverage(loaded).cells
    debt, office = cells["debt", "07111"], cells["authority", "07137"]
    assert (debt.known, debt.located, debt.serving, debt.serving_assumed, debt.state) == (1, 1, 1, 1, "known")
    assert (office.located, office.serving, office.state) == (0, 1, "known")
    assert cells["debt", "07137"].state == "not_known"


def test_statewide_services_count_once_and_in_no_district(loaded: Session) -> None:
    found = coverage(loaded)
    assert found.everywhere == {"mbe": 1, "jmd": 1}
    assert (found.known_districts("mbe"), found.known_districts("debt")) == (0, 1)


def test_csv_and_text(loaded: Session) -> None:
    rows = list(csv.reader(io.StringIO(coverage(loaded).csv())))
    assert tuple(rows[0]) == HEADER
    assert len(rows) == 1 + len(kinds()) * 36
    assert ["debt", "07111", "Koblenz", "1", "1", "1", "1", "known", "", "", ""] in rows
    lines = coverage(loaded).text().splitlines()
    assert len(lines) == 36 + 3
    assert len({len(line) for line in lines}) == 1


def by_hand() -> Counter[tuple[str, str]]:
    """Straight from the registry's files, without the database and the read model."""
    found: Counter[tuple[str, str]] = Counter()
    for path in (data_dir() / "registry").glob("*.toml"):
        for service in tomllib.loads(path.read_text(encoding="utf-8"))["service"]:
            doors = [door.get("district") for door in service.get("doors", [])]
            stated = [*service.get("areas", []), *(key[:5] for key in service.get("area_municipalities", []))]
            local = service.get("scope", "local") == "local"
            own = [service["district"]] if service.get("district") else doors
            here = {*doors, *(stated or (own if local else []))} - {None}
            found.update((kind, key) for key in here for kind in service["kinds"])
    return found


@pytest.mark.parametrize("key", ["07111", "07131", "07340"])
def test_a_district_counted_by_hand(service: Service, key: str) -> None:
    counted, cells = by_hand(), table(service.records).cells
    assert {kind: cells[kind, key].known for kind in kinds()} == {kind: counted[kind, key] for kind in kinds()}


def test_all_540_cells_are_as_in_the_files(service: Service) -> None:
    counted, cells = by_hand(), table(service.records).cells
    assert len(cells) == 36 * 15 == len(kinds()) * len(districts())
    assert {at: cell.known for at, cell in cells.items()} == {at: counted[at] for at in cells}
    assert set(counted) <= set(cells)
