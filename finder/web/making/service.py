"""A record -> the page of one service: what is known with its age and source, and what is not known said so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from directory.freshness import age_at, ages
from directory.records import Door, ServiceRecord
from directory.relations import links_of
from directory.vocabulary import kinds, text_in
from finder.search.explain import shown_door
from finder.search.next_best_way import NextWays
from finder.web.languages import DEFAULT
from finder.web.making.eligibility import admission_of
from finder.web.making.facts import service_head
from finder.web.making.frame import best_contact, frame, host, phone_view
from finder.web.making.hours import holiday_note, hours_rows
from finder.web.making.items import OLD
from finder.web.making.next_way import next_way
from finder.web.making.notices import notices, warnings
from finder.web.making.onward import onward_step
from finder.web.making.opening import open_text
from finder.web.making.phrases import asking_for, saying
from finder.web.making.pins import door_pins, pins_json
from finder.web.making.places import district_step
from finder.web.making.relations import neighbours, partners
from finder.web.making.route import route
from finder.web.making.sharing import page_path, share_view
from finder.web.making.sources import fact_sources, is_confirmed, other_date, other_dates
from finder.web.making.suggesting import REPORT, REPORTING
from finder.web.pages.base import Contact, Step
from finder.web.pages.service import DoorView, Saying, ServicePage
from finder.web.sensitive import is_sensitive_service
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

# Ways that need no journey come first, the quickest of them before the others.
FROM_HOME = {
    "phone": later("telefonisch"),
    "video": later("Video"),
    "chat": later("Chat"),
    "mail": later("schriftlich"),
    "outreach": later("kommt zu Ihnen"),
}
ON_SITE = {"visit": later("persönlich")}
INTAKE = {
    "waiting": later("Hier gibt es eine Wartezeit."),
    "closed": later("Nimmt zurzeit niemanden neu auf."),
    "open": later("Nimmt neue Anfragen an."),
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a service's page needs of the site. ``ways`` knows whom to ask where the service cannot be reached,
    ``german`` speaks German, ``origin`` is the public address, ``records`` are all published services."""

    ways: NextWays
    german: Voice
    origin: str
    records: tuple[ServiceRecord, ...]


def service_page(record: ServiceRecord, voice: Voice, now: datetime, around: Surroundings) -> ServicePage:
    """The whole page."""
    door = record.main_door
    best = best_contact(record, door)
    general = kinds()[record.kind]
    aged = ages(record, now.date())
    way = next_way(record, around.ways, voice)
    links = links_of(record, around.records)
    return ServicePage(
        **frame(voice, record.name, f"/service/{record.id}", **service_head(record, voice)),
        quick_exit="women" in record.kinds,
        id=record.id,
        sensitive=is_sensitive_service(record),
        name=record.name,
        icon=record.kind,
        kinds=voice.kind_words(record.kinds, record.office),
        kind_assumed=record.kind_assumed,
        does=text_in(general.does, voice.language),
        who=text_in(general.who, voice.language),
        does_not=text_in(general.does_not, voice.language),
        organization=record.organization if record.organization != record.name else None,
        german=_german(record, voice, around.german),
        best=best,
        best_note=None if best.means == "phone" or not record.access_text else record.access_text,
        call_first=best.means == "phone" and any(age.group.core and age.state in OLD for age in aged.values()),
        next_way=way,
        onward=onward_step(record, voice, links),
        partners=partners(links, voice),
        neighbours=neighbours(links, voice),
        route=route(door) if door else None,
        open_now=None if way else open_text(record, door, now, voice),
        saying=_saying(record, best, voice, around),
        share=share_view(record, around.origin, voice),
        printed=voice.translation.day(now.date()),
        as_of=voice.as_of(record.as_of),
        warnings=warnings(record, voice),
        notices=notices(record, voice),
        topics=tuple(voice.topic(code) for code in record.topics),
        topics_dropped=tuple(voice.topic(code) for code in record.topics_dropped if code not in record.topics),
        topics_text=", ".join(record.topics_text) or None,
        target_group=record.target_group,
        access_text=record.access_text,
        admission=admission_of(record, now.date(), voice),
        intake=_intake(record, voice, now.date()),
        spoken=tuple(voice.tongue(code) for code in record.languages),
        from_home=tuple(voice(words) for channel, words in FROM_HOME.items() if channel in record.channels),
        on_site=tuple(voice(words) for channel, words in ON_SITE.items() if channel in record.channels),
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
        open_text=open_text(record, None, now, voice),
        holiday_note=holiday_note(record.hours, now.date(), voice),
        sources=fact_sources(record, voice),
        dates=other_dates(aged, record.as_of, voice),
        confirmed=is_confirmed(record),
        report=Step(voice(REPORTING), f"{page_path(record, voice)}/{REPORT}"),
        pins=pins_json(
            door_pins((record, door) for door in record.doors), {record.id: f"/{voice.language}/service/{record.id}"}
        ),
    )


def _german(record: ServiceRecord, voice: Voice, german: Voice) -> Step | None:
    """For a counsellor or a clerk to whom the page is shown; its words are German on every page."""
    if voice.language.partition("-")[0] == DEFAULT:
        return None
    return Step("Diese Seite auf Deutsch", page_path(record, german), lang=DEFAULT)


def _saying(record: ServiceRecord, best: Contact, voice: Voice, around: Surroundings) -> Saying | None:
    """For whoever answers: the service itself, or the next best way; None where nobody can be reached."""
    way = around.ways.instead_of(record)
    if way is None:
        return saying(record, best, voice, around.german)
    other = way.service
    contact = best_contact(other, shown_door(other, record.district))
    return None if contact.means == "none" else asking_for(record, contact, other.email, voice, around.german)


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
    address, hours = (age_at(record, door, code, now.date()) for code in ("address", "hours"))
    return DoorView(
        name=door.name if door.name != record.name else None,
        address=door.address,
        street_known=bool(door.street),
        route=route(door),
        district=district_step(door.district, voice.language) if door.district else None,
        outreach=door.outreach,
        phones=tuple(phone_view(phone) for phone in door.phones),
        hours=hours_rows(door.hours, voice),
        hours_text=door.hours_text,
        open_text=open_text(record, door, now, voice),
        holiday_note=holiday_note(door.hours, now.date(), voice),
        address_as_of=other_date(address, record.as_of, voice),
        hours_as_of=other_date(hours, record.as_of, voice),
    )
