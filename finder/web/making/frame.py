"""What the frame around every page needs, and the best way to reach a service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from directory.contacts import format_phone
from directory.records import Door, PhoneNumber, ServiceRecord
from finder.web.languages import DEFAULT, LANGUAGES
from finder.web.making.crisis import crisis_phones
from finder.web.making.head import head
from finder.web.pages.base import Contact, Machine, PhoneView, Step
from finder.web.wording.voice import Voice


def frame(
    voice: Voice,
    title: str,
    path: str,
    *,
    description: str = "",
    facts: Mapping[str, object] | None = None,
    languages: tuple[Step, ...] = (),
    **more: Any,
) -> dict[str, Any]:
    """The fields of Page. ``path`` is the page's address after the language, such as ``/search?kind=debt``.

    ``description`` is one or two sentences for search engines and previews, ``facts`` the same in schema.org's words;
    ``languages`` only where the same page in each language is not simply the same path.
    """
    chosen = languages or tongues(voice, path)
    return {
        "lang": voice.language,
        "dir": voice.page_language.dir,
        "title": title,
        "languages": chosen,
        "head": head(voice, chosen, description=description, facts=facts),
        "machine": machine(voice, chosen),
        "links": _links(voice),
        "about": _about(voice),
        "emergency": crisis_phones(voice.language, emergency_only=True),
        **more,
    }


def machine(voice: Voice, tongues: tuple[Step, ...]) -> Machine | None:
    """Said on every page that a machine translated, with the German original one step away."""
    month = voice.page_language.machine
    german = next((step for step in tongues if step.lang == DEFAULT), None)
    if not month or german is None:
        return None
    text = voice(
        "Eine Maschine hat diese Seite übersetzt (Stand: {month}). Es gilt der deutsche Text.", month=voice.month(month)
    )
    return Machine(text, replace(german, text=voice("Diese Seite auf Deutsch"), lang=None, dir=None))


def tongues(voice: Voice, path: str, fields: tuple[tuple[str, str], ...] | None = None) -> tuple[Step, ...]:
    """The same page in each language, by the languages' own names."""
    return tuple(
        Step(language.own_name, f"/{code}{path}", fields, current=code == voice.language, lang=code, dir=language.dir)
        for code, language in LANGUAGES.items()
    )


def _links(voice: Voice) -> tuple[Step, ...]:
    """The same links in the same order on every page; help is always the last of the first row."""
    start = f"/{voice.language}/"
    return (
        Step(voice("Startseite"), start),
        Step(voice("Landkreise und Städte"), f"{start}districts"),
        Step(voice("Über die Daten"), f"{start}data"),
        Step(voice("Hilfe und Kontakt"), f"{start}help"),
    )


def _about(voice: Voice) -> tuple[Step, ...]:
    """What the law asks for, and what other sites may take."""
    start = f"/{voice.language}/"
    return (
        Step(voice("Eine Stelle vorschlagen"), f"{start}suggest"),
        Step(voice("Impressum"), f"{start}imprint"),
        Step(voice("Datenschutz"), f"{start}privacy"),
        Step(voice("Barrierefreiheit"), f"{start}accessibility"),
        Step(voice("Auf Ihrer Website zeigen"), f"{start}embed"),
    )


def phone_view(phone: PhoneNumber) -> PhoneView:
    """A short number is dialled as it stands; a direct dial follows the number with a pause."""
    dial = phone.number + (f",{phone.extension}" if phone.extension else "")
    shown = format_phone(phone.number) + (f"-{phone.extension}" if phone.extension else "")
    return PhoneView(f"tel:{dial}", shown, phone.description)


def host(url: str) -> str:
    """The part of an address that people recognise."""
    return urlsplit(url).netloc.removeprefix("www.") or url


def best_contact(record: ServiceRecord, door: Door | None) -> Contact:
    """The door's phone, the service's, then mail, then the web page."""
    phones = record.phones_at(door)
    if phones:
        view = phone_view(phones[0])
        return Contact("phone", view.href, view.shown)
    if record.email:
        return Contact("mail", f"mailto:{record.email}", record.email)
    if record.url:
        return Contact("web", record.url, host(record.url))
    return Contact("none")
