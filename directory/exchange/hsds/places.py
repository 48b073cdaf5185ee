"""Where a service is and whom it serves: service_at_location with its location, address and hours; service areas."""

from __future__ import annotations

from collections.abc import Iterator

from directory import ids
from directory.exchange.hsds.docs import Attributes, Doc, filled
from directory.exchange.hsds.names import ASSUMED_AREA, DOOR_FIELDS, EXTENSION, KEY, PRECISION
from directory.exchange.hsds.schedules import schedules
from directory.facts import DOOR_BLANKS
from directory.records import Door, PhoneNumber, ServiceRecord
from geo.districts import districts
from geo.gazetteer import gazetteer

EXACT = ("given", "street")  # the middle of a town is no place of a service
_WHOLE = {"statewide": "Rheinland-Pfalz", "nationwide": "Deutschland"}
_AGS = "Amtlicher Gemeindeschlüssel (AGS)"


def at_location(record: ServiceRecord, door: Door, *, nested: bool) -> Doc:
    """One door. ``nested``: with phones, hours and attributes; else only what there is one of."""
    place = ids.location_id(record.key, door.key)
    doc = filled(
        id=door.id,
        service_id=record.id,
        location_id=place,
        description="Außensprechstunde" if door.outreach else None,
    )
    if nested:
        doc |= filled(
            phones=phones(door.phones, door.id, service_at_location_id=door.id),
            schedules=schedules(door.hours, door.hours_text, door.id, service_at_location_id=door.id),
            attributes=_door_attributes(door),
        )
    return doc | {"location": _location(door, place, nested=nested)}


def _location(door: Door, place: str, *, nested: bool) -> Doc:
    exact = door.precision in EXACT
    doc = filled(
        id=place,
        location_type="physical",
        name=door.name,
        latitude=door.lat if exact else None,
        longitude=door.lon if exact else None,
        external_identifier=door.municipality,
        external_identifier_type=_AGS if door.municipality else None,
    )
    if not nested:
        return doc
    attributes = Attributes(place, "location")
    attributes.add_fact(PRECISION, door.precision if exact else None)
    return doc | filled(addresses=_addresses(door, place), attributes=attributes.docs)


def has_address(door: Door) -> bool:
    """Whether HSDS can hold its address: it asks for street, postcode, town and Land."""
    return bool(door.street and door.postcode and door.city and door.district in districts())


def _addresses(door: Door, place: str) -> list[Doc]:
    if not has_address(door):
        return []
    return [
        {
            "id": ids.make_id("address", place), "location_id": place, "address_1": door.street, "city": door.city,
            "state_province": "Rheinland-Pfalz", "postal_code": door.postcode, "country": "DE",
            "address_type": "physical",
        }
    ]  # fmt: skip


def _door_attributes(door: Door) -> list[Doc]:
    attributes = Attributes(door.id, "service_at_location")
    attributes.add_fact(KEY, door.key)
    for name in DOOR_BLANKS:
        if name in ("street", "postcode", "city"):
            attributes.add_fact(name, None if has_address(door) else getattr(door, name))
        elif name == "district":
            attributes.add_fact(name, None if door.district_assumed else door.district)
        elif name not in DOOR_FIELDS:
            attributes.add_fact(name, getattr(door, name))
    return attributes.docs


def phones(numbers: tuple[PhoneNumber, ...], owner: str, **links: str) -> list[Doc]:
    """Numbers in E.164 or short ones; a direct dial that begins with 0 is no number of HSDS and stands aside."""
    docs = []
    for place, phone in enumerate(numbers):
        own = ids.make_id("phone", owner, place)
        dial = phone.extension or ""
        plain = dial.isascii() and dial.isdigit() and str(int(dial)) == dial
        attributes = Attributes(own, "phone")
        attributes.add_fact(EXTENSION, None if plain else dial)
        docs.append(
            filled(id=own, **links, number=phone.number, extension=int(dial) if plain else None, type="voice",
                   description=phone.description, attributes=attributes.docs)
        )  # fmt: skip
    return docs


def service_areas(record: ServiceRecord) -> list[Doc]:
    """What is stated: the whole Land, districts, municipalities, the source's wording; else what is assumed."""
    return [_area(record.id, number, *named) for number, named in enumerate(_areas(record))]


def _areas(record: ServiceRecord) -> Iterator[tuple[str, str, str]]:
    """Name, the fact it comes from, and its key or wording."""
    if record.scope in _WHOLE:
        yield _WHOLE[record.scope], "scope", record.scope
    for key in record.areas_stated:
        yield _district(key), "areas", key
    for key in sorted(record.area_municipalities):
        town = gazetteer().municipalities.get(key)
        yield town.name if town else key, "area_municipalities", key
    for wording in record.areas_text:
        yield wording, "areas_text", wording
    for key in record.areas if record.areas_assumed else ():
        yield _district(key), ASSUMED_AREA, key


def _district(key: str) -> str:
    return districts()[key].name if key in districts() else key


def _area(own: str, number: int, name: str, fact: str, value: str) -> Doc:
    area = ids.make_id("service_area", own, number)
    attributes = Attributes(area, "service_area")
    attributes.add_fact(fact, value)
    assumed = "Angenommen nach Art und Ort der Stelle; keine Quelle nennt ihr Gebiet." if fact == ASSUMED_AREA else None
    return filled(id=area, service_id=own, name=name, description=assumed, extent=value, extent_type="text",
                  attributes=attributes.docs)  # fmt: skip
