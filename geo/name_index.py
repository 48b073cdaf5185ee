"""Which places a name may mean: the index from folded names to places, the likeliest place first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geo.place_names import base, foreign_keys, name_key, own_keys, word_forms
from geo.places import Place
from geo.tables import rows

# How directly a name means a place: a place's own name comes before a form that we made of it ("Stadt Mainz",
# "Майнце"), before a part of a larger town or a Landkreis called like a town, before a bare "Ems".
OWN, FORMED, OTHER, WEAK = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Known:
    """All places of the Land, each table by key."""

    towns: Mapping[str, Place]
    associations: Mapping[str, Place]
    rural_districts: Mapping[str, Place]
    earlier_associations: Mapping[str, tuple[str, ...]]

    def district_place(self, key: str) -> Place:
        """A Landkreis, or the town that is a kreisfreie Stadt."""
        return self.rural_districts.get(key) or self.towns[f"{key}000"]


_PEOPLE_FOR_CASES = 10_000

Entry = tuple[str, int, Place]  # key, strength, place


@dataclass(frozen=True, slots=True)
class NameIndex:
    """``places``: every key -> its places, likeliest first. ``typed``: the keys that people write out in full, the only
    ones that a typing error may lead to."""

    places: dict[str, tuple[Place, ...]]
    typed: frozenset[str]


def name_index(known: Known) -> NameIndex:
    """All names. Weak ones (a Verbandsgemeinde by its bare name) count only where nothing else is called so."""
    best: dict[str, dict[str, tuple[int, Place]]] = {}
    for key, strength, place in _entries(known):
        of_key = best.setdefault(key, {})
        if key and (place.key not in of_key or strength < of_key[place.key][0]):
            of_key[place.key] = (strength, place)
    best.pop("", None)
    typed = (key for key, found in best.items() if any(_is_typed(*entry) for entry in found.values()))
    return NameIndex({key: _likeliest_first(found.values()) for key, found in best.items()}, frozenset(typed))


def _is_typed(strength: int, place: Place) -> bool:
    return strength == OWN or (place.kind in ("district", "association") and strength > FORMED)


def _likeliest_first(found: Iterable[tuple[int, Place]]) -> tuple[Place, ...]:
    ranked = sorted(
        found, key=lambda entry: (entry[0], not entry[1].is_city, -(entry[1].population or 0), entry[1].key)
    )
    strong = [place for strength, place in ranked if strength < WEAK]
    return tuple(strong or [place for _, place in ranked])


def _entries(known: Known) -> Iterator[Entry]:
    for town in known.towns.values():
        yield from _town_entries(town)
    for union in known.associations.values():
        yield from _association_entries(union, known.earlier_associations[union.key])
    for district in known.rural_districts.values():
        yield from _district_entries(district)
    yield from _district_name_entries(known)
    yield from _table_entries("exonyms.csv", known.towns)
    yield from _table_entries("names.csv", known.towns)
    yield from _part_entries(known.towns)


def _town_entries(town: Place) -> Iterator[Entry]:
    keys = own_keys(town.name)
    yield from ((key, OWN, town) for key in keys | {name_key(town.label)})
    prefixes = word_forms()["prefixes"]["town" if town.population and town.population > 2500 else "municipality"]
    yield from ((f"{prefix} {key}", FORMED, town) for prefix in prefixes for key in keys)
    yield from ((key.removeprefix("bad "), WEAK, town) for key in keys if key.startswith("bad "))


def _association_entries(union: Place, earlier: tuple[str, ...]) -> Iterator[Entry]:
    prefixes = word_forms()["prefixes"]["association"]
    for name in (union.name, *earlier):
        keys = own_keys(name)
        yield from ((f"{prefix} {key}", FORMED, union) for prefix in prefixes for key in keys)
        yield from ((key, WEAK, union) for key in keys)


def _district_entries(district: Place) -> Iterator[Entry]:
    bare = district.name.removeprefix("Landkreis ")
    keys = own_keys(bare)
    yield from _after_kreis(keys, district)
    yield from ((key, OTHER, district) for key in keys | own_keys(district.name))


def _after_kreis(keys: Iterable[str], district: Place) -> Iterator[Entry]:
    prefixes = word_forms()["prefixes"]["district"]
    return ((f"{prefix} {key}", FORMED, district) for prefix in prefixes for key in keys)


def _district_name_entries(known: Known) -> Iterator[Entry]:
    for row in rows("district_names.csv"):
        place = known.district_place(row["key"])
        keys = own_keys(row["name"])
        yield from _after_kreis(keys, place) if place.kind == "district" else ()
        if row["form"] == "word":
            yield from ((key, OTHER, place) for key in keys)


def _table_entries(table: str, towns: Mapping[str, Place]) -> Iterator[Entry]:
    """Names in other languages and scripts. A village gets no case forms: they would be everyday words."""
    for row in rows(table):
        place, name = towns[row["key"]], row["name"]
        yield name_key(name), _foreign_strength(name), place
        if (place.population or 0) >= _PEOPLE_FOR_CASES:
            yield from ((key, FORMED, place) for key in foreign_keys(name))


def _foreign_strength(name: str) -> int:
    """Short foreign names in Latin letters are near to too many words to be the aim of a typing error."""
    return FORMED if name_key(name).isascii() else OWN


def _part_entries(towns: Mapping[str, Place]) -> Iterator[Entry]:
    for row in rows("town_parts.csv"):
        town = towns[row["key"]]
        for key in own_keys(row["part"]):
            yield from ((f"{name_key(name)} {key}", OTHER, town) for name in (town.name, base(town.name)))
            if row["form"] == "word":
                yield key, OTHER, town
