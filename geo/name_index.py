"""Which places a name may mean: the index from folded names to places, the likeliest place first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geo.place_names import base, foreign_keys, name_key, own_keys, word_forms
from geo.places import Place
from geo.tables import rows

# How directly a name means a place: a place's own name comes before a part of a larger town.
OWN, OTHER, WEAK = 0, 1, 2


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


Entry = tuple[str, int, Place]  # key, strength, place


def name_index(known: Known) -> dict[str, tuple[Place, ...]]:
    """Every key -> its places, likeliest first. Weak names (a Verbandsgemeinde by its bare name, "Ems" for "Bad Ems")
    count only where nothing else is called so."""
    best: dict[str, dict[str, tuple[int, Place]]] = {}
    for key, strength, place in _entries(known):
        of_key = best.setdefault(key, {})
        if key and (place.key not in of_key or strength < of_key[place.key][0]):
            of_key[place.key] = (strength, place)
    best.pop("", None)
    return {key: _likeliest_first(found.values()) for key, found in best.items()}


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
    yield from ((f"{prefix} {key}", OWN, town) for prefix in prefixes for key in keys)
    yield from ((key.removeprefix("bad "), WEAK, town) for key in keys if key.startswith("bad "))


def _association_entries(union: Place, earlier: tuple[str, ...]) -> Iterator[Entry]:
    prefixes = word_forms()["prefixes"]["association"]
    for name in (union.name, *earlier):
        keys = own_keys(name)
        yield from ((f"{prefix} {key}", OWN, union) for prefix in prefixes for key in keys)
        yield from ((key, WEAK, union) for key in keys)


def _district_entries(district: Place) -> Iterator[Entry]:
    bare = district.name.removeprefix("Landkreis ")
    keys = own_keys(bare)
    yield from _after_kreis(keys, district)
    yield from ((key, OTHER, district) for key in keys | own_keys(district.name))


def _after_kreis(keys: Iterable[str], district: Place) -> Iterator[Entry]:
    prefixes = word_forms()["prefixes"]["district"]
    return ((f"{prefix} {key}", OWN, district) for prefix in prefixes for key in keys)


def _district_name_entries(known: Known) -> Iterator[Entry]:
    for row in rows("district_names.csv"):
        place = known.district_place(row["key"])
        keys = own_keys(row["name"])
        yield from _after_kreis(keys, place) if place.kind == "district" else ()
        if row["form"] == "word":
            yield from ((key, OTHER, place) for key in keys)


def _table_entries(table: str, towns: Mapping[str, Place]) -> Iterator[Entry]:
    """Foreign names; the cases that we form ourselves count less than a name that someone really wrote down."""
    for row in rows(table):
        place, plain = towns[row["key"]], name_key(row["name"])
        yield from ((key, OWN if key == plain else OTHER, place) for key in foreign_keys(row["name"]))


def _part_entries(towns: Mapping[str, Place]) -> Iterator[Entry]:
    for row in rows("town_parts.csv"):
        town = towns[row["key"]]
        for key in own_keys(row["part"]):
            yield from ((f"{name_key(name)} {key}", OTHER, town) for name in (town.name, base(town.name)))
            if row["form"] == "word":
                yield key, OTHER, town
