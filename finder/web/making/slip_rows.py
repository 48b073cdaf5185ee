"""What stands on a slip, matter by matter. Nothing is invented: what is not known is left out or said to be so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from directory.deadlines import Deadline
from directory.provenance import freshness
from directory.records import Door, ServiceRecord
from finder.search.next_best_way import NextWays
from finder.web.making.frame import best_contact
from finder.web.making.items import OLD
from finder.web.making.notices import notices, warnings
from finder.web.making.side_by_side import Voices, each, hours_said
from finder.web.making.slip_contact import contact_in_full
from finder.web.making.slip_deadlines import deadline_row
from finder.web.making.slip_kinds import bring, does
from finder.web.pages.slip import Row, Said
from finder.web.wording.marking import later

FROM_HOME = {"phone", "video", "chat"}
STREET_UNKNOWN, ADDRESS_UNKNOWN = later("Straße nicht bekannt"), later("Adresse nicht bekannt")
UNKNOWN = later("nicht bekannt – bitte fragen")
CALL_FIRST = later("Bitte vorher anrufen: Unsere Angaben sind nicht mehr frisch.")


def rows(
    record: ServiceRecord, deadline: Deadline | None, voices: Voices, ways: NextWays, now: datetime
) -> Iterator[Row]:
    """All matters in their order on the paper."""
    door = record.main_door
    yield from does(record, voices)
    yield from _warnings(record, voices)
    if record.restricted and record.target_group:
        title = each(voices, lambda voice: voice("Für wen"))
        yield Row("who", title, shared=(record.target_group,), german=True)
    yield from contact_in_full(record, door, voices, ways)
    yield from _place(record, door, voices)
    open_at = tuple(times(door if door is not None and (door.hours or door.hours_text) else record, voices))
    yield from open_at or (_times_unknown(voices),)
    if record.access_text:
        title = each(voices, lambda voice: voice("Zugang laut Quelle"))
        yield Row("access", title, shared=(record.access_text,), german=True)
    yield from bring(record, voices)
    if deadline:
        yield deadline_row(deadline, voices, now)
    yield _age(record, voices, now)


def _warnings(record: ServiceRecord, voices: Voices) -> Iterator[Row]:
    each_of = ((*warnings(record, voice), *notices(record, voice)) for voice in voices)
    said = tuple(map(Said, zip(*each_of, strict=True)))
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
        unknown = STREET_UNKNOWN if door.address else ADDRESS_UNKNOWN
        said = each(voices, lambda voice: voice(unknown))
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


def _times_unknown(voices: Voices) -> Row:
    title = each(voices, lambda voice: voice("Öffnungszeiten"))
    return Row("hours", title, said=(Said(each(voices, lambda voice: voice(UNKNOWN))),))


def _age(record: ServiceRecord, voices: Voices, now: datetime) -> Row:
    said = [Said(each(voices, lambda voice: voice.as_of(record.as_of)))]
    if freshness(record.as_of, now.date()) in OLD and best_contact(record, None).means == "phone":
        said.insert(0, Said(each(voices, lambda voice: voice(CALL_FIRST))))
    return Row("age", said=tuple(said))
