"""What the public tells us about a service, read as facts where it can mean one thing; the rest waits as a note.

Nothing here becomes a statement: all goes into the review queue. Who tells is never asked and never kept.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from directory import hours
from directory.addresses import split_address
from directory.contacts import clean_email, clean_url, parse_phones
from directory.database import writing
from directory.facts import Facts, door_field, record_facts, value
from directory.hours_german import to_osm
from directory.models import Proposal
from directory.records import Door, ServiceRecord
from directory.review import PUBLIC, Proposed, propose
from geo.geocoding import locate

What = Literal["phone", "email", "web", "address", "hours", "languages", "closed", "other"]
WHATS: tuple[What, ...] = get_args(What)
# So that nobody can bury the queue, or one service in it.
MOST_OF_ONE, MOST = 20, 2000

_WORDS = re.compile(r"(?!\b(?:und|oder)\b)\b[^\W\d_]+")  # beside a number: more was meant than the number
_POSTCODE = re.compile(r"\b\d{5}\b")


def corrected(record: ServiceRecord, what: What, text: str) -> Facts:
    """The facts that ``text`` states in place of those of ``record``; empty where a person must read it."""
    stated = _READ[what](record, text.strip()) if what in _READ else {}
    now = record_facts(record)
    return {field: content for field, content in stated.items() if value(now, field) != content}


def described(name: str, kind: str, place: str, reach: str) -> Facts:
    """A service that we do not have, as far as it can be read. ``kind`` is a code of the vocabulary or empty."""
    facts: Facts = {"name": name}
    if kind:
        facts["kinds"] = [kind]
    return facts | _place(place) | _ways(reach)


def hand_in(engine: Engine, proposed: Proposed) -> bool:
    """Into the queue; False where that is full or the database is busy: then it is to be tried again later."""
    try:
        with writing(engine) as session:
            if _full(session, proposed.service_id):
                return False
            propose(session, proposed)
    except OperationalError:
        return False
    return True


def _full(session: Session, service_id: str | None) -> bool:
    waiting = select(func.count()).where(Proposal.state == "open", Proposal.proposed_by == PUBLIC)
    if (session.scalar(waiting) or 0) >= MOST:
        return True
    return service_id is not None and (
        (session.scalar(waiting.where(Proposal.service_id == service_id)) or 0) >= MOST_OF_ONE
    )


def _phones(record: ServiceRecord, text: str) -> Facts:
    """In place of the first number, which the page shows large; what else is known stays."""
    numbers, door = [] if _WORDS.search(text) else parse_phones(text), record.main_door
    field = door_field(door.key, "phones") if door and door.phones else "phones"
    before = value(record_facts(record), field)
    return {field: list(dict.fromkeys([*numbers, *before[1:]]))} if numbers else {}


def _email(_: ServiceRecord, text: str) -> Facts:
    found = clean_email(text)
    return {"email": found} if found else {}


def _web(_: ServiceRecord, text: str) -> Facts:
    found = clean_url(text)
    return {"url": found} if found else {}


def _address(record: ServiceRecord, text: str) -> Facts:
    """Street, postcode and town of the main place, if all three are told."""
    parts, door = split_address(text), record.main_door
    return {door_field(door.key, name): part for name, part in parts.items()} if parts and door else {}


def _hours(record: ServiceRecord, text: str) -> Facts:
    """Both the words and what they mean in OSM's syntax, if they leave no doubt."""
    osm = text if hours.is_valid(text) else to_osm(text)
    return {_of(record.main_door, "hours"): osm, _of(record.main_door, "hours_text"): text} if osm else {}


def _of(door: Door | None, name: str) -> str:
    return door_field(door.key, name) if door else name


def _closed(_: ServiceRecord, __: str) -> Facts:
    return {"status": "withdrawn"}


_READ = {
    "phone": _phones, "email": _email, "web": _web, "address": _address, "hours": _hours, "closed": _closed,
}  # fmt: skip


def _place(text: str) -> Facts:
    """A door with postcode, town and district, as far as the gazetteer knows them."""
    code = _POSTCODE.search(text)
    postcode = code.group() if code else None
    city = _POSTCODE.sub("", text).strip(" ,;") or None
    district = locate(None, postcode, city, None).district
    if district is None:
        return {}
    stated = {"district": district, "doors": ["main"], door_field("main", "district"): district}
    parts = {"postcode": postcode, "city": city}
    return stated | {door_field("main", name): part for name, part in parts.items() if part}


def _ways(text: str) -> Facts:
    """A phone number, an e-mail address or a web page."""
    if numbers := parse_phones(text):
        return {"phones": numbers}
    if found := clean_email(text):
        return {"email": found}
    page = clean_url(text)
    return {"url": page} if page else {}
