"""HSDS 3.1 as we write it, and as others do: a list of services, a Page of the API, one service, or NDJSON.

Our own documents say in attributes what HSDS has no field for (``hsds.names``), so that nothing is lost. Of others' we
take what has a field: names, addresses, phones, hours, languages, areas; kinds and topics where a term bears a name of
ours, else the kind is guessed from names and marked as assumed. What cannot stand is left out and noted. A service
without our attribute ``key`` is recognized; its id only tells where it is one of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from directory.exchange.documents import Incoming, Parsed, Unreadable, fault, refuse_too_many
from directory.exchange.gathering import MAIN_DOOR
from directory.exchange.headers import code_of
from directory.exchange.hsds import names
from directory.exchange.hsds_foreign import foreign_facts
from directory.exchange.hsds_places import (
    Doc,
    all_said,
    docs_in,
    facts_said,
    read_door,
    read_hours,
    read_phones,
    said,
    text_in,
)
from directory.exchange.json_reading import document, lines
from directory.facts import SERVICE_BLANKS, Facts, door_field
from directory.vocabulary import languages

_AREAS = ("areas", "area_municipalities", "areas_text")
_TAXONOMY = {names.KIND: "kinds", names.TOPIC: "topics", names.OFFICE: "office"}
_IN_ATTRIBUTES = {name: blank for name, blank in SERVICE_BLANKS.items() if name not in _TAXONOMY.values()}


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


def _parsed(numbered: Iterator[tuple[str, Any]]) -> Parsed:
    parsed = Parsed()
    for count, (where, doc) in enumerate(numbered, 1):
        refuse_too_many(count, "services")
        if not isinstance(doc, dict) or "name" not in doc:
            parsed.problems.append(fault(where, "is no HSDS service"))
        elif said(doc, names.KEY) is None and doc.get("status") in ("inactive", "defunct"):
            parsed.notes.append(f"{where}: {doc['status']}: passed over")
        else:
            service = _service(where, doc)
            if service.anonymous:
                service.facts = foreign_facts(service, doc, parsed.notes)
            parsed.services.append(service)
    return parsed


def _service(where: str, doc: Doc) -> Incoming:
    key = said(doc, names.KEY)
    facts = _stated(_own(doc))
    places = docs_in(doc, "service_at_locations")
    doors = [said(place, names.KEY) or _numbered(number) for number, place in enumerate(places)]
    if doors:
        facts["doors"] = doors
    for door, place in zip(doors, places, strict=True):
        facts |= {door_field(door, name): content for name, content in _stated(read_door(place)).items()}
    own = text_in(doc, "id")
    return Incoming(where, own if key else None, key, facts, ours=None if key else own)


def _stated(facts: Facts) -> Facts:
    return {name: content for name, content in facts.items() if content not in (None, [], "")}


def _numbered(number: int) -> str:
    return MAIN_DOOR if number == 0 else f"{MAIN_DOOR}-{number + 1}"


def _own(doc: Doc) -> Facts:
    hours, wording = read_hours(doc)
    general = "eligibility_description" in all_said(doc, names.ASSUMED)
    facts: Facts = {
        "name": text_in(doc, "name"),
        "organization": text_in(doc.get("organization"), "name"),
        "url": text_in(doc, "url"),
        "email": text_in(doc, "email"),
        "access_text": text_in(doc, "application_process"),
        "target_group": None if general else text_in(doc, "eligibility_description"),
        "temporarily_closed": True if doc.get("status") == "temporarily closed" else None,
        "phones": read_phones(doc),
        "languages": list(dict.fromkeys(code for one in docs_in(doc, "languages") if (code := _language(one)))),
        "hours": hours,
        "hours_text": wording,
    }
    return facts | _terms(doc) | facts_said(doc, _IN_ATTRIBUTES) | _areas(doc)


def _terms(doc: Doc) -> Facts:
    """By our link types; in others' documents by the names of terms."""
    stated = {fact: all_said(doc, link_type) for link_type, fact in _TAXONOMY.items()}
    if not stated["kinds"]:
        for term in (one.get("taxonomy_term") for one in docs_in(doc, "attributes")):
            for fact in ("kinds", "topics"):
                word = text_in(term, "name") or ""
                if (code := code_of(fact, word)) != word:
                    stated[fact].append(code)
    offices = stated.pop("office")
    return {fact: list(dict.fromkeys(codes)) for fact, codes in stated.items()} | {"office": next(iter(offices), None)}


def _language(one: Doc) -> str | None:
    """ISO 639-1, else 639-3, whichever part of ISO 639 the document uses; by its name where the code tells nothing."""
    words = [word for word in (text_in(one, "code"), text_in(one, "name")) if word]
    codes = [code_of("languages", word) for word in words]
    return next((code for code in codes if code in languages()), next(iter(codes), None))


def _areas(doc: Doc) -> Facts:
    facts: Facts = {}
    for area in docs_in(doc, "service_areas"):
        if said(area, names.ASSUMED_AREA):
            continue
        if scope := said(area, "scope"):
            facts["scope"] = scope
        ours = ((fact, value) for fact in _AREAS if (value := said(area, fact)))
        fact, content = next(ours, None) or _foreign(area, known=bool(scope))
        if content:
            facts.setdefault(fact, []).append(content)
    return facts


def _foreign(area: Doc, known: bool) -> tuple[str, str | None]:
    """An area that is none of our documents': a district by its name, else as worded."""
    name = None if known else text_in(area, "name")
    code = code_of("areas", name or "")
    return ("areas", code) if name and code != name else ("areas_text", name)
