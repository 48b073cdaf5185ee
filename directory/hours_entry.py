"""Opening hours as an editor enters them: up to two spans a weekday, public holidays, by appointment; in OSM's syntax
and back, where nothing is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from directory.hours import describe
from directory.hours_parsing import Parsed, parse
from directory.hours_text import words

MOST = 2  # spans a day
Span = tuple[str, str]  # "09:00", "12:00"
Spans = tuple[Span, ...]
APPOINTMENT = '"nach Vereinbarung"'
_HOLIDAY = re.compile(r"\bPH\b(?:,\w\w)* (off|[\d:,-]+)")


@dataclass(frozen=True, slots=True)
class Week:
    """``days``: the spans of seven days, Monday first. ``holiday``: those of public holidays, empty for closed, None
    where nothing is said. ``appointment``: at other times by appointment."""

    days: tuple[Spans, ...]
    holiday: Spans | None = None
    appointment: bool = False

    @property
    def says_nothing(self) -> bool:
        """No hours at all: "by appointment" alone is no opening time, but a matter of the wording beside."""
        return not any(self.days) and not self.holiday


def to_osm(week: Week) -> str | None:
    """Days with the same hours in one rule; None for a week that says nothing.

    >>> to_osm(Week(((("09:00", "12:00"),),) * 3 + ((), (("09:00", "12:00"), ("14:00", "16:00")), (), ()), ()))
    'Mo-We 09:00-12:00; Fr 09:00-12:00,14:00-16:00; PH off'
    """
    if week.says_nothing:
        return None
    same: dict[Spans, list[int]] = {}
    for number, spans in enumerate(week.days):
        if spans:
            same.setdefault(spans, []).append(number)
    rules = [f"{_days(numbers)} {_times(spans)}" for spans, numbers in same.items()]
    if week.holiday is not None:
        rules.append(f"PH {_times(week.holiday) or 'off'}")
    text = "; ".join(rules)
    return " || ".join(filter(None, (text, APPOINTMENT if week.appointment else "")))


def from_osm(hours: str) -> Week | None:
    """The week that says the same; None where rows cannot say it (weeks of a month, seasons, notes, a third span)."""
    parsed = parse(hours)
    if parsed is None or parsed.open_end or parsed.doubtful or '"' in parsed.text:
        return None
    rows = describe(parsed.text)
    if len(rows) != 7 or any(row.weeks or len(row.spans) > MOST for row in rows):
        return None
    week = Week(tuple(row.spans for row in rows), _holiday(parsed.text), parsed.else_appointment)
    return week if _says_the_same(week, parsed) else None


def _says_the_same(week: Week, meant: Parsed) -> bool:
    """Whether the way back loses nothing."""
    written = parse(to_osm(week) or "")
    if written is None or describe(written.text) != describe(meant.text):
        return False
    return bool(written.holiday) == bool(meant.holiday)


def _holiday(text: str) -> Spans | None:
    found = _HOLIDAY.search(text)
    if not found:
        return None
    return () if found[1] == "off" else tuple(_span(part) for part in found[1].split(","))


def _span(text: str) -> Span:
    start, _, end = text.partition("-")
    return start, end


def _times(spans: Iterable[Span]) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)


def _days(numbers: list[int]) -> str:
    """``Mo-We,Fr``: three days in a row become a range."""
    parts: list[str] = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        days = [words().days[number] for _, number in run]
        parts += [f"{days[0]}-{days[-1]}"] if len(days) > 2 else days
    return ",".join(parts)
