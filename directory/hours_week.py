"""Opening hours for people: one row a weekday, or a row for each weekday of the month that is named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from directory.hours_parsing import DAY, Parsed, parse, spans
from directory.hours_text import words

_ANY_MONDAY = date(2024, 1, 1)
# What makes one week unlike the next: the n-th weekday, weeks, months, years, dates, school holidays, sunrise.
_IRREGULAR = re.compile(
    r"\[|\bweek\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\beaster\b|\b\d{4}\b|\bSH\b|sun|dawn|dusk"
)
_NTH = re.compile(r"(Mo|Tu|We|Th|Fr|Sa|Su)\[(\d(?:,\d)*)\] (.+)")


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Hours of one weekday. ``day`` is OSM's code; ``spans`` are ("09:00", "12:00"), empty when closed.

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


def describe(hours: str | None) -> tuple[HoursRow, ...]:
    """One row a weekday, Monday first; only the weekdays named where they are certain ones of the month.

    Empty where the hours are unknown or change over the year: then print the source's wording.
    """
    parsed = parse(hours) if hours else None
    if parsed is None:
        return ()
    if _is_weekly(parsed):
        return tuple(_row(parsed, weekday) for weekday in range(7))
    return _rows_of_rules(parsed.text.split(";"))


def _is_weekly(parsed: Parsed) -> bool:
    return not _IRREGULAR.search(re.sub('"[^"]*"', "", parsed.text))


def _row(parsed: Parsed, weekday: int) -> HoursRow:
    found = spans(parsed, parsed.normal, _ANY_MONDAY + weekday * DAY)
    return HoursRow(words().days[weekday], tuple((_clock(span.start), _clock(span.end)) for span in found))


def _rows_of_rules(rules: list[str]) -> tuple[HoursRow, ...]:
    """Rows of ``Mo[1,3] 16:00-18:00; We 09:00-12:00``; empty if any rule is of another form."""
    rows: list[HoursRow] = []
    for rule in rules:
        nth = _NTH.fullmatch(rule.strip())
        parsed = parse(f"{nth.group(1)} {nth.group(3)}" if nth else rule.strip())
        if parsed is None or not _is_weekly(parsed):
            return ()
        weeks = tuple(map(int, nth.group(2).split(","))) if nth else ()
        found = (_row(parsed, weekday) for weekday in range(7))
        rows += [HoursRow(row.day, row.spans, weeks) for row in found if row.spans]
    return tuple(rows)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _spoken(clock: str) -> str:
    hour, _, minute = clock.partition(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}:{minute}"
