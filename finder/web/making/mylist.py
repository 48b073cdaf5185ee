"""The pages around the list that a visitor keeps on the own device. None of them knows what is on it."""

from __future__ import annotations

from datetime import datetime

from directory.provenance import freshness
from directory.records import Door, ServiceRecord
from directory.vocabulary import kinds
from finder.search.next_best_way import NextWays
from finder.search.opening import open_state
from finder.web.making.crisis import crisis_phones
from finder.web.making.frame import best_contact, frame, phone_view
from finder.web.making.home import by_name
from finder.web.making.items import open_words
from finder.web.making.next_way import next_way
from finder.web.making.notices import warnings
from finder.web.making.places import district_step
from finder.web.making.service import hours_rows
from finder.web.pages.base import Contact, PhoneView, Step
from finder.web.pages.mylist import CardPage, KeptDistrict, MyListPage, OfflinePage
from finder.web.pages.service import DoorView
from finder.web.wording.voice import Voice


def is_sensitive_service(record: ServiceRecord) -> bool:
    """Whether seeing it on a phone tells others of violence, pregnancy or addiction: the vocabulary says so."""
    return any(kinds()[code].sensitive for code in record.kinds)


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
    best = best_contact(record, record.doors[0] if record.doors else None)
    age = freshness(record.as_of, now.date())
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
        phones=tuple(phone for phone in map(phone_view, record.phones) if phone.href != best.href),
        hours=hours_rows(record.hours, voice),
        hours_text=record.hours_text,
        open_text=open_words(open_state(record, None, now), age, voice),
    )


def _door(record: ServiceRecord, door: Door, best: Contact, voice: Voice, now: datetime) -> DoorView:
    return DoorView(
        name=door.name if door.name != record.name else None,
        address=door.address,
        street_known=bool(door.street),
        district=district_step(door.district, voice.language) if door.district else None,
        outreach=door.outreach,
        phones=_others(door, best),
        hours=hours_rows(door.hours, voice),
        hours_text=door.hours_text,
        open_text=open_words(open_state(record, door, now), freshness(record.as_of, now.date()), voice),
    )


def _others(door: Door, best: Contact) -> tuple[PhoneView, ...]:
    """Phones of the door besides the one that stands large above."""
    return tuple(phone for phone in map(phone_view, door.phones) if phone.href != best.href)
