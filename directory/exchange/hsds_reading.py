"""HSDS 3.1 as we write it, and as others do: a list of services, a Page of the API, one service, or NDJSON.

Our own documents say in attributes what HSDS has no field for (``hsds.names``), so that nothing is lost. Of others' we
take what has a field: names, addresses, phones, hours, languages, areas; kinds and topics where a term bears a name of
ours. A service without our attribute ``key`` is recognized, not found by its id.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from directory.contacts import is_phone, parse_phones
from directory.exchange.documents import Incoming, Parsed, Unreadable, fault
from directory.exchange.gathering import MAIN_DOOR
from directory.exchange.headers import code_of
from directory.exchange.hsds import names
from directory.exchange.hsds_hours import osm_hours
from directory.exchange.json_reading import document, lines
from directory.facts import DOOR_BLANKS, SERVICE_BLANKS, Facts, door_field

Doc = dict[str, Any]
_AREAS = ("areas", "area_municipalities", "areas_text")
_TAXONOMY = {names.KIND: "kinds", names.TOPIC: "topics", names.OFFICE: "office"}


def read(content: bytes) -> Parsed:
    """All services of the file. Raises Unreadable if it holds none."""
    found = document(content)
    if isinstance(found, dict):
        found = found.get("contents", [found])
    if not isinstance(found, list):
        raise Unreadable("The file is neither a list of HSDS services nor a page of them.")
    return _parsed((f"service {number}", doc) for number, doc in enumerate(found, 1))


def read_lines(content: bytes) -> Parsed:
    """NDJSON: a service a line."""
    return _parsed((f"line {number}", doc) for number, doc in lines(content))


def _parsed(docs: Iterator[tuple[str, Any]]) -> Parsed:
    parsed = Parsed()
    for where, doc in docs:
        if not isinstance(doc, dict) or "name" not in doc:
            parsed.problems.append(fault(where, "is no HSDS service"))
        elif _said(doc, names.KEY) is None and doc.get("status") in ("inactive", "defunct"):
            parsed.notes.append(f"{where}: {doc['status']}: passed over")
        else:
            parsed.services.append(_service(where, doc))
    return parsed


def _service(where: str, doc: Doc) -> Incoming:
    key = _said(doc, names.KEY)
    facts = {name: content for name, content in _own(doc).items() if content not in (None, [], "")}
    places = _docs(doc, "service_at_locations")
    doors = [_said(place, names.KEY) or _numbered(number) for number, place in enumerate(places)]
    if doors:
        facts["doors"] = doors
    for door, place in zip(doors, places, strict=True):
        named = _door(place)
        facts |= {door_field(door, name): content for name, content in named.items() if content not in (None, [], "")}
    return Incoming(where, str(doc.get("id")) if key else None, key, facts)


def _numbered(number: int) -> str:
    return MAIN_DOOR if number == 0 else f"{MAIN_DOOR}-{number + 1}"


def _docs(doc: Doc, field: str) -> list[Doc]:
    found = doc.get(field)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(doc: Any, field: str) -> str | None:
    content = doc.get(field) if isinstance(doc, dict) else None
    return content.strip() or None if isinstance(content, str) else None


def _values(doc: Doc, link_type: str) -> list[str]:
    return [
        value
        for one in _docs(doc, "attributes")
        if one.get("link_type") == link_type and (value := _text(one, "value"))
    ]


def _said(doc: Doc, link_type: str) -> str | None:
    return next(iter(_values(doc, link_type)), None)


def _own(doc: Doc) -> Facts:
    hours, wording = _hours(doc)
    general = _values(doc, names.ASSUMED)
    facts: Facts = {
        "name": _text(doc, "name"),
        "organization": _text(doc.get("organization"), "name"),
        "url": _text(doc, "url"),
        "email": _text(doc, "email"),
        "access_text": _text(doc, "application_process"),
        "target_group": None if "eligibility_description" in general else _text(doc, "eligibility_description"),
        "temporarily_closed": True if doc.get("status") == "temporarily closed" else None,
        "phones": _phones(doc),
        "languages": [code for one in _docs(doc, "languages") if (code := _language(one))],
        "hours": hours,
        "hours_text": wording,
    }
    return facts | _terms(doc) | _further(doc) | _areas(doc)


def _further(doc: Doc) -> Facts:
    """Facts of ours that stand in attributes under their own names."""
    return {
        name: _fact(blank, values)
        for name, blank in SERVICE_BLANKS.items()
        if name not in _TAXONOMY.values() and (values := _values(doc, name))
    }


def _fact(blank: Any, values: list[str]) -> Any:
    if isinstance(blank, list):
        return values
    return values[0] == "yes" if isinstance(blank, bool) else values[0]


def _terms(doc: Doc) -> Facts:
    """By our link types; in others' documents by the names of terms."""
    stated = {fact: _values(doc, link_type) for link_type, fact in _TAXONOMY.items()}
    if not stated["kinds"]:
        for term in (one.get("taxonomy_term") for one in _docs(doc, "attributes")):
            for fact in ("kinds", "topics"):
                word = _text(term, "name") or ""
                if (code := code_of(fact, word)) != word:
                    stated[fact].append(code)
    offices = stated.pop("office")
    return {fact: list(dict.fromkeys(codes)) for fact, codes in stated.items()} | {"office": next(iter(offices), None)}


