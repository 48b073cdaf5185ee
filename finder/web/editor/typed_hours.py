"""Opening hours in a form: rows of a week, or OSM's syntax as text where rows cannot say it."""

from __future__ import annotations

import re

from directory.hours_entry import MOST, Span, Spans, Week, from_osm, to_osm
from directory.hours_text import words
from finder.web.wording.marking import later

HALF = later("Bitte geben Sie bei den Zeiten immer Anfang und Ende an, zum Beispiel 09:00 und 12:00.")
NO_HOURS = later("Nur nach Vereinbarung? Dann schreiben Sie das bitte in „Zeiten laut Quelle“.")
BACKWARDS = later(
    "Das Ende liegt vor dem Anfang. Zeiten über Mitternacht, die vor 16 Uhr beginnen, schreiben Sie bitte in der "
    "Schreibweise von OpenStreetMap."
)
HOLIDAY = "PH"
EVENING = "16:00"  # what begins earlier and ends before it began is more likely a slip than a night
_CLOCK = re.compile(r"([01]?\d|2[0-4])(?:[:.]?([0-5]\d))?(?::00)?")


class Unreadable(Exception):
    """``sentence`` is German."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def rows() -> tuple[str, ...]:
    """The rows of the form: seven days and public holidays."""
    return (*words().days, HOLIDAY)


def write_hours(name: str, hours: str | None) -> dict[str, list[str]]:
    """The inputs. ``<name>.way`` is "rows" unless only text can say it."""
    week = from_osm(hours) if hours else Week(((),) * 7)
    typed = {f"{name}.way": ["rows" if week else "text"], f"{name}.text": [hours or ""]}
    week = week or Week(((),) * 7)
    for row, spans in zip(rows(), (*week.days, week.holiday or ()), strict=True):
        for number in range(MOST):
            start, end = spans[number] if number < len(spans) else ("", "")
            typed |= {f"{name}.{row}.from{number}": [start], f"{name}.{row}.to{number}": [end]}
    typed[f"{name}.off"] = ["1"] if week.holiday == () else []
    typed[f"{name}.appointment"] = ["1"] if week.appointment else []
    return typed


def read_hours(typed: dict[str, list[str]], name: str, before: str | None) -> str | None:
    """OSM's syntax, and what was there where the rows say the same. Raises Unreadable."""
    if f"{name}.way" not in typed:
        return before
    if typed[f"{name}.way"][0] == "text":
        return typed.get(f"{name}.text", [""])[0].strip() or None
    week = _week(typed, name)
    if week.says_nothing and week.appointment:
        raise Unreadable(NO_HOURS)
    if before and from_osm(before) == week:
        return before
    if any("00:00" != end <= start < EVENING for day in (*week.days, week.holiday or ()) for start, end in day):
        raise Unreadable(BACKWARDS)
    return to_osm(week)


def _week(typed: dict[str, list[str]], name: str) -> Week:
    *days, holiday = (_spans(typed, f"{name}.{row}") for row in rows())
    closed = bool(typed.get(f"{name}.off"))
    said = holiday if holiday else () if closed and any(days) else None
    return Week(tuple(days), said, bool(typed.get(f"{name}.appointment")))


def _spans(typed: dict[str, list[str]], row: str) -> Spans:
    found: list[Span] = []
    for number in range(MOST):
        start, end = (typed.get(f"{row}.{part}{number}", [""])[0].strip() for part in ("from", "to"))
        if start or end:
            found.append((_clock(start), _clock(end)))
    return tuple(sorted(found))


def _clock(text: str) -> str:
    """``9``, ``9.30`` and ``09:30`` alike."""
    found = _CLOCK.fullmatch(text)
    if not found:
        raise Unreadable(HALF)
    return f"{int(found[1]):02}:{found[2] or '00'}"
