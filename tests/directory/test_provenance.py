"""Dates are read conservatively: a fact never looks fresher than it was shown to be."""

from __future__ import annotations

from datetime import date

import pytest

from directory.provenance import freshness, period_start, youngest

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("as_of", "wanted"),
    [
        ("2026-11-22", "fresh"),
        ("2026-05-22", "fresh"),
        ("2026-05-21", "ageing"),
        ("2026-06", "fresh"),
        ("2026-05", "ageing"),  # could be 31 May, but only 1 May is proven
        ("2025-11-22", "ageing"),
        ("2025-11-21", "stale"),
        ("2026", "ageing"),
        ("2025", "stale"),
        ("2027", "fresh"),
        (None, "undated"),
    ],
)
def test_freshness(as_of: str | None, wanted: str) -> None:
    assert freshness(as_of, TODAY) == wanted


def test_six_months_before_the_last_of_august_is_the_last_of_february() -> None:
    assert freshness("2026-02-28", date(2026, 8, 31)) == "fresh"
    assert freshness("2026-02-27", date(2026, 8, 31)) == "ageing"


@pytest.mark.parametrize("bad", ["", "25", "Oktober 2025", "2025-13", "2025-02-30"])
def test_a_bad_date_is_an_error(bad: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        period_start(bad)


def test_youngest() -> None:
    assert youngest(["2022", None, "2025-01", "2025", "2024-12-31"]) == "2025-01"
    assert youngest([None]) is None
