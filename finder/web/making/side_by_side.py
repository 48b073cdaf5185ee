"""The same in one or two languages: the voices of a sheet of paper, the client's first, and texts by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from directory.hours import describe
from finder.web.languages import DEFAULT
from finder.web.making.hours import hours_rows
from finder.web.pages.service import HoursRow
from finder.web.pages.slip import Lines, Said, Tongue
from finder.web.wording.voice import Voice

Voices = tuple[Voice, ...]
DAYS = 7


def voices_of(client: Voice, german: Voice) -> Voices:
    """The client's language and German beside it; German alone where that is the client's."""
    return (german,) if client.language == DEFAULT else (client, german)


def each(voices: Voices, say: Callable[[Voice], str]) -> Lines:
    """One text in each language."""
    return tuple(say(voice) for voice in voices)


def tongues(voices: Voices) -> tuple[Tongue, ...]:
    return tuple(Tongue(voice.language, voice.page_language.dir, voice.page_language.own_name) for voice in voices)


def hours_said(hours: str | None, voices: Voices) -> tuple[Said, ...]:
    """Open days only; days with the same times stand together."""
    weeks = [hours_rows(hours, voice) for voice in voices]
    whole = len(weeks[0]) == DAYS and not any(row.weeks for row in describe(hours))
    together: dict[str, list[int]] = {}
    for number, row in enumerate(weeks[0]):
        if row.times:
            together.setdefault(row.times, []).append(number)
    return tuple(
        Said(
            texts=tuple(_days(w, numbers, whole, v) for v, w in zip(voices, weeks, strict=True)),
            times=tuple(week[numbers[0]].times for week in weeks),
        )
        for numbers in together.values()
    )


def _days(week: Sequence[HoursRow], numbers: Sequence[int], whole: bool, voice: Voice) -> str:
    """Three days or more in a row of a ``whole`` week by the first and the last."""
    first, last = numbers[0], numbers[-1]
    if whole and len(numbers) > 2 and last - first == len(numbers) - 1:
        return f"{week[first].day}–{week[last].day}"
    return voice.listed(week[n].day for n in numbers)
