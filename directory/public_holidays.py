"""Public holidays of Rheinland-Pfalz. The only module that uses the library ``holidays``."""

from __future__ import annotations

from datetime import date
from functools import cache


def is_public_holiday(day: date) -> bool:
    """Whether shops and offices rest by law on this day, Sundays aside."""
    return day in _of_year(day.year)


def holiday_name(day: date) -> str | None:
    """The holiday's German name, such as ``Fronleichnam``; None on any other day."""
    return _of_year(day.year).get(day)


@cache
def _of_year(year: int) -> dict[date, str]:
    from holidays import country_holidays  # costs 0.3 s: only for those who ask about hours, not at every start

    return dict(country_holidays("DE", subdiv="RP", years=year, language="de"))
