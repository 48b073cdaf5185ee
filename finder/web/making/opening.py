"""Open now, and when again: in whole sentences, hedged where the hours are old, silent where nothing is known."""

from __future__ import annotations

from datetime import date, datetime

from markupsafe import Markup, escape

from directory.hours import next_opening, state
from directory.hours_parsing import MIDNIGHT, spans_of_day
from directory.provenance import freshness
from directory.records import Door, ServiceRecord
from finder.search.opening import open_state
from finder.web.making.hours import closed_for
from finder.web.wording.voice import Voice

DOUBTFUL = ("stale", "undated")
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEEK = 7


def open_text(record: ServiceRecord, door: Door | None, now: datetime, voice: Voice) -> Markup | None:
    """What to say about the hours at this instant; None where nothing is known. Times are isolated from the text."""
    hours = (door.hours if door is not None and door.hours else None) or record.hours
    doubtful = freshness(record.as_of, now.date()) in DOUBTFUL
    match open_state(record, door, now):
        case "temporarily_closed":
            return escape(voice("Vorübergehend geschlossen"))
        case "appointment":
            return _by_appointment(hours, now, voice)
        case "open":
            return _open(hours, now, voice, doubtful=doubtful)
        case "closed":
            closed = _closed(hours, now, voice, doubtful=doubtful)
            return Markup(" ").join(part for part in (_holiday(hours, now.date(), voice), closed) if part)
    return None


def _by_appointment(hours: str | None, now: datetime, voice: Voice) -> Markup:
    """Always by appointment, or (as the hours say) only now, between the open hours."""
    again = next_opening(hours, now) if state(hours, now) == "appointment" else None
    if again is None:
        return escape(voice("Nur mit Termin"))
    said = voice("Jetzt nur mit Termin. Ohne Termin wieder: {day}, {time}")
    return _filled(said, day=_day(again.date(), now.date(), voice), time=clock(again, voice))


def _open(hours: str | None, now: datetime, voice: Voice, *, doubtful: bool) -> Markup:
    until = _closing(hours, now)
    if until is None:
        return escape(voice("Nach alten Angaben jetzt geöffnet") if doubtful else voice("Jetzt geöffnet"))
    old, new = voice("Nach alten Angaben jetzt geöffnet bis {time}"), voice("Jetzt geöffnet bis {time}")
    return _filled(old if doubtful else new, time=clock(until, voice))


def _closed(hours: str | None, now: datetime, voice: Voice, *, doubtful: bool) -> Markup:
    again = next_opening(hours, now)
    if again is None:
        return escape(voice("Nach alten Angaben jetzt geschlossen") if doubtful else voice("Jetzt geschlossen"))
    day, time = _day(again.date(), now.date(), voice), clock(again, voice)
    if doubtful:
        said = voice("Nach alten Angaben jetzt geschlossen. Öffnet wieder: {day}, {time}")
        return _filled(said, day=day, time=time)
    ahead = (again.date() - now.date()).days
    if ahead == 0:
        return _filled(voice("Jetzt geschlossen, öffnet heute um {time}"), time=time)
    if ahead == 1:
        return _filled(voice("Jetzt geschlossen, öffnet morgen um {time}"), time=time)
    return _filled(voice("Jetzt geschlossen. Öffnet wieder: {day}, {time}"), day=day, time=time)


def _holiday(hours: str | None, today: date, voice: Voice) -> Markup | None:
    """Named only where it is the reason."""
    name = closed_for(hours, today, voice)
    return _filled(voice("Heute ist Feiertag: {holiday}."), holiday=name) if name else None


def _closing(hours: str | None, now: datetime) -> datetime | None:
    """When today's span ends; None where it goes on over midnight."""
    minute = now.hour * 60 + now.minute
    for span in spans_of_day(hours, now.date()) if hours else ():
        if span.state == "open" and span.start <= minute < span.end < MIDNIGHT:
            return now.replace(hour=span.end // 60, minute=span.end % 60)
    return None


def _day(day: date, today: date, voice: Voice) -> str:
    ahead = (day - today).days
    if ahead < 2:
        return voice("morgen") if ahead else voice("heute")
    weekday = voice.weekday(DAYS[day.weekday()])
    return weekday if ahead < WEEK else f"{weekday}, {voice.translation.day(day)}"


def clock(at: datetime, voice: Voice) -> Markup:
    """``9 Uhr`` or ``9:30 Uhr`` in German, ``09:30`` elsewhere; left to right on every page."""
    if voice.language.partition("-")[0] == "de":
        text = f"{at.hour}:{at.minute:02} Uhr" if at.minute else f"{at.hour} Uhr"
    else:
        text = f"{at.hour:02}:{at.minute:02}"
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def _filled(sentence: str, **values: object) -> Markup:
    """The sentence as text, the values escaped unless they are markup of ours."""
    return escape(sentence).format(**values)
