"""Deadlines in words."""

from __future__ import annotations

from datetime import date

from directory.deadlines import NOT_CONFIRMED, Deadline
from directory.vocabulary import text_in
from finder.web.pages.next_steps import DeadlineView
from finder.web.wording.voice import Voice


def deadline_view(deadline: Deadline, today: date, voice: Voice) -> DeadlineView:
    return DeadlineView(
        what=text_in(deadline.what, voice.language),
        time="" if deadline.in_doubt else _time(deadline, voice),
        source=known_source(deadline.law),
        ask=deadline.certainty(today) == "ask",
    )


def known_source(text: str) -> str | None:
    """A source as the rules name it; None where it is not confirmed."""
    return None if text.startswith(NOT_CONFIRMED) else text


def _time(deadline: Deadline, voice: Voice) -> str:
    if deadline.until is not None:
        return voice("bis {day}", day=voice.translation.day(deadline.until))
    n = deadline.amount or 0
    if deadline.unit == "days":
        return voice.plural("{n} Tag", "{n} Tage", n)
    if deadline.unit == "weeks":
        return voice.plural("{n} Woche", "{n} Wochen", n)
    return voice.plural("{n} Monat", "{n} Monate", n)
