"""Which entries of a list fit a question. All conditions must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from directory.records import ServiceRecord
from directory.vocabulary import kinds
from finder.web.hsds.items import Item
from finder.web.hsds.parameters import Wanted
from geo.distance import distances_km
from geo.places import Place

Test = Callable[[Item, Wanted], bool]


def _says(item: Item, wanted: Wanted) -> bool:
    """Every word of the search begins a word of the entry; signs that are no word stand in none."""
    return not wanted.only_signs and all(f" {word}" in item.words for word in wanted.words)


def _bears_terms(item: Item, wanted: Wanted) -> bool:
    return wanted.terms <= item.terms


def _uses_taxonomies(item: Item, wanted: Wanted) -> bool:
    return wanted.taxonomies <= item.taxonomies


def _belongs(item: Item, wanted: Wanted) -> bool:
    return not wanted.organizations or wanted.organizations == {item.organization}


def _is_new(item: Item, wanted: Wanted) -> bool:
    return wanted.modified_after is None or item.modified >= wanted.modified_after


def _below(item: Item, wanted: Wanted) -> bool:
    """Our vocabulary has one level: no term stands below another, and so all are at the top."""
    return not wanted.parents or wanted.parents == {item.parent}


def _serves(item: Item, wanted: Wanted) -> bool:
    if wanted.postcode is None:
        return True
    return item.record is not None and covers(item.record, wanted.postcode) and _is_near(item, wanted)


def covers(record: ServiceRecord, place: Place) -> bool:
    """Whether its area reaches there; also where no area is known, or its kind is open to neighbours."""
    if record.scope != "local" or not record.areas:
        return True
    if record.areas_assumed and any(kinds()[code].area == "open" for code in record.kinds if code in kinds()):
        return True
    return any(key in record.areas and _served_there(record, key, place) for key in place.districts)


def _served_there(record: ServiceRecord, district: str, place: Place) -> bool:
    """Of a district it may serve some municipalities only."""
    some = {key for key in record.area_municipalities if key.startswith(district)}
    return not some or not place.municipalities or bool(some & set(place.municipalities))


def _is_near(item: Item, wanted: Wanted) -> bool:
    door, place = item.door, wanted.postcode
    if wanted.proximity_km is None or place is None:
        return True
    if door is None or door.lat is None or door.lon is None or door.precision == "district":
        return False
    return float(distances_km(place.lat, place.lon, [door.lat], [door.lon])[0]) <= wanted.proximity_km


# What each list can be asked.
SERVICES = (_says, _bears_terms, _uses_taxonomies, _belongs, _is_new)
TESTS: dict[str, tuple[Test, ...]] = {
    "services": SERVICES,
    "service_at_locations": (*SERVICES, _serves),
    "organizations": (_says, _bears_terms, _uses_taxonomies),
    "taxonomies": (_says,),
    "taxonomy_terms": (_says, _uses_taxonomies, _below),
}


def fitting(items: Iterable[Item], wanted: Wanted, tests: Iterable[Test]) -> list[Item]:
    """In their order."""
    tests = tuple(tests)
    return [item for item in items if all(test(item, wanted) for test in tests)]
