"""The page on which a carrier confirms its record, as plain values for the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from directory.facts import Facts, value
from directory.freshness import ages, groups
from directory.intake import bands
from directory.records import ServiceRecord
from finder.web.carriers.confirm_fields import LONGEST, door_name, fields_of, written
from finder.web.making.frame import frame
from finder.web.pages.base import Option, Page, Step
from finder.web.wording.marking import later
from finder.web.wording.staff import STAFF_LANGUAGES, staff_voice
from finder.web.wording.voice import Voice

GROUPS = {
    "name": later("Name und E-Mail"),
    "phone": later("Telefon"),
    "address": later("Adresse"),
    "hours": later("Öffnungszeiten"),
    "languages": later("Sprachen"),
    "eligibility": later("Für wen und wie"),
}
LABELS = {
    "name": later("Name"),
    "organization": later("Träger"),
    "email": later("E-Mail"),
    "url": later("Internet"),
    "phones": later("Telefon"),
    "street": later("Straße und Hausnummer"),
    "postcode": later("Postleitzahl"),
    "city": later("Ort"),
    "hours_text": later("Öffnungszeiten"),
    "languages": later("Sprachen der Beratung"),
    "target_group": later("Zielgruppe"),
    "access_text": later("Zugang"),
    "intake": later("Aufnahme"),
    "intake_band": later("Wartezeit"),
}
INTAKE = {
    "unknown": later("nicht bekannt"),
    "open": later("Wir nehmen neue Anfragen an."),
    "waiting": later("Es gibt eine Wartezeit."),
    "closed": later("Wir nehmen zurzeit niemanden neu auf."),
}
ROWS = {"phones": 3, "hours_text": 5, "target_group": 3, "access_text": 3}  # lines of a field that has several


@dataclass(frozen=True, slots=True)
class Entry:
    """One field. ``shown``: what is in force, in words, None where it is not known. ``options``: it is a choice."""

    name: str
    label: str
    shown: str | None
    typed: str
    fault: str | None
    rows: int
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The fields of one door (``title``), or of the service."""

    title: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Facts that are confirmed together. ``known``: there is something to confirm."""

    code: str
    title: str
    as_of: str | None
    known: bool
    ticked: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back and could not be taken: texts by field, faults by field, groups that were ticked, ``refused`` as
    a sentence for the whole; of "gone" and "closed" those that were ticked, and the note."""

    texts: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    refused: str | None = None
    said: frozenset[str] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage(Page):
    """``groups`` in the order in which they are asked for; ``mark`` says which state of the record was shown."""

    name: str
    until: str
    groups: tuple[GroupView, ...]
    sent: Sent
    refused: str | None
    closed: bool
    mark: str
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksPage(Page):
    """What became of the answer: groups now confirmed, and whether something waits for an editor."""

    name: str
    confirmed: str | None
    waits: bool
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpentPage(Page):
    """The link opens nothing; ``mail`` is where to ask for a new one, None where no address is set up."""

    why: str
    mail: str | None


def tongues(voice: Voice, path: str | None = None) -> tuple[Step, ...]:
    """The same page in German and English; without ``path``, which a posted page lacks, the start page."""
    names = {code: staff_voice(code).page_language.own_name for code in STAFF_LANGUAGES}
    return tuple(
        Step(name, f"{path}?lang={code}" if path else f"/{code}/", current=code == voice.language, lang=code)
        for code, name in names.items()
    )


def confirm_page(
    facts: Facts, mark: str, until: date, record: ServiceRecord | None, today: date, path: str, voice: Voice, sent: Sent
) -> ConfirmPage:
    """``record`` is the same service as it is published, for the dates of its facts."""
    aged = ages(record, today) if record else {}
    dates = {code: voice.as_of(age.as_of) for code, age in aged.items() if age.state != "unknown"}
    views = tuple(group_view(code, facts, dates.get(code), today, voice, sent) for code in groups())
    return ConfirmPage(
        **frame(voice, voice("Stimmen diese Angaben noch?"), path, languages=tongues(voice, path), keep=False),
        name=value(facts, "name"),
        until=voice.translation.day(until),
        groups=views,
        sent=sent,
        refused=voice(sent.refused) if sent.refused else None,
        closed="closed" in sent.said if sent.texts else value(facts, "temporarily_closed"),
        mark=mark,
        longest=LONGEST,
    )


def group_view(code: str, facts: Facts, as_of: str | None, today: date, voice: Voice, sent: Sent) -> GroupView:
    """One group of facts as it stands, with what came back for it."""
    parts = fields_of(facts, code)
    views = tuple(
        Part(
            door_name(facts, door) if door and len(parts) > 1 else None,
            tuple(_entry(name, facts, today, voice, sent) for name in names),
        )
        for door, names in parts
    )
    known = any(entry.shown for part in views for entry in part.entries)
    return GroupView(code, voice(GROUPS[code]), as_of if known else None, known, code in sent.ticked, views)


def _entry(name: str, facts: Facts, today: date, voice: Voice, sent: Sent) -> Entry:
    part, now = name.rpartition(".")[2], written(facts, name, voice.translation, today)
    typed, fault = sent.texts.get(name, now), sent.faults.get(name)
    return Entry(
        name, voice(LABELS[part]), _shown(part, now, voice), typed, voice(fault) if fault else None,
        ROWS.get(part, 1), _options(part, typed, voice),
    )  # fmt: skip


def _shown(part: str, now: str, voice: Voice) -> str | None:
    if part == "intake":
        return voice(INTAKE[now]) if now != "unknown" else None
    return now or None


def _options(part: str, typed: str, voice: Voice) -> tuple[Option, ...]:
    if part == "intake":
        return tuple(Option(code, voice(words), code == typed) for code, words in INTAKE.items())
    if part == "intake_band":
        offered = dict.fromkeys(("", typed, *bands()))
        return tuple(Option(band, band or voice("nicht bekannt"), band == typed) for band in offered)
    return ()
