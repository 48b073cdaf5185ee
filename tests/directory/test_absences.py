"""Confirmed none: only by a dated statement, and never beside a service that is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from directory.absences import absences, read_absences
from directory.coverage import table
from directory.rule_checks import check_absences
from directory.snapshot import load_records
from directory.vocabulary.reading import BadData

ROW = {"kind": "return", "district": "07137", "said_by": "Muster e. V.", "date": "2026-11-02", "source": "Brief 7"}


def write(tmp_path: Path, *rows: dict[str, str]) -> Path:
    path = tmp_path / "absences.toml"
    blocks = ("\n".join(["[[absence]]", *(f'{name} = "{value}"' for name, value in row.items())]) for row in rows)
    path.write_text("\n\n".join(blocks), encoding="utf-8")
    return path


def test_the_shipped_file_is_sound() -> None:
    assert all(row.source and row.said_by for row in absences().values())


def test_the_three_states(tmp_path: Path, loaded: Session) -> None:
    spite = ROW | {"kind": "debt", "district": "07111"}
    found = table(load_records(loaded), read_absences(write(tmp_path, ROW, spite)))
    states = {at: found.cells[at].state for at in (("return", "07137"), ("return", "07111"), ("debt", "07111"))}
    assert list(states.values()) == ["confirmed_none", "not_known", "known"]
    assert found.known_districts("return") == 0
    assert "return,07137,Landkreis Mayen-Koblenz,0,0,0,0,confirmed_none,Muster e. V.,2026-11-02,Brief 7" in found.csv()
    last = found.text().splitlines()[-2:]
    assert last[0] == "none of debt in 07111, says Muster e. V. on 2026-11-02 (Brief 7), but 1 known to us"
    assert last[1] == "none of return in 07137, says Muster e. V. on 2026-11-02 (Brief 7)"
    assert [line for line in found.text().splitlines() if line.startswith("07137") and " 0 " in line]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "shop"}, "kind is 'shop'"),
        ({"district": "7137"}, "district is '7137'"),
        ({"date": "2026-11"}, "date is '2026-11'"),
        ({"date": "2026-11-31"}, "date is '2026-11-31'"),
        ({"date": "20261102"}, "date is '20261102'"),
        ({"said_by": ""}, "said_by is missing"),
        ({"source": ""}, "source is missing"),
        ({"name": "x"}, "there is no field name"),
    ],
)
def test_a_statement_without_day_origin_or_place_is_none(tmp_path: Path, change: dict[str, str], said: str) -> None:
    with pytest.raises(BadData, match=said):
        read_absences(write(tmp_path, ROW | change))


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"date": "2025-11-21"}, ["note absence_old"]),
        ({"date": "2025-11-22"}, []),
        ({"kind": "debt", "district": "07111"}, ["warning absence_belied"]),
        ({"kind": "debt", "district": "07111", "date": "2024-01-01"}, ["note absence_old", "warning absence_belied"]),
    ],
)
def test_old_and_belied_statements_are_found(
    tmp_path: Path, loaded: Session, change: dict[str, str], codes: list[str]
) -> None:
    said = read_absences(write(tmp_path, ROW | change))
    found = check_absences(load_records(loaded), date(2026, 11, 22), said)
    assert [f"{problem.level} {problem.code}" for problem in found] == codes
    assert all(
        problem.where == f"statements/absences: {row.kind} in {row.district}"
        for problem, row in zip(found, said.values(), strict=False)
    )


def test_no_statement_twice(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="twice"):
        read_absences(write(tmp_path, ROW, ROW | {"date": "2026-11-03"}))
