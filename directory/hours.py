"""Open now? Opening hours in OSM's syntax, asked in Berlin time, with the public holidays of Rheinland-Pfalz.

The only module that uses the library ``opening_hours``. It is never told a country: its German calendar lacks
Fronleichnam and Allerheiligen. Instead a day is read with one of two expressions, see ``_Parsed``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from opening_hours import OpeningHours, State, validate

from directory.clock import BERLIN, in_berlin
from directory.hours_text import in_osm_syntax, outside_quotes, says_appointment, words
from directory.public_holidays import is_public_holiday

OpenState = Literal["open", "closed", "appointment", "temporarily_closed", "unknown"]

_LOOK_AHEAD_DAYS = 100
_DAY = timedelta(days=1)
_PH = re.compile(r"\bPH\b")
_OPEN_END = re.compile(r"\d\d:\d\d\+")
# What makes one week unlike the next: the n-th weekday, weeks, months, years, dates, school holidays, sunrise.
_IRREGULAR = re.compile(
    r"\[|\bweek\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\beaster\b|\b\d{4}\b|\bSH\b|sun|dawn|dusk"
)
_NTH = re.compile(r"^(Mo|Tu|We|Th|Fr|Sa|Su)\[(\d(?:,\d)*)\] (.+)$")


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a day, from ``start`` up to ``end`` in minutes after midnight by the clock on the wall."""

    start: int
    end: int
    state: OpenState  # open, appointment or unknown; what lies between spans is closed


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Hours of one weekday for people. ``day`` is OSM's code; ``spans`` are ("09:00", "12:00"), empty when closed.

    ``weeks`` is empty for every week, or names the weekdays meant within a month: (1, 3) is the first and the third.
    """

    day: str
    spans: tuple[tuple[str, str], ...]
    weeks: tuple[int, ...] = ()

    def times(self, lang: str) -> str:
        """The spans as text: ``9–12, 14–16:30 Uhr`` in German, ``09:00–12:00, 14:00–16:30`` else; empty when closed."""
        if lang.partition("-")[0] != "de":
            return ", ".join(f"{start}–{end}" for start, end in self.spans)
        text = ", ".join(f"{_spoken(start)}–{_spoken(end)}" for start, end in self.spans)
        return f"{text} Uhr" if text else ""


def state(
    hours: str | None, at: datetime, *, appointment_only: bool = False, temporarily_closed: bool = False
) -> OpenState:
    """The state at this instant. Hours that are missing or cannot be read are ``unknown``, never an error.

    A service that sees people by appointment only is ``appointment`` at any hour.
    """
    if temporarily_closed:
        return "temporarily_closed"
    if appointment_only:
        return "appointment"
    parsed = _parse(hours) if hours else None
    if parsed is None or hours is None:
        return "unknown"
    here = in_berlin(at)
    minute = here.hour * 60 + here.minute
    within = (span.state for span in _day(hours, here.date()) if span.start <= minute < span.end)
    return next(within, "appointment" if parsed.else_appointment else "closed")


def next_opening(hours: str | None, at: datetime) -> datetime | None:
    """The next instant after ``at`` when it opens, in Berlin time; None where unknown or not within 100 days."""
    if not hours or _parse(hours) is None:
        return None
    here = in_berlin(at)
    for ahead in range(_LOOK_AHEAD_DAYS):
        day = here.date() + ahead * _DAY
        for span in _day(hours, day):
            start = _instant(day, span.start)
            if span.state == "open" and start > here and not _goes_on(hours, day, span):
                return start
    return None


def is_valid(hours: str) -> bool:
    """Whether the text is OSM opening_hours syntax as it stands (``in_osm_syntax`` may mend other wordings)."""
    return _expression(hours) is not None


def describe(hours: str | None) -> tuple[HoursRow, ...]:
    """One row a weekday, Monday first; rows for single weekdays of the month where only those are named.

    Empty where the hours are unknown or change over the year: then print the source's wording.
    """
    parsed = _parse(hours) if hours else None
    if parsed is None:
        return ()
    if not _IRREGULAR.search(re.sub('"[^"]*"', "", parsed.text)):
        return tuple(_row(parsed, number) for number in range(7))
    return _nth_rows(parsed.text)


class _Parsed:
    """Hours, parsed once. ``normal`` knows no holidays; ``holiday`` is what to ask on a holiday, None where the text
    does not speak of holidays."""

    def __init__(self, text: str, normal: OpeningHours, else_appointment: bool) -> None:
        self.text = text
        self.normal = normal
        self.else_appointment = else_appointment
        self.holiday = _expression(_on_holidays(text)) if _PH.search(text) else None
        self.doubtful = bool(re.search(r"\bSH\b", text))  # no calendar of school holidays: open stays unknown
        self.open_end = bool(_OPEN_END.search(text))


def _on_holidays(text: str) -> str:
    """The text as it holds on a holiday: every PH means any weekday, and rules that name PH overrule the others,
    wherever they stand (``PH off; Mo-Fr 09:00-12:00`` is meant so)."""
    rules = outside_quotes(text, lambda part: part.replace(";", "\n")).split("\n")
    rules.sort(key=lambda rule: bool(_PH.search(rule)))
    return outside_quotes("; ".join(map(str.strip, rules)), lambda part: _PH.sub("Mo-Su", part))


@lru_cache(maxsize=10_000)
def _parse(hours: str) -> _Parsed | None:
    main, fallback, rest = hours.partition("||")
    for text in (main.strip(), in_osm_syntax(main).strip()):
        normal = _expression(text)
        if normal is not None:
            return _Parsed(text, normal, bool(fallback) and says_appointment(rest))
    return None


def _expression(text: str) -> OpeningHours | None:
    return OpeningHours(text, auto_country=False, auto_timezone=False) if validate(text) else None


@lru_cache(maxsize=20_000)
def _day(hours: str, day: date) -> tuple[Span, ...]:
    """The spans of one day. Cached: a search asks the same hours about the same day a thousand times."""
    parsed = _parse(hours)
    if parsed is None:
        return ()
    if not is_public_holiday(day):
        return _spans(parsed, parsed.normal, day)
    if parsed.holiday is not None:
        return _spans(parsed, parsed.holiday, day)
    return _as_on_sunday(parsed, day)


def _as_on_sunday(parsed: _Parsed, day: date) -> tuple[Span, ...]:
    """A holiday of which the text says nothing: open only when it is open both on that weekday and on Sundays."""
    sunday = _spans(parsed, parsed.normal, day + (6 - day.weekday()) * _DAY)
    both = (
        Span(max(a.start, b.start), min(a.end, b.end), a.state)
        for a in _spans(parsed, parsed.normal, day)
        for b in sunday
    )
    return tuple(span for span in both if span.start < span.end)


def _spans(parsed: _Parsed, expression: OpeningHours, day: date) -> tuple[Span, ...]:
    midnight = datetime.combine(day, time())
    found = []
    for start, end, state_then, comment in expression.intervals(midnight, midnight + _DAY):
        if state_then != State.CLOSED:
            minutes = (_minutes(start, midnight), _minutes(end, midnight))
            found.append(Span(*minutes, _meaning(parsed, state_then, comment, minutes[1])))
    return tuple(span for span in found if span.start < span.end)


def _meaning(parsed: _Parsed, state_then: State, comment: str, end: int) -> OpenState:
    if says_appointment(comment):
        return "appointment"
    endless = parsed.open_end and end == 24 * 60
    return "open" if state_then == State.OPEN and not endless and not parsed.doubtful else "unknown"


def _minutes(moment: datetime | None, midnight: datetime) -> int:
    if moment is None:
        return 24 * 60
    return max(0, min(24 * 60, int((moment - midnight).total_seconds()) // 60))


def _instant(day: date, minute: int) -> datetime:
    """That wall time as an instant; one that the change to summer time leaves out is the hour after it."""
    wall = datetime.combine(day, time(), BERLIN) + timedelta(minutes=minute)
    return datetime.fromtimestamp(wall.timestamp(), BERLIN)


def _goes_on(hours: str, day: date, span: Span) -> bool:
    """Whether the span only continues yesterday's over midnight."""
    return span.start == 0 and any(s.end == 24 * 60 and s.state == "open" for s in _day(hours, day - _DAY))


def _row(parsed: _Parsed, weekday: int) -> HoursRow:
    monday = date(2024, 1, 1)  # any Monday will do: these hours are the same in every week
    spans = _spans(parsed, parsed.normal, monday + weekday * _DAY)
    return HoursRow(words().days[weekday], tuple((_clock(s.start), _clock(s.end)) for s in spans))


def _nth_rows(text: str) -> tuple[HoursRow, ...]:
    """Rows of ``Mo[1,3] 16:00-18:00; We 09:00-12:00``; empty if any rule is of another form."""
    rows: list[HoursRow] = []
    for rule in text.split(";"):
        nth = _NTH.match(rule.strip())
        every = describe(f"{nth.group(1)} {nth.group(3)}" if nth else rule.strip())
        weeks = tuple(map(int, nth.group(2).split(","))) if nth else ()
        rows += [HoursRow(row.day, row.spans, weeks) for row in every if row.spans]
        if not every:
            return ()
    return tuple(rows)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _spoken(clock: str) -> str:
    hour, _, minute = clock.partition(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}:{minute}"
