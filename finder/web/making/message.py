"""A service as plain text, for a messenger or a text message: one fact a line, in the page's language."""

from __future__ import annotations

from collections.abc import Iterator

from directory.records import Door, ServiceRecord
from finder.web.making.frame import phone_view
from finder.web.making.hours import hours_rows
from finder.web.wording.voice import Voice

# First and last of Unicode's isolates: what stands between keeps its own order within text from right to left.
LEFT_TO_RIGHT, END = "\u2066", "\u2069"


def message(record: ServiceRecord, url: str, voice: Voice) -> str:
    """The text, ending with its age and the address of the page. Nothing that is not known is mentioned."""
    return "\n".join((*_who(record, voice), *_ways(record, voice), *_places(record, voice), *_end(record, url, voice)))


def isolated(text: str, voice: Voice) -> str:
    """German names, numbers and addresses within a text from right to left."""
    return f"{LEFT_TO_RIGHT}{text}{END}" if voice.page_language.dir == "rtl" else text


def _who(record: ServiceRecord, voice: Voice) -> Iterator[str]:
    yield isolated(record.name, voice)
    if record.organization and record.organization != record.name:
        yield isolated(record.organization, voice)
    yield " · ".join(voice.kind_words(record.kinds, record.office))
    if record.languages:
        yield voice("Spricht {languages}", languages=voice.tongues(record.languages))


def _ways(record: ServiceRecord, voice: Voice) -> Iterator[str]:
    for phone in record.phones:
        yield _fact(voice("Telefon"), phone_view(phone).shown, voice)
    if record.email:
        yield _fact(voice("E-Mail"), record.email, voice)
    if record.url:
        yield _fact(voice("Internet"), record.url, voice)


def _places(record: ServiceRecord, voice: Voice) -> Iterator[str]:
    for door in record.doors:
        if door.address:
            yield _fact(voice("Adresse"), ", ".join(filter(None, (_own_name(door, record), door.address))), voice)
        for phone in door.phones:
            yield _fact(voice("Telefon"), phone_view(phone).shown, voice)
        yield from _hours(door.hours, door.hours_text, voice)
    if not record.doors:
        yield from _hours(record.hours, record.hours_text, voice)


def _own_name(door: Door, record: ServiceRecord) -> str | None:
    return door.name if door.name != record.name else None


def _hours(hours: str | None, wording: str | None, voice: Voice) -> Iterator[str]:
    """Open days only; the source's wording where no week can be made of it."""
    rows = [row for row in hours_rows(hours, voice) if row.times]
    for row in rows:
        yield f"{row.day}: {isolated(row.times, voice)}"
    if not rows and wording:
        yield _fact(voice("Zeiten"), wording, voice)


def _end(record: ServiceRecord, url: str, voice: Voice) -> Iterator[str]:
    yield voice.as_of(record.as_of)
    yield isolated(url, voice)
    yield ""


def _fact(name: str, value: str, voice: Voice) -> str:
    return f"{name}: {isolated(value, voice)}"
