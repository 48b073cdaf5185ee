"""The closed loop: what is kept of a slip, what becomes of it, and what may be shown of many."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, inspect, select

from directory.database import session, writing
from directory.ids import service_id
from directory.loop import ANSWERS, STATES, Slip, UnknownCode, answer, counted, find, issue, lapse
from directory.loop_counts import HEADER, loop_csv, loop_rows, loop_text
from directory.models import SlipCode, SlipCount
from directory.registry_files import Entry
from directory.slip_codes import MistypedCode, new_code
from directory.small_cells import parts

KEY = b"k" * 32
TODAY = date(2026, 11, 22)
DEBT, CHAT, OFFICE = (service_id(key) for key in ("muster-debt-koblenz", "muster-chat", "muster-amt"))


@pytest.fixture
def filled(engine: Engine, load: Callable[..., object], registry: list[Entry]) -> Engine:
    load(registry)
    return engine


def issued(engine: Engine, to: str, states: Counter[str], day: date = TODAY) -> list[str]:
    """Slips to a service, answered as ``states`` say."""
    codes = []
    with writing(engine) as db:
        for state, many in states.items():
            for _ in range(many):
                codes.append(issue(db, KEY, to, day))
                if state != "issued":
                    answer(db, KEY, codes[-1], state, day)  # type: ignore[arg-type]
    return codes


def test_a_code_comes_back_as_a_state(filled: Engine) -> None:
    with writing(filled) as db:
        code = issue(db, KEY, DEBT, TODAY, OFFICE)
    for state in ANSWERS:
        with writing(filled) as db:
            assert answer(db, KEY, code.lower(), state, TODAY) == Slip(DEBT, OFFICE, "2026-W47", state)
        with session(filled) as db:
            assert find(db, KEY, code, TODAY).state == state


def test_no_more_is_kept_than_was_promised(filled: Engine) -> None:
    columns = {column["name"] for column in inspect(filled).get_columns("slip_code")}
    assert columns == {"code_hash", "from_service_id", "to_service_id", "week", "state"}
    [code] = issued(filled, DEBT, Counter(issued=1))
    with session(filled) as db:
        row = db.scalars(select(SlipCode)).one()
    assert code not in row.code_hash and (row.from_service_id, row.week) == (None, "2026-W47")


@pytest.mark.parametrize("key", [KEY, b"another" * 5])
def test_wrong_codes_and_typos_are_told_apart(filled: Engine, key: bytes) -> None:
    [code] = issued(filled, DEBT, Counter(issued=1))
    with session(filled) as db:
        with pytest.raises(UnknownCode):
            find(db, key, new_code() if key == KEY else code, TODAY)
        with pytest.raises(MistypedCode):
            find(db, key, code[:-1], TODAY)


def test_after_13_weeks_only_a_number_is_left(filled: Engine) -> None:
    codes = issued(filled, DEBT, Counter(issued=2, arrived=3))
    last, over = date(2027, 2, 21), date(2027, 2, 22)  # the Sunday of the 13th week after, and the Monday
    with writing(filled) as db:
        assert lapse(db, last) == 0 and find(db, KEY, codes[0], last).week == "2026-W47"
        before = counted(db)
        with pytest.raises(UnknownCode):
            find(db, KEY, codes[0], over)
        assert lapse(db, over) == 5 and lapse(db, over) == 0
        assert (
            counted(db)
            == before
            == {("2026-Q4", "07111", "debt", "issued"): 2, ("2026-Q4", "07111", "debt", "arrived"): 3}
        )
        assert db.scalars(select(SlipCode)).all() == []
    # A second lot of the same quarter adds to the first.
    issued(filled, DEBT, Counter(arrived=1), TODAY + timedelta(weeks=1))
    with writing(filled) as db:
        assert lapse(db, over + timedelta(weeks=1)) == 1
        assert counted(db)["2026-Q4", "07111", "debt", "arrived"] == 4


def test_issuing_clears_what_has_lapsed(filled: Engine) -> None:
    issued(filled, CHAT, Counter(issued=1))
    issued(filled, DEBT, Counter(issued=1), TODAY + timedelta(weeks=20))
    with session(filled) as db:
        assert [row.to_service_id for row in db.scalars(select(SlipCode))] == [DEBT]
        assert [(row.district, row.kind, row.slips) for row in db.scalars(select(SlipCount))] == [("", "mbe", 1)]


def test_a_merged_service_keeps_its_slips(filled: Engine, load: Callable[..., object], registry: list[Entry]) -> None:
    issued(filled, OFFICE, Counter(full=6))
    issued(filled, "00000000-0000-5000-8000-000000000000", Counter(full=6))
    debt, chat, office = registry
    load([replace(debt, merged_keys=[office.key]), chat], "2")
    with session(filled) as db:
        assert [(row.district, row.kind) for row in loop_rows(db)] == [("", ""), ("07111", "debt")]


def test_rows_and_answers_under_five_are_not_told(filled: Engine) -> None:
    issued(filled, DEBT, Counter(issued=7, arrived=6))
    issued(filled, OFFICE, Counter(issued=41, arrived=6, full=3))
    issued(filled, CHAT, Counter(issued=4))
    with session(filled) as db:
        rows = loop_rows(db)
    assert {row.district: row.slips for row in rows} == {"07111": 13, "07137": 50}
    found = list(csv.DictReader(io.StringIO(loop_csv(rows))))
    assert tuple(found[0]) == HEADER
    assert [found[0][state] for state in STATES] == ["7", "6", "0", "0", "0"]
    assert [found[1][state] for state in STATES] == ["41", "", "", "", ""], "6 goes too, or 3 would follow"
    lines = loop_text(rows).splitlines()
    assert lines[1].split() == ["2026-Q4", "07111", "Koblenz", "debt", "13", "7", "6", "-", "-", "-"]
    assert lines[2].split()[-5:] == ["41", *["*"] * 4]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((41, 6, 0, 0, 3), (41, None, None, None, None)),
     ((20, 9, 0, 2, 3), (20, 9, None, None, None)),
     ((20, 9, 7, 1, 2), (20, 9, None, None, None)),
     ((20, 9, 9, 0, 3), (20, None, None, None, None)),
     ((20, 9, 8, 4, 4), (20, 9, None, None, None)),
     ((200, 0, 0, 0, 3), (None,) * 5),
     ((200, 0, 0, 0, 0), (200, 0, 0, 0, 0))],
)  # fmt: skip
def test_only_what_is_needed_is_hidden(numbers: tuple[int, ...], told: tuple[int | None, ...]) -> None:
    assert tuple(parts(dict(zip(STATES, numbers, strict=True))).values()) == told


def test_nothing_under_five_is_shown_or_follows() -> None:
    """Whoever knows how answers are hidden finds none that fits alone to what is shown; tried on every row up to 24."""
    for slips in range(5, 25):
        fitting: dict[tuple[int | None, ...], list[tuple[int, ...]]] = {}
        for numbers in _sums(slips, len(STATES)):
            told = tuple(parts(dict(zip(STATES, numbers, strict=True))).values())
            assert all(one == n and not 0 < n < 5 for one, n in zip(told, numbers, strict=True) if one is not None)
            fitting.setdefault(told, []).append(numbers)
        for told, rows in fitting.items():
            assert all(len({row[at] for row in rows}) > 1 for at, one in enumerate(told) if one is None), told


def _sums(whole: int, many: int) -> Iterator[tuple[int, ...]]:
    """Every way to part a number."""
    if many == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        yield from ((first, *rest) for rest in _sums(whole - first, many - 1))
