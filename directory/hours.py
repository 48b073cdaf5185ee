"""Open now? Opening hours in OSM's syntax, asked in Berlin time, with the public holidays of Rheinland-Pfalz."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Literal

from directory.clock import BERLIN, in_berlin
from directory.hours_parsing import DAY, MIDNIGHT, Span, expression, parse, spans_of_day
from directory.hours_week import HoursRow, describe

__all__ = ["HoursRow", "OpenState", "describe", "is_valid", "next_opening", "state"]

OpenState = Literal["open", "closed", "appointment", "temporarily_closed", "unknown"]

_LOOK_AHEAD_DAYS = 100


def state(
    hours: str | None, at: datetime, *, appointment_only: bool = False, temporarily_closed: bool = False
) -> OpenState:
    """The state at this instant. Hours that are missing or cannot be read are ``unknown``, never an error.

    A service that sees people by appointment only is ``appointment`` at any hour. On a public holiday of which the
    hours say nothing it is open only if it is open on that weekday and on Sundays too.
    """
    if temporarily_closed:
        return "temporarily_closed"
    if appointment_only:
        return "appointment"
    parsed = parse(hours) if hours else None
    if parsed is None or hours is None:
        return "unknown"
    here = in_berlin(at)
    minute = here.hour * 60 + here.minute
    within = (span.state for span in spans_of_day(hours, here.date()) if span.start <= minute < span.end)
    return next(within, "appointment" if parsed.else_appointment else "closed")


def next_opening(hours: str | None, at: datetime) -> datetime | None:
    """The next instant after ``at`` when it opens, in Berlin time; None where unknown or not within 100 days."""
    if not hours or parse(hours) is None:
        return None
    here = in_berlin(at)
    for ahead in range(_LOOK_AHEAD_DAYS):
        day = here.date() + ahead * DAY
        for span in spans_of_day(hours, day):
            start = _instant(day, span.start)
            if span.state == "open" and start > here and not _goes_on(hours, day, span):
                return start
    return None


def is_valid(hours: str) -> bool:
    """Whether the text is OSM opening_hours syntax as it stands (``hours_text`` may mend other wordings)."""
    return expression(hours) is not None


def _instant(day: date, minute: int) -> datetime:
    """That wall time as an instant; one that the change to summer time leaves out is the hour after it."""
    wall = datetime.combine(day, time(), BERLIN) + timedelta(minutes=minute)
    return datetime.fromtimestamp(wall.timestamp(), BERLIN)


def _goes_on(hours: str, day: date, span: Span) -> bool:
    """Whether the span only continues yesterday's over midnight."""
    return span.start == 0 and any(s.end == MIDNIGHT and s.state == "open" for s in spans_of_day(hours, day - DAY))
