"""A service as a vCard for an address book: version 3.0, which old phones read too, in UTF-8.

RFC 2426 with the escaping and folding that RFC 6350 shares with it. Only what is published, and the date of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from directory.records import Door, PhoneNumber, ServiceRecord
from directory.vocabulary import kinds, offices

FOLD = 75  # octets in a line, without its end
EXACT = ("given", "street")


def write(records: Iterable[ServiceRecord]) -> bytes:
    """A card for each service, in German."""
    return "".join(
        card(record, _categories(record), f"Stand: {record.as_of or 'unbekannt'}") for record in records
    ).encode()


def _categories(record: ServiceRecord) -> list[str]:
    named = [kinds()[code].official for code in record.kinds if code in kinds()]
    office = offices().get(record.office or "")
    return [*named, office.label("de")] if office else named


def card(record: ServiceRecord, categories: Iterable[str], note: str, page: str | None = None) -> str:
    """The whole card; ``page`` is the address of the service's page with us."""
    lines = ("BEGIN:VCARD", "VERSION:3.0", *_lines(record, categories, note, page), "END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _lines(record: ServiceRecord, categories: Iterable[str], note: str, page: str | None) -> Iterator[str]:
    yield f"UID:urn:uuid:{record.id}"
    yield f"FN:{_text(record.name)}"
    # Demanded in 3.0. A service has no family name, but phones that look for one would show the carrier instead, and
    # all services of a carrier would look alike.
    yield f"N:{_text(record.name)};;;;"
    yield f"ORG:{_text(record.organization or record.name)}"
    yield f"CATEGORIES:{','.join(_text(category) for category in categories)}"
    yield from _phones(record)
    if record.email:
        yield f"EMAIL;TYPE=INTERNET:{_text(record.email)}"
    yield from _place(record.main_door)
    if record.url:
        yield f"URL:{_line(record.url)}"
    if page:
        yield f"SOURCE:{_line(page)}"
    yield f"NOTE:{_text(note)}"


def _phones(record: ServiceRecord) -> Iterator[str]:
    for number in dict.fromkeys(map(_dialled, (*record.phones, *(p for door in record.doors for p in door.phones)))):
        yield f"TEL;TYPE=WORK,VOICE:{_line(number)}"


def _dialled(phone: PhoneNumber) -> str:
    """A direct dial follows the number with a pause."""
    return f"{phone.number},{phone.extension}" if phone.extension else phone.number


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
