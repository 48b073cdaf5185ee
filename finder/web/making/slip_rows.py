"""What stands on a slip, matter by matter. Nothing is invented: what is not known is left out or said to be so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from directory.deadlines import Deadline, read_the_notice
from directory.provenance import freshness
from directory.records import Door, ServiceRecord
from directory.referrals import network
from directory.vocabulary import Texts, kinds, text_in
from finder.search.next_best_way import NextWays
from finder.web.making.frame import best_contact, phone_view
from finder.web.making.items import OLD
from finder.web.making.next_way import next_way
from finder.web.making.notices import warnings
from finder.web.making.side_by_side import Voices, each, hours_said
from finder.web.pages.slip import Row, Said
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

ADVISERS = ("mfd", "volunteer")  # who makes slips: what their referrals say to bring holds for most people
MOST_PHONES = 2
FROM_HOME = {"phone", "video", "chat"}
CALL_FIRST = later("Bitte vorher anrufen: Unsere Angaben sind nicht mehr frisch.")


def rows(
    record: ServiceRecord, deadline: Deadline | None, voices: Voices, ways: NextWays, now: datetime
) -> Iterator[Row]:
    """All matters in their order on the paper."""
    door = record.main_door
    does = kinds()[record.kind].does
    yield Row("does", said=(Said(each(voices, lambda voice: text_in(does, voice.language))),))
    yield from _warnings(record, voices)
    if record.restricted and record.target_group:
        title = each(voices, lambda voice: voice("Für wen"))
        yield Row("who", title, shared=(record.target_group,), german=True)
    yield from contact(record, door, voices, ways)
    yield from _place(record, door, voices)
    yield from times(door if door is not None and (door.hours or door.hours_text) else record, voices)
    if record.access_text:
        title = each(voices, lambda voice: voice("Zugang laut Quelle"))
        yield Row("access", title, shared=(record.access_text,), german=True)
    yield from _bring(record, voices)
    if deadline:
        yield _deadline(deadline, voices, now)
    yield _age(record, voices, now)


def contact(record: ServiceRecord, door: Door | None, voices: Voices, ways: NextWays) -> Iterator[Row]:
    """The phone, else mail or web page, else whom to ask instead."""
    phones = record.phones_at(door)
    best = best_contact(record, door)
    if phones:
        numbers = tuple(dict.fromkeys(phone_view(phone).shown for phone in phones))[:MOST_PHONES]
        yield Row("phone", each(voices, lambda voice: voice("Telefon")), shared=numbers)
    elif best.means == "mail":
        yield Row("mail", each(voices, lambda voice: voice("E-Mail")), shared=(best.shown,))
    elif best.means == "web":
        yield Row("mail", each(voices, lambda voice: voice("Internet")), shared=(best.shown,))
    else:
        yield from _instead(record, voices, ways)


def _instead(record: ServiceRecord, voices: Voices, ways: NextWays) -> Iterator[Row]:
    found = next_way(record, ways, voices[-1])
    if found is None:
        said = each(voices, lambda voice: voice("Telefon, E-Mail und Internetseite sind uns nicht bekannt."))
        yield Row("instead", said=(Said(said),))
        return
    title = each(voices, lambda voice: voice("Kein Kontakt bekannt. Nächster Weg:"))
    shared = tuple(part for part in (found.step.text, found.contact.shown) if part)
    yield Row("instead", title, shared=shared, german=True)


def _warnings(record: ServiceRecord, voices: Voices) -> Iterator[Row]:
    said = tuple(Said(texts) for texts in zip(*(warnings(record, voice) for voice in voices), strict=True))
    if said:
        yield Row("warning", said=said)


def _place(record: ServiceRecord, door: Door | None, voices: Voices) -> Iterator[Row]:
    """The address, and in words how to find it: what is known of the way is the address itself."""
    if door is None:
        if FROM_HOME & set(record.channels):
            yield Row("way", said=(Said(each(voices, lambda voice: voice("Sie müssen nicht hinfahren."))),))
        return
    name = door.name if door.name != record.name else None
    shared = tuple(part for part in (name, door.address) if part)
    title = each(voices, lambda voice: voice("Adresse")) if shared else ()
    yield Row("address", title, shared=shared, german=True, said=tuple(_way(record, door, voices)))


def _way(record: ServiceRecord, door: Door, voices: Voices) -> Iterator[Said]:
    if door.outreach:
        yield Said(each(voices, lambda voice: voice("Sprechstunde an einem anderen Ort als dem Hauptsitz")))
    if door.street:
        said = each(voices, lambda voice: voice("Zeigen Sie diese Adresse, wenn Sie nach dem Weg fragen."))
    elif record.phones or door.phones:
        said = each(voices, lambda voice: voice("Wir kennen die Straße nicht. Fragen Sie am Telefon nach dem Weg."))
    else:
        said = each(voices, lambda voice: voice("Adresse nicht bekannt"))
    yield Said(said)
    if len(record.doors) > 1:
        yield Said(each(voices, lambda voice: voice("Es gibt noch andere Orte. Sie stehen im Internet.")))


def times(place: ServiceRecord | Door, voices: Voices) -> Iterator[Row]:
    """The week as far as it is known, else the source's own words."""
    said = hours_said(place.hours, voices)
    if said:
        yield Row("hours", each(voices, lambda voice: voice("Öffnungszeiten")), said=said)
    elif place.hours_text:
        title = each(voices, lambda voice: voice("Zeiten laut Quelle:"))
        yield Row("hours", title, shared=(place.hours_text,), german=True)


