"""From one text in which a place is expected to one place, or to a sentence that says why there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.districts import District, NearestDistrict, districts, near_border_km
from geo.errors import UnknownPlace
from geo.place_names import name_key, own_keys, word_forms
from geo.places import Place
from geo.tables import rows
from geo.text import fold

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer

_NUMBER = r"([+-]?\d{1,3}(?:\.\d+)?)"
_POSITION = re.compile(rf"{_NUMBER}\s*[,;]\s*{_NUMBER}|{_NUMBER}\s+{_NUMBER}")
_FIVE_DIGITS = re.compile(r"(?<!\d)(?:d-)?(\d{5})(?!\d)")
_PEOPLE_OF_TOWN_WITH_PARTS = 10_000
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Outside:
    """A place that is not in the Land; ``near`` is the district within reach, if any."""

    name: str
    land: str
    near: NearestDistrict | None
    lat: float
    lon: float


def resolve(gazetteer: Gazetteer, text: str) -> Place:
    """See ``Gazetteer.resolve``."""
    if not text.strip():
        raise UnknownPlace("Bitte einen Ort oder eine Postleitzahl angeben.", field="near")
    readers: tuple[Callable[[Gazetteer, str], Place | None], ...] = (
        _by_key, _by_position, _by_postcode, _by_name, town_with_part, _by_outside, _by_typo,
    )  # fmt: skip
    found = next((place for reader in readers if (place := reader(gazetteer, text))), None)
    if found is None:
        shown = " ".join(text.split())[:_LONGEST_SHOWN]
        raise UnknownPlace(f"Der Ort „{shown}“ ist uns in Rheinland-Pfalz nicht bekannt.", field="near")
    return found


def _by_key(gazetteer: Gazetteer, text: str) -> Place | None:
    return gazetteer.by_key(text.strip())


def _by_position(_: Gazetteer, text: str) -> Place | None:
    match = _POSITION.fullmatch(fold(text))
    if not match:
        return None
    lat, lon = (float(number) for number in match.groups() if number)
    return place_at(lat, lon)


def place_at(lat: float, lon: float) -> Place:
    """A position in degrees as a place; up to 15 km outside the Land it says so, beyond that UnknownPlace."""
    nearest = near_border_km(lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None
    if nearest is None:
        raise UnknownPlace("Diese Stelle liegt außerhalb von Rheinland-Pfalz.", field="near")
    district = districts()[nearest.key]
    return Place(
        kind="position",
        key=f"{lat:.5f},{lon:.5f}",
        name=f"{lat:.5f},{lon:.5f}",
        label=_position_label(nearest, district),
        districts=(nearest.key,),
        lat=lat,
        lon=lon,
        shares={} if nearest.outside else {nearest.key: 1.0},
        outside_km=nearest.km if nearest.outside else None,
    )


def _position_label(nearest: NearestDistrict, district: District) -> str:
    if nearest.outside:
        return f"Ihr Standort: außerhalb von Rheinland-Pfalz, am nächsten: {district.label}"
    return f"Ihr Standort: {district.label}"


def _by_postcode(gazetteer: Gazetteer, text: str) -> Place | None:
    match = _FIVE_DIGITS.search(fold(text))
    if not match:
        return None
    folded = fold(text)
    rest = (folded[: match.start()] + " " + folded[match.end() :]).strip(" ,;()")
    postcode = gazetteer.postcode(match.group(1))
    if postcode:
        return (gazetteer.in_postcode(postcode, rest) if rest else None) or postcode
    named = _by_name(gazetteer, rest) if rest else None
    if named is None:
        sentence = f"Die Postleitzahl {match.group(1)} liegt nicht in Rheinland-Pfalz oder ist uns nicht bekannt."
        raise UnknownPlace(sentence, field="near")
    return named


def _by_name(gazetteer: Gazetteer, text: str) -> Place | None:
    return next((found[0] for form in _forms(text) if (found := gazetteer.lookup(form))), None)


def _forms(text: str) -> Iterator[str]:
    """The text itself, then without words that only lead to a name, then its part before a comma."""
    yield text
    words = name_key(text).split()
    while len(words) > 1 and words[0] in word_forms()["leading"]:
        words = words[1:]
        yield " ".join(words)
    if "," in text:
        yield text.split(",")[0]


def town_with_part(gazetteer: Gazetteer, text: str) -> Place | None:
    """ "Trier-Süd": a part that we do not know of a town that we know."""
    first, *rest = re.split(r"[-/ ]", text.strip(), maxsplit=1)
    towns = gazetteer.lookup(first) if rest else ()
    large = (t for t in towns if t.kind == "municipality" and (t.population or 0) >= _PEOPLE_OF_TOWN_WITH_PARTS)
    return next(large, None)


def _by_outside(_: Gazetteer, text: str) -> Place | None:
    found = outside(text)
    if found is None:
        return None
    sentence = f"{found.name} liegt nicht in Rheinland-Pfalz, sondern {_in_land(found.land)}."
    if found.near:
        sentence += f" Am nächsten liegt: {districts()[found.near.key].label}."
    raise UnknownPlace(sentence, field="near")


def _in_land(land: str) -> str:
    return {"Saarland": "im Saarland"}.get(land, f"in {land}")


def _by_typo(gazetteer: Gazetteer, text: str) -> Place | None:
    near = gazetteer.fuzzy(text, limit=1, surely_place=True)
    return near[0][0] if near else None


def outside(name: str) -> Outside | None:
    """A large place outside the Land, if we know it by this name."""
    row = _outside().get(name_key(name))
    if row is None:
        return None
    lat, lon = float(row["lat"]), float(row["lon"])
    return Outside(row["name"], row["land"], near_border_km(lat, lon), lat, lon)


@cache
def _outside() -> dict[str, dict[str, str]]:
    return {key: row for row in rows("outside.csv") for key in own_keys(row["name"])}
