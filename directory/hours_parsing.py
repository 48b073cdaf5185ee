"""Opening hours parsed once, and the spans of a day. The only module that uses the library ``opening_hours``.

The library is never told a country: its German calendar lacks Fronleichnam and Allerheiligen. Instead a public holiday
is read with an expression of its own, see ``Parsed``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from opening_hours import OpeningHours, State, validate

from directory.hours_text import in_osm_syntax, outside_quotes, says_appointment
from directory.public_holidays import is_public_holiday

SpanState = Literal["open", "appointment", "unknown"]

DAY = timedelta(days=1)
MIDNIGHT = 24 * 60
_PH = re.compile(r"\bPH\b")
_OPEN_END = re.compile(r"\d\d:\d\d\+")


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a day, from ``start`` up to ``end`` in minutes after midnight by the clock on the wall.

    What lies between spans is closed.
    """

    start: int
    end: int
    state: SpanState


class Parsed:
    """Hours, parsed once. ``normal`` knows no holidays; ``holiday`` is what to ask on a holiday, None where the text
    does not speak of holidays. ``else_appointment``: outside the hours one may come by appointment."""

    def __init__(self, text: str, normal: OpeningHours, else_appointment: bool) -> None:
        self.text = text
        self.normal = normal
        self.else_appointment = else_appointment
        self.holiday = expression(_on_holidays(text)) if _PH.search(text) else None
        self.doubtful = bool(re.search(r"\bSH\b", text))  # no calendar of school holidays: open stays unknown
        self.open_end = bool(_OPEN_END.search(text))


def expression(text: str) -> OpeningHours | None:
    """The library's object, or None where the text is not OSM opening_hours syntax."""
    return OpeningHours(text, auto_country=False, auto_timezone=False) if validate(text) else None


@lru_cache(maxsize=10_000)
def parse(hours: str) -> Parsed | None:
    """Hours in OSM's syntax, or in a wording that can be brought into it; else None."""
    # A fallback is taken apart here since the library answers wrongly on it.
    main, fallback, rest = hours.partition("||")
    for text in (main.strip(), in_osm_syntax(main).strip()):
        normal = expression(text)
        if normal is not None:
            return Parsed(text, normal, bool(fallback) and says_appointment(rest))
    return None


@lru_cache(maxsize=20_000)
def spans_of_day(hours: str, day: date) -> tuple[Span, ...]:
    """The spans of one day. Cached: a search asks the same hours about the same day a thousand times."""
    parsed = parse(hours)
    if parsed is None:
        return ()
    if not is_public_holiday(day):
        return spans(parsed, parsed.normal, day)
    if parsed.holiday is not None:
        return spans(parsed, parsed.holiday, day)
    return _as_on_sunday(parsed, day)


def spans(parsed: Parsed, asked: OpeningHours, day: date) -> tuple[Span, ...]:
    """What ``asked`` says about that day, holiday or not."""
    midnight = datetime.combine(day, time())
    found = []
    for start, end, state, comment in asked.intervals(midnight, midnight + DAY):
        if state != State.CLOSED:
            until = _minutes(end, midnight)
            found.append(Span(_minutes(start, midnight), until, _meaning(parsed, state, comment, until)))
    return tuple(span for span in found if span.start < span.end)


def _on_holidays(text: str) -> str:
    """The text as it holds on a holiday: every PH means any weekday, and rules that name PH overrule the others,
    wherever they stand (``PH off; Mo-Fr 09:00-12:00`` is meant so)."""
    rules = outside_quotes(text, lambda part: part.replace(";", "\n")).split("\n")
    rules.sort(key=lambda rule: bool(_PH.search(rule)))
    return outside_quotes("; ".join(map(str.strip, rules)), lambda part: _PH.sub("Mo-Su", part))


def _as_on_sunday(parsed: Parsed, day: date) -> tuple[Span, ...]:
    """A holiday of which the text says nothing: open only when it is open both on that weekday and on Sundays."""
    sunday = spans(parsed, parsed.normal, day + (6 - day.weekday()) * DAY)
    both = (
        Span(max(a.start, b.start), min(a.end, b.end), a.state)
        for a in spans(parsed, parsed.normal, day)
        for b in sunday
    )
    return tuple(span for span in both if span.start < span.end)


def _meaning(parsed: Parsed, state: State, comment: str, end: int) -> SpanState:
    if says_appointment(comment):
        return "appointment"
    endless = parsed.open_end and end == MIDNIGHT
    return "open" if state == State.OPEN and not endless and not parsed.doubtful else "unknown"


def _minutes(moment: datetime | None, midnight: datetime) -> int:
    if moment is None:
        return MIDNIGHT
    return max(0, min(MIDNIGHT, int((moment - midnight).total_seconds()) // 60))