def _bring(record: ServiceRecord, voices: Voices) -> Iterator[Row]:
    items = to_bring(record.kind, record.office)
    if items:
        said = tuple(Said(tuple(text_in(texts, voice.language) for voice in voices)) for texts in items)
        title = each(voices, lambda voice: voice("Bringen Sie mit, was Sie davon haben:"))
        yield Row("bring", title, said=said, bullets=True)


def to_bring(kind: str, office: str | None = None) -> tuple[Texts, ...]:
    """What helps at the first visit to a kind of service; empty where nothing is known.

    Papers for one office or from one special way in are not asked of everybody who goes to this kind.
    """
    ways = [row for row in network().ways_in(kind) if row.step.bring and row.step.office in (None, office)]
    of_advisers = ([row for row in ways if adviser in row.from_kinds] for adviser in ADVISERS)
    chosen = next(filter(None, of_advisers), ways)
    found = {texts["de"]: texts for row in chosen for texts in row.step.bring}
    return tuple(found.values())


def _deadline(deadline: Deadline, voices: Voices, now: datetime) -> Row:
    """Never without "read the notice"; a time only where nothing speaks against it."""
    said = [Said(each(voices, lambda voice: text_in(deadline.what, voice.language)))]
    if deadline.certainty(now.date()) == "holds":
        said.append(Said(each(voices, lambda voice: _time_left(deadline, voice))))
    else:
        said.append(Said(each(voices, lambda voice: voice("Diese Frist ist nicht sicher. Fragen Sie sofort nach."))))
    said.append(Said(each(voices, lambda voice: text_in(read_the_notice(), voice.language))))
    return Row("deadline", each(voices, lambda voice: voice("Frist")), said=tuple(said))


def _time_left(deadline: Deadline, voice: Voice) -> str:
    n = deadline.amount or 0
    if deadline.until is not None:
        return voice("Bis zum {date}", date=voice.translation.day(deadline.until))
    if deadline.unit == "days":
        said = voice.plural("Sie haben nur {n} Tag Zeit.", "Sie haben nur {n} Tage Zeit.", n)
    elif deadline.unit == "weeks":
        said = voice.plural("Sie haben nur {n} Woche Zeit.", "Sie haben nur {n} Wochen Zeit.", n)
    else:
        said = voice.plural("Sie haben nur {n} Monat Zeit.", "Sie haben nur {n} Monate Zeit.", n)
    return f"{said} ({deadline.law})"


def _age(record: ServiceRecord, voices: Voices, now: datetime) -> Row:
    said = [Said(each(voices, lambda voice: voice.as_of(record.as_of)))]
    if freshness(record.as_of, now.date()) in OLD and best_contact(record, None).means == "phone":
        said.insert(0, Said(each(voices, lambda voice: voice(CALL_FIRST))))
    return Row("age", said=tuple(said))
