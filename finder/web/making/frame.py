"""What the frame around every page needs, and the best way to reach a service."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from directory.contacts import format_phone
from directory.records import Door, PhoneNumber, ServiceRecord
from finder.web.languages import LANGUAGES
from finder.web.making.crisis import crisis_phones
from finder.web.pages.base import Contact, PhoneView, Step
from finder.web.wording.voice import Voice


def frame(voice: Voice, title: str, path: str, **more: Any) -> dict[str, Any]:
    """The fields of Page. ``path`` is the page's address after the language, such as ``/search?kind=debt``."""
    given = {"languages": tongues(voice, path), **more}
    return {
        "lang": voice.language,
        "dir": voice.page_language.dir,
        "title": title,
        "links": _links(voice),
        "emergency": crisis_phones(voice.language, emergency_only=True),
        **given,
    }


def tongues(voice: Voice, path: str, fields: tuple[tuple[str, str], ...] | None = None) -> tuple[Step, ...]:
    """The same page in each language, by the languages' own names."""
    return tuple(
        Step(language.own_name, f"/{code}{path}", fields, current=code == voice.language, lang=code, dir=language.dir)
        for code, language in LANGUAGES.items()
    )


def _links(voice: Voice) -> tuple[Step, ...]:
    start = f"/{voice.language}/"
    return (
        Step(voice("Startseite"), start),
        Step(voice("Landkreise und Städte"), f"{start}districts"),
        Step(voice("Über die Daten"), f"{start}data"),
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
    phones = (door.phones if door else ()) or record.phones or next((d.phones for d in record.doors if d.phones), ())
    if phones:
        view = phone_view(phones[0])
        return Contact("phone", view.href, view.shown)
    if record.email:
        return Contact("mail", f"mailto:{record.email}", record.email)
    if record.url:
        return Contact("web", record.url, host(record.url))
    return Contact("none")
