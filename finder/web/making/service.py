"""A record -> the page of one service: what is known with its age and source, and what is not known said so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from directory.hours import describe
from directory.provenance import freshness
from directory.records import Door, ServiceRecord
from directory.vocabulary import kinds, text_in
from finder.search.next_best_way import NextWays
from finder.search.opening import open_state
from finder.web.making.frame import best_contact, frame, host, phone_view
from finder.web.making.items import OLD, open_words
from finder.web.making.next_way import next_way
from finder.web.making.notices import notices, warnings
from finder.web.making.pins import door_pins, pins_json
from finder.web.making.places import district_step
from finder.web.making.report import report_step
from finder.web.making.sources import fact_sources
from finder.web.pages.service import DoorView, HoursRow, ServicePage
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

CHANNELS = {
    "visit": later("persönlich"),
    "phone": later("telefonisch"),
    "video": later("Video"),
    "chat": later("Chat"),
    "mail": later("schriftlich"),
    "outreach": later("kommt zu Ihnen"),
}
INTAKE = {
    "waiting": later("Hier gibt es eine Wartezeit."),
    "closed": later("Nimmt zurzeit niemanden neu auf."),
    "open": later("Nimmt neue Anfragen an."),
}


def service_page(
    record: ServiceRecord, voice: Voice, now: datetime, *, report_mail: str, ways: NextWays
) -> ServicePage:
    """``ways`` knows whom to ask where this service cannot be reached."""
    best = best_contact(record, record.doors[0] if record.doors else None)
    general = kinds()[record.kind]
    age = freshness(record.as_of, now.date())
    return ServicePage(
        **frame(voice, record.name, f"/service/{record.id}"),
        quick_exit="women" in record.kinds,
        name=record.name,
        icon=record.kind,
        kinds=voice.kind_words(record.kinds, record.office),
        kind_assumed=record.kind_assumed,
        does=text_in(general.does, voice.language),
        who=text_in(general.who, voice.language),
        does_not=text_in(general.does_not, voice.language),
        organization=record.organization if record.organization != record.name else None,
        best=best,
        best_note=None if best.means == "phone" or not record.access_text else record.access_text,
        call_first=age in OLD and best.means == "phone",
        next_way=next_way(record, ways, voice),
        as_of=voice.as_of(record.as_of),
        warnings=warnings(record, voice),
        notices=notices(record, voice),
        topics=tuple(voice.topic(code) for code in record.topics),
        topics_text=", ".join(record.topics_text) or None,
        target_group=record.target_group,
        access_text=record.access_text,
        intake=_intake(record, voice, now.date()),
        spoken=tuple(voice.tongue(code) for code in record.languages),
        channels=tuple(voice(CHANNELS[channel]) for channel in record.channels if channel in CHANNELS),
        area=_area(record, voice),
        area_assumed=record.areas_assumed,
        areas=() if record.scope != "local" else tuple(district_step(key, voice.language) for key in record.areas),
        areas_text=", ".join(record.areas_text) or None,
        doors=tuple(_door(record, door, voice, now) for door in record.doors),
        phones=tuple(phone_view(phone) for phone in record.phones),
        email=record.email,
        website=record.url,
        website_host=host(record.url) if record.url else None,
        hours=hours_rows(record.hours, voice),
        hours_text=record.hours_text,
        open_text=open_words(open_state(record, None, now), age, voice),
        sources=fact_sources(record, voice),
        report=report_step(record, report_mail, voice),
        pins=pins_json(
            door_pins((record, door) for door in record.doors), {record.id: f"/{voice.language}/service/{record.id}"}
        ),
    )


def _intake(record: ServiceRecord, voice: Voice, today: date) -> str | None:
    """Only what still holds: once the statement has lapsed, its waiting time is not shown either."""
    state = record.intake_on(today)
    words, band = INTAKE.get(state), record.intake_band if state == record.intake else None
    return " ".join(part for part in (voice(words) if words else None, band) if part) or None


def _area(record: ServiceRecord, voice: Voice) -> str:
    """In words where it is no list of districts."""
    if record.scope != "local":
        return voice("Ganz Rheinland-Pfalz") if record.scope == "statewide" else voice("Ganz Deutschland")
    return "" if record.areas else voice("nicht bekannt")


def _door(record: ServiceRecord, door: Door, voice: Voice, now: datetime) -> DoorView:
    return DoorView(
        name=door.name if door.name != record.name else None,
        address=door.address,
        street_known=bool(door.street),
        district=district_step(door.district, voice.language) if door.district else None,
        outreach=door.outreach,
        phones=tuple(phone_view(phone) for phone in door.phones),
        hours=hours_rows(door.hours, voice),
        hours_text=door.hours_text,
        open_text=open_words(open_state(record, door, now), freshness(record.as_of, now.date()), voice),
    )


def hours_rows(hours: str | None, voice: Voice) -> tuple[HoursRow, ...]:
    """A row a day, as the week goes; empty where no regular week is known."""
    return tuple(
        HoursRow(_weeks(row.weeks, voice) + voice.weekday(row.day), row.times(voice.language))
        for row in describe(hours)
    )


def _weeks(weeks: Sequence[int], voice: Voice) -> str:
    """``jeder 1. und 3.`` before the day's name."""
    if not weeks:
        return ""
    return voice("jeder {weeks}", weeks=voice(" und ").join(f"{week}." for week in weeks)) + " "
