"""Unmet searches as numbers: two tables that are never joined, and nothing under five."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, inspect

from directory.database import session, writing
from directory.unmet import Cell, _row, add, counted, unmet_csv, unmet_rows, unmet_text

TODAY = date(2026, 11, 22)
PLACE: Cell = ("2026-Q3", "district_kind", "07137", "debt")
TONGUE: Cell = ("2026-Q3", "kind_language", "debt", "ar")


def test_numbers_add_up(engine: Engine) -> None:
    for _ in range(2):
        with writing(engine) as db:
            add(db, {PLACE: 3, TONGUE: 1})
    with session(engine) as db:
        assert counted(db) == {PLACE: 6, TONGUE: 2}
        assert [(row.district, row.kind, row.searches) for row in unmet_rows(db, TODAY)] == [("07137", "debt", 6)]
    columns = {column["name"] for column in inspect(engine).get_columns("unmet_search")}
    assert columns == {"quarter", "marginal", "first", "second", "searches"}


@pytest.mark.parametrize(
    ("quarter", "searches", "told"),
    [("2026-Q3", 4, None), ("2026-Q3", 5, (5, False)), ("2026-Q3", 13, (13, False)),
     ("2026-Q4", 4, None), ("2026-Q4", 5, (5, True)), ("2026-Q4", 13, (10, True))],
)  # fmt: skip
def test_the_running_quarter_is_told_in_steps_of_five(
    engine: Engine, quarter: str, searches: int, told: tuple[int, bool] | None
) -> None:
    with writing(engine) as db:
        add(db, {(quarter, *PLACE[1:]): searches})
    with session(engine) as db:
        rows = unmet_rows(db, TODAY)
    assert [(row.searches, row.running) for row in rows] == ([told] if told else [])


def test_the_newest_first_and_places_before_languages(engine: Engine) -> None:
    with writing(engine) as db:
        add(db, {PLACE: 6, TONGUE: 50, ("2026-Q4", *PLACE[1:]): 7, ("2026-Q3", "district_kind", "07111", "jmd"): 9})
    with session(engine) as db:
        rows = unmet_rows(db, TODAY)
    assert [(r.quarter, r.district or r.language, r.searches) for r in rows] == [
        ("2026-Q4", "07137", 5), ("2026-Q3", "07111", 9), ("2026-Q3", "07137", 6), ("2026-Q3", "ar", 50)
    ]  # fmt: skip
    found = list(csv.DictReader(io.StringIO(unmet_csv(rows))))
    assert found[0] == {
        "quarter": "2026-Q4", "running": "yes", "district": "07137", "district_name": "Landkreis Mayen-Koblenz",
        "kind": "debt", "language": "", "searches": "5",
    }  # fmt: skip
    assert not [row for row in found if row["district"] and row["language"]], "the two are never joined"
    assert unmet_text(rows).splitlines()[1].split() == ["2026-Q4", "07137", "Landkreis", "Mayen-Kobl", "debt", "5+"]


@given(st.integers(0, 200), st.sampled_from(["2026-Q3", "2026-Q4"]))
def test_nothing_under_five_is_ever_shown(searches: int, quarter: str) -> None:
    row = _row((quarter, *PLACE[1:]), searches, "2026-Q4")
    assert (row is None) == (searches < 5)
    assert row is None or 5 <= row.searches <= searches < row.searches + (5 if row.running else 1)
