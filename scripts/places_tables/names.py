"""names.csv: other names of municipalities in scripts that our users write, from GeoNames."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from places_tables.municipalities import Town, base_name

# Script of the first letter -> tag for "language not known, script known" (BCP 47).
_SCRIPTS = {
    "LATIN": "und-Latn",
    "CYRILLIC": "und-Cyrl",
    "ARABIC": "und-Arab",
    "GREEK": "und-Grek",
    "GEORGIAN": "und-Geor",
    "ARMENIAN": "und-Armn",
    "ETHIOPIC": "und-Ethi",
    "HEBREW": "und-Hebr",
}
# Latin spellings of villages are mostly transliterations of Russian; those of towns are really typed.
_SHORTEST_LATIN = 5
_LEAST_PEOPLE_LATIN = 5000


def rows(towns: dict[str, Town], geonames: list[dict[str, Any]]) -> list[dict[str, object]]:
    by_id = {place["geonameid"]: place for place in geonames}
    taken = {base_name(place["name"]) for place in geonames} | {base_name(t.area.name) for t in towns.values()}
    taken |= {town.area.name.casefold() for town in towns.values()}
    return [row for town in towns.values() for row in _of_town(town, by_id, taken)]


def _of_town(town: Town, by_id: dict[int, dict[str, Any]], taken: set[str]) -> Iterator[dict[str, object]]:
    place = by_id.get(town.geonameid or 0)
    for name in sorted(place["alternatenames"]) if place else ():
        tag = _tag(name)
        if tag and (tag != "und-Latn" or (_is_large(town) and _useful_latin(name, taken))):
            source = f"geonames:{town.geonameid}"
            yield {"key": town.area.key, "place": town.area.name, "name": name, "language": tag, "source": source}


def _tag(name: str) -> str | None:
    letters = [char for char in name if char.isalpha()]
    return _SCRIPTS.get(unicodedata.name(letters[0]).split()[0]) if letters else None


def _is_large(town: Town) -> bool:
    return (town.population or 0) >= _LEAST_PEOPLE_LATIN


def _useful_latin(name: str, taken: set[str]) -> bool:
    """Lower-case names are machine transliterations of other scripts; short ones collide with ordinary words."""
    looks_typed = name[0].isupper() and not name.isupper() and not set(name) & set("'\"/(")
    german = name.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    return looks_typed and len(name) >= _SHORTEST_LATIN and not {base_name(name), base_name(german)} & taken
