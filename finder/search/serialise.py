"""Results -> the JSON of /api/search. Reads the same object as the page, so the two can never tell different stories.

Field names are a contract with other programs: fields may be added, never renamed.
"""

from __future__ import annotations

from typing import Any

from directory.records import PhoneNumber, ServiceRecord
from finder.search.query import Ask, PlaceMeant, Understood
from finder.search.results import CrisisLine, Result, Results

Json = dict[str, Any]


def to_json(results: Results) -> Json:
    """The whole answer."""
    return {
        "query": results.query.q,
        "understood": _understood(results.understood),
        "crisis": [crisis_json(line) for line in results.crisis],
        "total": results.total,
        "relaxed": list(results.relaxed),
        "page": results.query.page,
        "per_page": results.query.per_page,
        "facets": results.facets,
        "results": [result_json(result) for result in results.results],
    }


def _understood(understood: Understood) -> Json:
    return {
        "place": place_json(understood.place),
        "kinds": list(understood.kinds),
        "topics": list(understood.topics),
        "offices": list(understood.offices),
        "languages": list(understood.languages),
        "age": understood.age,
        "status": understood.status,
        "text": understood.text,
        "corrected": understood.corrected,
        "ask": [_ask(ask) for ask in understood.ask],
    }


def place_json(place: PlaceMeant | None) -> Json | None:
    """A place as understood; None for none."""
    if place is None:
        return None
    return {
        "label": place.label,
        "district": place.district,
        "districts": list(place.districts),
        "lat": place.lat,
        "lon": place.lon,
    }


def _ask(ask: Ask) -> Json:
    return {
        "text": ask.text,
        "options": [{"label": o.label, "near": o.place, "district": o.district} for o in ask.options],
    }


def crisis_json(line: CrisisLine) -> Json:
    """A number to call at once."""
    return {
        "name": line.name,
        "phone": line.phone,
        "languages": list(line.languages),
        "hours": line.hours,
        "when": line.when,
        "note": line.note,
    }


def result_json(result: Result) -> Json:
    """One service as it stands in a result list."""
    return {**_service(result.record), **_door(result), **_answer(result)}


def _service(record: ServiceRecord) -> Json:
    return {
        "id": record.id,
        "name": record.name,
        "organization": record.organization,
        "kind": record.kind,
        "kinds": list(record.kinds),
        "kind_assumed": record.kind_assumed,
        "office": record.office,
        "certificate": record.certificate,
        "topics": list(record.topics),
        "languages": list(record.languages),
        "areas": list(record.areas),
        "areas_assumed": record.areas_assumed,
        "scope": record.scope,
        "email": record.email,
        "url": record.url,
        "channels": list(record.channels),
        "as_of": record.as_of,
    }


def _door(result: Result) -> Json:
    door = result.door
    if door is None:
        nowhere: Json = dict.fromkeys(("district", "address", "lat", "lon", "position_precision"))
        return {**nowhere, "phone": _phone(result.record.phones), "hours": result.record.hours}
    return {
        "district": door.district,
        "address": door.address,
        "lat": door.lat,
        "lon": door.lon,
        "position_precision": door.precision,
        "phone": _phone(door.phones or result.record.phones),
        "hours": door.hours or result.record.hours,
    }


def _phone(phones: tuple[PhoneNumber, ...]) -> str | None:
    return phones[0].number if phones else None


def _answer(result: Result) -> Json:
    distance = result.distance_km
    return {
        "serves_place": result.serves_place,
        "distance_km": None if distance is None else round(distance, 1),
        "open_state": result.open_state,
        "freshness": result.freshness,
        "eligibility": result.eligibility,
        "intake": result.intake,
        "why": list(result.why),
    }