def _language(one: Doc) -> str | None:
    word = _text(one, "code") or _text(one, "name")
    return code_of("languages", word) if word else None


def _phones(doc: Doc) -> list[str]:
    found: list[str] = []
    for one in _docs(doc, "phones"):
        number, dial = _text(one, "number"), _said(one, names.EXTENSION) or one.get("extension")
        for read in [number] if number and is_phone(number) else parse_phones(number or "") or filter(None, [number]):
            found.append(f"{read};ext={dial}" if dial else str(read))
    return found


def _hours(doc: Doc) -> tuple[str | None, str | None]:
    """In OSM's words and as written."""
    rows = _docs(doc, "schedules")
    said = next((hours for row in rows if (hours := _said(row, names.HOURS))), None)
    wording = next((text for row in rows if (text := _text(row, "description"))), None)
    return said or osm_hours(rows), wording


def _areas(doc: Doc) -> Facts:
    facts: Facts = {}
    for area in _docs(doc, "service_areas"):
        if _said(area, names.ASSUMED_AREA):
            continue
        if scope := _said(area, "scope"):
            facts["scope"] = scope
        fact, content = next(
            ((fact, said) for fact in _AREAS if (said := _said(area, fact))), _foreign(area, bool(scope))
        )
        if content:
            facts.setdefault(fact, []).append(content)
    return facts


def _foreign(area: Doc, known: bool) -> tuple[str, str | None]:
    """An area that is none of our documents': a district by its name, else as worded."""
    name = None if known else _text(area, "name")
    code = code_of("areas", name or "")
    return ("areas", code) if name and code != name else ("areas_text", name)


def _door(place: Doc) -> Facts:
    location = place.get("location") if isinstance(place.get("location"), dict) else {}
    hours, wording = _hours(place)
    address = next(iter(_docs(location, "addresses")), {})  # type: ignore[arg-type]
    facts: Facts = {
        "name": _text(location, "name"),
        "street": _text(address, "address_1"),
        "postcode": _text(address, "postal_code"),
        "city": _text(address, "city"),
        "phones": _phones(place),
        "hours": hours,
        "hours_text": wording,
        **_position(location),  # type: ignore[arg-type]
    }
    said = {name: _fact(blank, values) for name, blank in DOOR_BLANKS.items() if (values := _values(place, name))}
    return facts | said


def _position(location: Doc) -> Facts:
    """Only what somebody stated: ours say so, others' are taken as stated."""
    lat, lon = location.get("latitude"), location.get("longitude")
    stated = _said(location, names.PRECISION) in (None, "given")
    if not (stated and isinstance(lat, int | float) and isinstance(lon, int | float)) or max(abs(lat), abs(lon)) > 180:
        return {}
    return {"lat": float(lat), "lon": float(lon)}
