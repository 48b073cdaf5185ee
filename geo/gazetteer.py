"""The gazetteer: from what people type to places of Rheinland-Pfalz, without a network."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from types import MappingProxyType

from geo import places
from geo.name_index import Known, name_index
from geo.place_names import name_key, without_linking
from geo.places import Place
from geo.tables import rows
from geo.text import fold
from geo.typos import NearestNames

_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_LARGE_TOWN = 20_000


class Gazetteer:
    """All places of the Land and all names under which they are found. Immutable: share one."""

    def __init__(self) -> None:
        towns = places.municipalities()
        self._known = Known(
            towns=towns,
            associations=places.associations(towns),
            rural_districts=places.rural_districts(towns),
            earlier_associations=places.earlier_names(),
        )
        self._postcodes = places.postcodes(towns)
        self._names = name_index(self._known)

    @property
    def municipalities(self) -> Mapping[str, Place]:
        """Municipalities by eight-digit key."""
        return MappingProxyType(dict(self._known.towns))

    @property
    def associations(self) -> Mapping[str, Place]:
        """Verbandsgemeinden by key."""
        return MappingProxyType(dict(self._known.associations))

    @property
    def postcodes(self) -> Mapping[str, Place]:
        """Postcodes that lie mostly in the Land."""
        return MappingProxyType(self._postcodes)

    def district(self, key: str) -> Place:
        """A Landkreis, or the town that is a kreisfreie Stadt, by five-digit key; KeyError for others."""
        return self._known.district_place(key)

    def names(self) -> Mapping[str, tuple[Place, ...]]:
        """Every key (``geo.place_names.name_key``) -> places, likeliest first: for readers of whole sentences."""
        return MappingProxyType(self._names)

    @cached_property
    def max_words(self) -> int:
        """The number of words of the longest name."""
        return max(name.count(" ") + 1 for name in self._names)

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Keys of names that are also ordinary words ("wissen", "schuld"): in a sentence they need a cue."""
        return frozenset(name_key(row["word"]) for row in rows("common_words.csv") if row["kind"] == "name")

    def postcode(self, text: str) -> Place | None:
        """The first known postcode in a text, with digits of any script.

        >>> gazetteer().postcode("D-56068 Koblenz").districts
        ('07111',)
        """
        found = (self._postcodes.get(code) for code in _POSTCODE.findall(fold(text)))
        return next(filter(None, found), None)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places of exactly this name in any known spelling, likeliest first; empty if there is none.

        >>> [place.label for place in gazetteer().lookup("Trèves")]
        ['Trier']
        """
        key = name_key(name)
        return self._names.get(key) or self._names.get(without_linking(key)) or ()

    def fuzzy(self, name: str, limit: int = 3, cutoff: float = 82) -> tuple[tuple[Place, float], ...]:
        """The places with the nearest names and their scores (0 to 100) for a mistyped name; empty for exact hits
        (those are ``lookup``'s) and for ordinary words."""
        key = name_key(name)
        if key in self._names or key in self._never_mistyped:
            return ()
        best: dict[str, tuple[Place, float]] = {}
        for near in self._nearest.near(key, cutoff):
            place = self._names[near.name][0]
            best.setdefault(place.key, (place, near.score))
        ranked = sorted(best.values(), key=lambda hit: (-hit[1], -(hit[0].population or 0), hit[0].key))
        return tuple(ranked[:limit])

    @cached_property
    def _never_mistyped(self) -> frozenset[str]:
        return frozenset(name_key(row["word"]) for row in rows("common_words.csv"))

    @cached_property
    def _nearest(self) -> NearestNames:
        names = [name for name in self._names if name not in self.common_words]
        large = (n for n in names if (self._names[n][0].population or 0) >= _LARGE_TOWN)
        return NearestNames(names, frozenset(large))

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Place, ...]:
        """Places whose name or postcode begins so, the largest first: for completing while typing."""
        key = name_key(prefix)
        if not key or limit < 1:
            return ()
        if key.isdigit():
            return tuple(self._postcodes[code] for code in self._postcodes if code.startswith(key))[:limit]
        unique = {place.key: place for place in self._beginning(key)}
        exact = {place.key for place in self.lookup(prefix)}
        ranked = sorted(unique.values(), key=lambda p: (p.key not in exact, -_weight(p), p.label))
        return tuple(ranked[:limit])

    def _beginning(self, key: str) -> Iterable[Place]:
        names = self._sorted_names
        for name in names[bisect_left(names, key) :]:
            if not name.startswith(key):
                return
            yield from self._names[name]

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self._names)

    def in_postcode(self, postcode: Place, name: str) -> Place | None:
        """The municipality of this name that lies in a postcode, with the postcode noted on it."""
        inside = (place for place in self.lookup(name) if place.key in postcode.municipalities)
        found = next(inside, None)
        return replace(found, postcode=postcode.key) if found else None


def _weight(place: Place) -> int:
    """Landkreise have the sum of their towns' people, but who types "Neu" means a town first."""
    return (place.population or 0) // (10 if place.kind in ("district", "association") else 1)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once."""
    return Gazetteer()
