"""The pages around the list that a visitor keeps on the own device. None of them knows what is on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from directory.records import Door, PhoneNumber, ServiceRecord
from finder.search.next_best_way import NextWays
from finder.web.making.crisis import crisis_phones
from finder.web.making.frame import best_contact, frame, phone_view
from finder.web.making.home import by_name
from finder.web.making.hours import holiday_note, hours_rows
from finder.web.making.next_way import next_way
from finder.web.making.notices import warnings
from finder.web.making.opening import open_text
from finder.web.making.places import district_name, district_step
from finder.web.pages.base import Contact, PhoneView, Step
from finder.web.pages.mylist import CardDoor, CardPage, CardTimes, KeptDistrict, MyListPage, OfflinePage
from finder.web.sensitive import is_sensitive_service
from finder.web.wording.voice import Voice


def mylist_page(voice: Voice) -> MyListPage:
    return MyListPage(
        **frame(voice, voice("Meine Liste"), "/list"),
        home=Step(voice("Beratung finden"), f"/{voice.language}/"),
        districts=tuple(KeptDistrict(key, district_step(key, voice.language)) for key in by_name()),
    )


def offline_page(voice: Voice) -> OfflinePage:
    start = f"/{voice.language}/"
    return OfflinePage(
        **frame(voice, voice("Kein Internet"), "/offline"),
        crisis=crisis_phones(voice.language),
        steps=(
            Step(voice("Meine Liste"), f"{start}list"),
            Step(voice("Alle Notrufnummern"), f"{start}crisis"),
        ),
    )


def card_page(record: ServiceRecord, voice: Voice, now: datetime, ways: NextWays) -> CardPage:
    """``ways`` knows whom to ask where this service cannot be reached."""
    best = best_contact(record, record.main_door)
    path = f"/service/{record.id}"
    return CardPage(
        **frame(voice, record.name, path),
        url=f"/{voice.language}{path}",
        name=record.name,
        icon=record.kind,
        kinds=" · ".join(voice.kind_words(record.kinds, record.office)),
        organization=record.organization if record.organization != record.name else None,
        sensitive=is_sensitive_service(record),
        best=best,
        next_way=next_way(record, ways, voice),
        as_of=voice.as_of(record.as_of),
        warnings=warnings(record, voice),
        doors=tuple(_door(record, door, best, voice, now) for door in record.doors),
        phones=_others(record.phones, best),
        times=None if record.doors else _times(record, None, voice, now),
    )


def _door(record: ServiceRecord, door: Door, best: Contact, voice: Voice, now: datetime) -> CardDoor:
    town = district_name(door.district) if door.district else None
    return CardDoor(
        name=door.name if door.name != record.name else None,
        address=door.address or town,
        street_known=bool(door.street),
        outreach=door.outreach,
        phones=_others(door.phones, best),
        times=_times(record, door, voice, now),
    )


def _times(record: ServiceRecord, door: Door | None, voice: Voice, now: datetime) -> CardTimes:
    place = door or record
    return CardTimes(
        hours=hours_rows(place.hours, voice),
        hours_text=place.hours_text,
        open_text=open_text(record, door, now, voice),
        holiday_note=holiday_note(place.hours, now.date(), voice),
    )


def _others(phones: Iterable[PhoneNumber], best: Contact) -> tuple[PhoneView, ...]:
    """All besides the one that stands large above."""
    return tuple(phone for phone in map(phone_view, phones) if phone.href != best.href)
