"""Codes that cannot be guessed, and typos that are told apart from codes that nobody issued."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.quarters import quarter_of, quarter_of_week, week_of, weeks_before
from directory.slip_codes import ALPHABET, BITS, LENGTH, MistypedCode, grouped, hash_of, new_code, read_code

CODES = st.builds(new_code)
SENTENCE = "Das ist kein Code von einem Zettel. Bitte vergleichen Sie jedes Zeichen."
LOOKALIKES = ("0ODQ", "1IL", "2Z", "5S", "6G", "8B", "UV")


def test_a_code_is_long_and_no_two_are_alike() -> None:
    assert BITS >= 80 and LENGTH == 20
    codes = {new_code() for _ in range(2000)}
    assert len(codes) == 2000 and all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)
    assert {sign for code in codes for sign in code} == set(ALPHABET), "every sign is used"


@pytest.mark.parametrize("alike", LOOKALIKES)
def test_no_two_signs_look_alike(alike: str) -> None:
    assert not [pair for pair in combinations(alike, 2) if set(pair) <= set(ALPHABET)]


def test_it_is_read_as_people_write_it() -> None:
    code = new_code()
    printed = grouped(code)
    assert len(printed) == 23 and printed.count("-") == 3
    for typed in (printed, printed.lower(), f"  {code} ", printed.replace("-", " – "), printed.replace("-", "\n")):
        assert read_code(typed) == code
    meant = code.replace("8", "B").replace("5", "S").replace("2", "z").replace("6", "g")
    assert read_code(meant) == code


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_wrong_sign_is_noticed(code: str, at: int, sign: str) -> None:
    typo = code[:at] + sign + code[at + 1 :]
    if typo != code:
        with pytest.raises(MistypedCode):
            read_code(typo)


@given(CODES, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_every_two_signs_that_changed_places_are_noticed(code: str, one: int, other: int) -> None:
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    if (typo := "".join(signs)) != code:
        with pytest.raises(MistypedCode):
            read_code(typo)


@given(st.text())
def test_anything_typed_gets_a_sentence_or_a_code(typed: str) -> None:
    try:
        assert len(read_code(typed)) == LENGTH
    except MistypedCode as error:
        assert (error.field, error.message) == ("code", SENTENCE), "which never holds what was typed"


def test_the_hash_needs_the_key() -> None:
    code = new_code()
    assert hash_of(code, b"a" * 32) == hash_of(code, b"a" * 32) != hash_of(code, b"b" * 32)
    assert len(hash_of(code, b"a" * 32)) == 64 and code not in hash_of(code, b"a" * 32)


@pytest.mark.parametrize(
    ("day", "week", "quarter"),
    [
        ("2026-11-22", "2026-W47", "2026-Q4"),
        ("2027-01-01", "2026-W53", "2026-Q4"),  # a Friday: its week's Thursday is the last of December
        ("2027-01-04", "2027-W01", "2027-Q1"),
        ("2026-06-30", "2026-W27", "2026-Q3"),  # a Tuesday: its week's Thursday is the second of July
        ("2024-12-30", "2025-W01", "2025-Q1"),
    ],
)
def test_weeks_and_quarters(day: str, week: str, quarter: str) -> None:
    assert week_of(date.fromisoformat(day)) == week and quarter_of_week(week) == quarter


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_weeks_sort_by_time(day: date, weeks: int) -> None:
    assert weeks_before(day, weeks + 1) < weeks_before(day, weeks) <= week_of(day)
    assert quarter_of(day)[:4] == str(day.year)
