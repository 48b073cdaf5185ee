"""ISO weeks ("2026-W47") and quarters ("2026-Q4"): how coarse a time is kept of what is only counted."""

from __future__ import annotations

from datetime import date, timedelta


def week_of(day: date) -> str:
    """The ISO week.

    >>> week_of(date(2027, 1, 1))
    '2026-W53'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def quarter_of(day: date) -> str:
    """
    >>> quarter_of(date(2026, 11, 22))
    '2026-Q4'
    """
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarter_of_week(week: str) -> str:
    """A week belongs to the quarter of its Thursday, as it belongs to its Thursday's year.

    >>> quarter_of_week("2026-W53"), quarter_of_week("2026-W40")
    ('2026-Q4', '2026-Q4')
    """
    return quarter_of(monday_of(week) + timedelta(days=3))


def weeks_before(day: date, weeks: int) -> str:
    """The ISO week so many weeks before that of ``day``. Weeks written so sort by time."""
    return week_of(day - timedelta(weeks=weeks))


def monday_of(week: str) -> date:
    """The first day of an ISO week."""
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)
