"""From an address as stated to a position with its precision, its source and what is odd about it.

The gazetteer comes first. A geocoder over the network is asked only if the caller hands one in: importers and commands
may, a request never does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from geo.distance import distances_km
from geo.districts import district_at, districts
from geo.gazetteer import Gazetteer, gazetteer
from geo.places import Place
from geo.resolving import town_with_part

Precision = Literal["given", "street", "postcode", "municipality", "district"]

# A stated position this far from its postcode or town is more likely a slip than a long village.
_FAR_KM = 15.0


class AsksForPosition(Protocol):
    """What ``locate`` needs of a geocoder: geopy's ``geocode``."""

    @property
    def geocode(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees WGS84; all None where nothing is known. ``problems`` are German sentences for an editor."""

    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    source: str | None = None  # "stated", "gazetteer: 56068 Koblenz", "nominatim"
    district: str | None = None
    municipality: str | None = None  # official key, 8 digits
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Address:
    """What was stated, looked up."""

    street: str | None
    code: str | None
    city: str | None
    district: str | None
    postcode: Place | None
    towns: tuple[Place, ...]  # of this name, those that fit postcode and district first
    area: Place | None  # where no town but a Verbandsgemeinde or a Landkreis is named as the "city"

    @property
    def town(self) -> Place | None:
        return self.towns[0] if self.towns else None


_switched_on: list[AsksForPosition] = []


def use_geocoder(geocoder: AsksForPosition) -> None:
    """Ask ``geocoder`` for streets from now on, in this whole process: the setting GEOCODER."""
    _switched_on[:] = [geocoder]


def locate(
    street: str | None,
    postcode: str | None,
    city: str | None,
    district: str | None,
    given: tuple[float, float] | None = None,
    geocoder: AsksForPosition | None = None,
) -> Position:
    """The most precise honest position: given, else street (by ``geocoder``), postcode, municipality, district.

    Without ``geocoder`` the one that an operator switched on; by default none, and nothing leaves the machine.
    """
    geocoder = geocoder or next(iter(_switched_on), None)
    address = _look_up(street, postcode, city, district, gazetteer())
    problems = _contradictions(address)
    if given is not None:
        return _given(given, address, problems)
    point, precision, source = _by_street(address, geocoder) or _by_gazetteer(address)
    return Position(
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        precision=precision,
        source=source,
        district=_district(address),
        municipality=_municipality(address),
        problems=tuple(problems),
    )


def _look_up(
    street: str | None, code: str | None, city: str | None, district: str | None, places: Gazetteer
) -> _Address:
    postcode = places.postcode(code) if code else None
    found = places.lookup(city or "")
    named = [place for place in found if place.kind == "municipality"]
    area = found[0] if found and not named else None
    if not found and city:
        part_of = town_with_part(places, city)
        named = [part_of] if part_of else []
    only = _only_town(postcode)
    if not named and only:
        named = [places.municipalities[only]]  # the stated name, if any, is a part of it that we do not know
    inside = postcode.municipalities if postcode else ()
    named.sort(key=lambda town: (town.key not in inside, district is not None and town.district != district))
    return _Address(street, code, city, district, postcode, tuple(named), area)


def _only_town(postcode: Place | None) -> str | None:
    """The key of the municipality that a postcode surely means: the only one, in the only district."""
    sure = postcode is not None and len(postcode.municipalities) == len(postcode.districts) == 1
    return postcode.municipalities[0] if postcode and sure else None


def _contradictions(address: _Address) -> list[str]:
    problems = []
    here = districts().get(address.district or "")
    if address.district and here is None:
        problems.append(f"Der Kreis {address.district} ist nicht bekannt.")
    if address.code and address.postcode is None:
        problems.append(f"Die Postleitzahl {address.code} ist uns in Rheinland-Pfalz nicht bekannt.")
    if address.city and not address.towns and not address.area:
        problems.append(f"Der Ort {address.city} ist uns in Rheinland-Pfalz nicht bekannt.")
    if here and address.postcode and here.key not in address.postcode.districts:
        problems.append(f"Die Postleitzahl {address.code} liegt nicht in: {here.label}.")
    if here and address.town and here.key not in address.town.districts:
        problems.append(f"Der Ort {address.city} liegt nicht in: {here.label}.")
    if address.postcode and address.town and address.town.key not in address.postcode.municipalities:
        problems.append(f"Der Ort {address.city} liegt nicht im Bereich der Postleitzahl {address.code}.")
    return problems


def _given(given: tuple[float, float], address: _Address, problems: list[str]) -> Position:
    lat, lon = given
    key = district_at(lat, lon)
    if key is None:
        problems.append("Die angegebene Position liegt außerhalb von Rheinland-Pfalz.")
    elif address.district in districts() and key != address.district:
        problems.append(f"Die angegebene Position liegt nicht in: {districts()[address.district or ''].label}.")
    smallest = address.postcode or address.town
    if smallest and distances_km(lat, lon, [smallest.lat], [smallest.lon])[0] > _FAR_KM:
        problems.append(f"Die angegebene Position liegt weit weg von {smallest.label}.")
    town = _municipality(address)
    return Position(lat, lon, "given", "stated", key, town if town and town[:5] == key else None, tuple(problems))


_Found = tuple[tuple[float, float] | None, Precision | None, str | None]


def _by_street(address: _Address, geocoder: AsksForPosition | None) -> _Found | None:
    """The geocoder's answer, only if it lies in a district where the address may lie."""
    if geocoder is None or not address.street or not (address.code or address.city):
        return None
    answer = geocoder.geocode(f"{address.street}, {address.code or ''} {address.city or ''}, Deutschland")
    if answer is None or district_at(answer.latitude, answer.longitude) not in _possible(address):
        return None
    return (answer.latitude, answer.longitude), "street", getattr(geocoder, "name", "geocoder")


def _possible(address: _Address) -> tuple[str, ...]:
    stated = (address.district,) if address.district else ()
    area = address.postcode or address.town
    return stated or (area.districts if area else tuple(districts()))


def _by_gazetteer(address: _Address) -> _Found:
    """The smaller of postcode and municipality: a town has many postcodes, or a postcode many villages."""
    postcode, town = address.postcode, address.town
    fits = town is not None and (postcode is None or town.key in postcode.municipalities)
    several = postcode is not None and (len(postcode.municipalities) > 1 or len(postcode.districts) > 1)
    if town and fits and (postcode is None or several):
        return _at(town, "municipality")
    if postcode:
        return _at(postcode, "postcode")
    if town:
        return _at(town, "municipality")
    if address.area and address.area.district:
        return _at(address.area, "district")
    if address.district in districts():
        return _at(gazetteer().district(address.district or ""), "district")
    return None, None, None


def _at(place: Place, precision: Precision) -> _Found:
    return (place.lat, place.lon), precision, f"gazetteer: {place.label}"


def _district(address: _Address) -> str | None:
    """Where the address lies: the town's district, else the postcode's only one, else the stated one."""
    if address.town and (address.postcode is None or address.town.key in address.postcode.municipalities):
        return address.town.district
    if address.postcode and address.district not in address.postcode.districts:
        return address.postcode.district
    if address.district in districts():
        return address.district
    return address.area.district if address.area else None


def _municipality(address: _Address) -> str | None:
    """Only where the statements agree: a contradiction leaves it unknown."""
    town, postcode = address.town, address.postcode
    agree = town is not None and (postcode is None or town.key in postcode.municipalities)
    return town.key if town and agree else None
