"""Public holidays of Rheinland-Pfalz. The only module that uses the library ``holidays``."""

from __future__ import annotations

from datetime import date
from functools import cache


def is_public_holiday(day: date) -> bool:
    """Whether shops and offices rest by law on this day, Sundays aside."""
    return day in _of_year(day.year)


@cache
def _of_year(year: int) -> frozenset[date]:
    from holidays import country_holidays  # costs 0.3 s: only for those who ask about hours, not at every start

    return frozenset(country_holidays("DE", subdiv="RP", years=year))
