"""The week of a door as rows, and the next holiday on which it stays closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup, escape

from directory.hours import describe
from directory.hours_parsing import parse, spans, spans_of_day
from directory.public_holidays import holiday_name
from finder.web.pages.service import HoursRow
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

SOON = 14  # days
# All that the calendar of the Land knows, so that each has its name in every language.
HOLIDAYS = frozenset(
    (
        later("Neujahr"), later("Karfreitag"), later("Ostermontag"), later("Erster Mai"),
        later("Christi Himmelfahrt"), later("Pfingstmontag"), later("Fronleichnam"),
        later("Tag der Deutschen Einheit"), later("Allerheiligen"), later("Erster Weihnachtstag"),
        later("Zweiter Weihnachtstag"),
    )
)  # fmt: skip


def hours_rows(hours: str | None, voice: Voice) -> tuple[HoursRow, ...]:
    """A row a day, as the week goes; empty where no regular week is known."""
    return tuple(
        HoursRow(_weeks(row.weeks, voice) + voice.weekday(row.day), row.times(voice.language))
        for row in describe(hours)
    )


def _weeks(weeks: Sequence[int], voice: Voice) -> str:
    """``jeder 1. und 3.`` before the day's name."""
    if not weeks:
        return ""
    return voice("jeder {weeks}", weeks=voice(" und ").join(f"{week}." for week in weeks)) + " "


def closed_for(hours: str | None, day: date, voice: Voice) -> str | None:
    """The holiday that closes a day which would otherwise be open; None where that is not the reason."""
    name, parsed = holiday_name(day), parse(hours) if hours else None
    if name is None or parsed is None or not hours or not spans(parsed, parsed.normal, day):
        return None
    if any(span.state == "open" for span in spans_of_day(hours, day)):
        return None
    return voice(name) if name in HOLIDAYS else name


def holiday_note(hours: str | None, today: date, voice: Voice) -> Markup | None:
    """The next day within two weeks on which a holiday closes the door."""
    for ahead in range(1, SOON + 1):
        day = today + timedelta(days=ahead)
        if name := closed_for(hours, day, voice):
            date_ = Markup("<bdi>{}</bdi>").format(voice.translation.day(day))
            return escape(voice("Feiertag, geschlossen: {date} ({holiday})")).format(date=date_, holiday=name)
    return None
