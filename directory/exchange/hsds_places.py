"""Parts of HSDS documents, ours and others': what attributes say, phones, hours, and doors with their addresses."""

from __future__ import annotations

from typing import Any

from directory.contacts import is_phone, parse_phones
from directory.exchange.hsds import names
from directory.exchange.hsds_hours import osm_hours
from directory.facts import DOOR_BLANKS, Facts

Doc = dict[str, Any]


def docs_in(doc: Doc, field: str) -> list[Doc]:
    """The documents of a list; whatever else stands there is none."""
    found = doc.get(field)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def text_in(doc: Any, field: str) -> str | None:
    """A text that says anything."""
    content = doc.get(field) if isinstance(doc, dict) else None
    return content.strip() or None if isinstance(content, str) else None


def all_said(doc: Doc, link_type: str) -> list[str]:
    """The values of all attributes of this type."""
    named = (one for one in docs_in(doc, "attributes") if one.get("link_type") == link_type)
    return [value for one in named if (value := text_in(one, "value"))]


def said(doc: Doc, link_type: str) -> str | None:
    """The value of the first one."""
    return next(iter(all_said(doc, link_type)), None)


def facts_said(doc: Doc, blanks: Facts) -> Facts:
    """Facts of ours that stand in attributes under their own names. ``blanks``: which, with their types."""
    stated = {name: values for name in blanks if (values := all_said(doc, name))}
    return {name: _typed(blanks[name], values) for name, values in stated.items()}


def _typed(blank: Any, values: list[str]) -> Any:
    if isinstance(blank, list):
        return values
    return values[0] == "yes" if isinstance(blank, bool) else values[0]


def read_phones(doc: Doc) -> list[str]:
    """In the form of facts, where they can be read; else as they stand, for the check to tell."""
    found: list[str] = []
    for one in docs_in(doc, "phones"):
        number, dial = text_in(one, "number") or "", said(one, names.EXTENSION) or one.get("extension")
        known = [number] if is_phone(number) else parse_phones(number) or [number]
        found += [f"{read};ext={dial}" if dial else read for read in known if read]
    return found


def read_hours(doc: Doc) -> tuple[str | None, str | None]:
    """In OSM's words, and as written."""
    rows = docs_in(doc, "schedules")
    stated = next((hours for row in rows if (hours := said(row, names.HOURS))), None)
    wording = next((written for row in rows if (written := text_in(row, "description"))), None)
    return stated or osm_hours(rows), wording


def read_door(place: Doc) -> Facts:
    """A service_at_location as the facts of a door, blank ones among them."""
    location = place["location"] if isinstance(place.get("location"), dict) else {}
    address = next(iter(docs_in(location, "addresses")), {})
    hours, wording = read_hours(place)
    facts: Facts = {
        "name": text_in(location, "name"),
        "street": text_in(address, "address_1"),
        "postcode": text_in(address, "postal_code"),
        "city": text_in(address, "city"),
        "phones": read_phones(place),
        "hours": hours,
        "hours_text": wording,
    }
    return facts | _position(location) | facts_said(place, DOOR_BLANKS)


def _position(location: Doc) -> Facts:
    """Only what somebody stated: ours say so, others' are taken as stated."""
    lat, lon = location.get("latitude"), location.get("longitude")
    stated = said(location, names.PRECISION) in (None, "given")
    if not (stated and isinstance(lat, int | float) and isinstance(lon, int | float)) or max(abs(lat), abs(lon)) > 180:
        return {}
    return {"lat": float(lat), "lon": float(lon)}
