"""How to reach a service, on paper; where no phone of it is known, whose phone may be called instead."""

from __future__ import annotations

from collections.abc import Iterator

from directory.records import Door, ServiceRecord
from finder.search.next_best_way import NextWays, has_phone
from finder.web.making.frame import best_contact, phone_view
from finder.web.making.next_way import next_way, way_to_phone
from finder.web.making.side_by_side import Voices, each
from finder.web.pages.base import NextWayView
from finder.web.pages.slip import Row, Said
from finder.web.wording.marking import later

MOST_PHONES = 2
NO_PHONE = later("nicht bekannt – bitte fragen")
NOTHING_KNOWN = later("Telefon, E-Mail und Internetseite sind uns nicht bekannt.")


def contact(record: ServiceRecord, door: Door | None, voices: Voices, ways: NextWays) -> Iterator[Row]:
    """In short: the phone, else mail or web page, else whom to ask instead."""
    own = tuple(_own(record, door, voices))
    yield from own or _instead(record, voices, ways)


def contact_in_full(record: ServiceRecord, door: Door | None, voices: Voices, ways: NextWays) -> Iterator[Row]:
    """The same, and where no phone is known, one that somebody else answers, with the reason to call there."""
    own = tuple(_own(record, door, voices))
    yield from own
    if not has_phone(record):
        yield from _phone_of_another(record, voices, ways, known=bool(own))


def _own(record: ServiceRecord, door: Door | None, voices: Voices) -> Iterator[Row]:
    phones = record.phones_at(door)
    best = best_contact(record, door)
    if phones:
        numbers = tuple(dict.fromkeys(phone_view(phone).shown for phone in phones))[:MOST_PHONES]
        yield Row("phone", each(voices, lambda voice: voice("Telefon")), shared=numbers)
    elif best.means == "mail":
        yield Row("mail", each(voices, lambda voice: voice("E-Mail")), shared=(best.shown,))
    elif best.means == "web":
        yield Row("mail", each(voices, lambda voice: voice("Internet")), shared=(best.shown,))


def _instead(record: ServiceRecord, voices: Voices, ways: NextWays) -> Iterator[Row]:
    found = next_way(record, ways, voices[-1])
    if found is None:
        yield Row("instead", said=(Said(each(voices, lambda voice: voice(NOTHING_KNOWN))),))
        return
    title = each(voices, lambda voice: voice("Kein Kontakt bekannt. Nächster Weg:"))
    yield Row("instead", title, shared=_name_and_contact(found), german=True)


def _phone_of_another(record: ServiceRecord, voices: Voices, ways: NextWays, *, known: bool) -> Iterator[Row]:
    """Never as if it were the service's own: what is missing, why to ask there, whose number it is."""
    title = each(voices, lambda voice: voice("Telefon")) if known else ()
    missing = each(voices, lambda voice: voice(NO_PHONE if known else NOTHING_KNOWN))
    found = [way for voice in voices if (way := way_to_phone(record, ways, voice) or next_way(record, ways, voice))]
    if not found:
        yield Row("instead", title, said=(Said(missing),))
        return
    yield Row("instead", title, said=(Said(missing), Said(tuple(way.why for way in found))))
    yield Row("other", shared=_name_and_contact(found[-1]), german=True)


def _name_and_contact(way: NextWayView) -> tuple[str, ...]:
    return tuple(part for part in (way.step.text, way.contact.shown) if part)
