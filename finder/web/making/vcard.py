"""A service as a vCard for the phone's address book: version 3.0, which old phones read too, in UTF-8.

RFC 2426 with the escaping and folding that RFC 6350 shares with it. Only what is published, and the date of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from directory.records import Door, PhoneNumber, ServiceRecord
from finder.web.making.frame import phone_view
from finder.web.making.pins import EXACT
from finder.web.wording.voice import Voice

FOLD = 75  # octets in a line, without its end


def vcard(record: ServiceRecord, url: str, voice: Voice) -> str:
    """The whole card; ``url`` is the address of the service's page."""
    lines = ("BEGIN:VCARD", "VERSION:3.0", *_lines(record, url, voice), "END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _lines(record: ServiceRecord, url: str, voice: Voice) -> Iterator[str]:
    yield f"UID:urn:uuid:{record.id}"
    yield f"FN:{_text(record.name)}"
    yield "N:;;;;"  # demanded in 3.0; a service has no family name
    yield f"ORG:{_text(record.organization or record.name)}"
    yield "X-ABSHOWAS:COMPANY"
    yield f"CATEGORIES:{','.join(_text(kind) for kind in voice.kind_words(record.kinds, record.office))}"
    yield from _phones(record)
    if record.email:
        yield f"EMAIL;TYPE=INTERNET:{_text(record.email)}"
    yield from _place(record.main_door)
    if record.url:
        yield f"URL:{_line(record.url)}"
    yield f"SOURCE:{_line(url)}"
    yield f"NOTE:{_text(f'{voice.as_of(record.as_of)}' + chr(10) + url)}"


def _phones(record: ServiceRecord) -> Iterator[str]:
    numbers: dict[str, PhoneNumber] = {}
    for phone in (*record.phones, *(phone for door in record.doors for phone in door.phones)):
        numbers.setdefault(phone_view(phone).href, phone)
    for href in numbers:
        yield f"TEL;TYPE=WORK,VOICE:{_line(href.removeprefix('tel:'))}"


def _place(door: Door | None) -> Iterator[str]:
    if door is None:
        return
    if door.address:
        street, city, postcode = (_text(part or "") for part in (door.street, door.city, door.postcode))
        yield f"ADR;TYPE=WORK:;;{street};{city};;{postcode};"
    if door.lat is not None and door.lon is not None and door.precision in EXACT:
        yield f"GEO:{door.lat:.5f};{door.lon:.5f}"


def _text(value: str) -> str:
    """A value in which commas, semicolons and line ends are only text."""
    plain = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def _line(value: str) -> str:
    """An address or a number: taken as it stands, but never more than one line."""
    return "".join(value.split())


def _folded(line: str) -> str:
    """Lines of at most 75 octets, none broken within a character; what follows begins with a space."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > FOLD:
            parts.append("")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n ".join(parts)
