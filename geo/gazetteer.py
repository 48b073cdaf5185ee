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
from geo.place_names import base, name_key, without_linking
from geo.places import Place
from geo.resolving import resolve
from geo.tables import rows
from geo.text import fold
from geo.typos import NearestNames

_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


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
        index = name_index(self._known)
        self._names, self._typed = index.places, index.typed

    @property
    def municipalities(self) -> Mapping[str, Place]:
        """Municipalities by eight-digit key."""
        return MappingProxyType(self._known.towns)

    @property
    def associations(self) -> Mapping[str, Place]:
        """Verbandsgemeinden by key."""
        return MappingProxyType(self._known.associations)

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
        found = self._names.get(key) or self._names.get(without_linking(key)) or ()
        return found if len(found) < 2 else _as_spelt(name, found)

    def fuzzy(
        self, name: str, limit: int = 3, cutoff: float = 82, *, surely_place: bool = False
    ) -> tuple[tuple[Place, float], ...]:
        """The places with the nearest names and their scores (0 to 100) for a mistyped name.

        Empty for exact hits (those are ``lookup``'s) and for ordinary words. ``surely_place`` says that the text stood
        where a place belongs: then villages and shorter names count too.
        """
        key = name_key(name)
        if key in self._names or (key in self._never_mistyped and not surely_place):
            return ()
        best: dict[str, tuple[Place, float]] = {}
        for near in self._nearest.near(key, cutoff, surely_place):
            place = self._names[near.name][0]
            best.setdefault(place.key, (place, near.score))
        ranked = sorted(best.values(), key=lambda hit: (-hit[1], -(hit[0].population or 0), hit[0].key))
        return tuple(ranked[:limit])

    @cached_property
    def _never_mistyped(self) -> frozenset[str]:
        return frozenset(name_key(row["word"]) for row in rows("common_words.csv"))

    @cached_property
    def _nearest(self) -> NearestNames:
        names = self._typed - self.common_words
        return NearestNames({name: self._names[name][0].population or 0 for name in sorted(names)})

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

    def resolve(self, text: str) -> Place:
        """The one place that a text means: a key, "lat,lon", a postcode, a name; the likeliest of namesakes.

        Every place's ``label`` and ``key`` resolve to that place. UnknownPlace with a German sentence if none fits.
        """
        return resolve(self, text)

    def by_key(self, key: str) -> Place | None:
        """A place by the key that stands in links: five digits for a district, eight or nine for the others."""
        known = self._known
        if len(key) == 5 and f"{key}000" in known.towns:
            return known.towns[f"{key}000"]
        return known.rural_districts.get(key) or known.towns.get(key) or known.associations.get(key)

    def in_postcode(self, postcode: Place, name: str) -> Place | None:
        """The municipality of this name in a postcode that covers more than it, with the postcode noted on it."""
        wide = len(postcode.municipalities) > 1 or len(postcode.districts) > 1
        inside = (place for place in self.lookup(name) if wide and place.key in postcode.municipalities)
        found = next(inside, None)
        return replace(found, postcode=postcode.key) if found else None


def _as_spelt(text: str, found: tuple[Place, ...]) -> tuple[Place, ...]:
    """ "Bärweiler" before "Barweiler" if the umlaut was typed, although both have one key."""
    typed = text.strip().casefold()
    return tuple(
        sorted(found, key=lambda p: typed not in (p.name.casefold(), p.label.casefold(), base(p.name).casefold()))
    )


def _weight(place: Place) -> int:
    """Landkreise have the sum of their towns' people, but who types "Neu" means a town first."""
    return (place.population or 0) // (10 if place.kind in ("district", "association") else 1)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once."""
    return Gazetteer()
