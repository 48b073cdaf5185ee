"""Known, and not known to us, are not the same as there and not there."""

from __future__ import annotations

import csv
import io

from sqlalchemy.orm import Session

from directory.coverage import HEADER, Coverage, table
from directory.snapshot import load_records
from directory.vocabulary import kinds


def coverage(current: Session) -> Coverage:
    return table(load_records(current))


def test_every_kind_in_every_district(loaded: Session) -> None:
    assert len(coverage(loaded).cells) == len(kinds()) * 36


def test_located_and_serving(loaded: Session) -> None:
    cells = coverage(loaded).cells
    debt, office = cells["debt", "07111"], cells["authority", "07137"]
    assert (debt.located, debt.serving, debt.serving_assumed, debt.state) == (1, 1, 1, "known")
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
    assert ["debt", "07111", "Koblenz", "1", "1", "1", "known"] in rows
    lines = coverage(loaded).text().splitlines()
    assert len(lines) == 36 + 3
    assert len({len(line) for line in lines}) == 1
