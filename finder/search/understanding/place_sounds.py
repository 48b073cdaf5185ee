"""Names of towns written by ear: "Людвигсгафен", "قوبلنتس", "Grinštat"; data/places/sounds.toml.

Every known name has a key in which letters of one sound are one; a word that nobody knows and that has the key of a
large town means that town.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from finder.search.understanding.typos import likeness, one_slip
from geo.gazetteer import Gazetteer
from geo.place_names import name_key
from geo.places import Place
from geo.resources import data_dir

_LARGE = 10_000  # people; the names of villages are near to too many words
_SMALL = 1_000
_SHORTEST = 4  # letters of a key with its vowels
_SHORTEST_BONES = 5  # letters of a key without them
_ALIKE = 0.8  # of 1
_LONG, _CITY = 7, 50_000  # letters of a name in Latin script, and people of the city, for a slip to be forgiven


@dataclass(frozen=True, slots=True)
class Script:
    """How one script writes German sounds; see the file for what the parts mean."""

    letters: re.Pattern[str]
    pairs: tuple[tuple[str, str], ...]
    vowels: frozenset[str]
    endings: tuple[str, ...]
    prefixes: tuple[str, ...]
    shortest: int
    long: int | None

    def sounds(self, folded: str) -> str:
        """Letters of one sound made one, double ones single."""
        for typed, kept in self.pairs:
            folded = folded.replace(typed, kept)
        return "".join(letter for letter, _ in groupby(folded.replace(" ", "")))

    def key(self, sounds: str) -> str:
        """The sounds of a name without its vowels, if enough is left: long names are told apart without, short ones
        are not."""
        bones = sounds[:1] + "".join(letter for letter in sounds[1:] if letter not in self.vowels)
        bones = bones.lstrip("".join(self.vowels))
        return bones if self.vowels and len(bones) >= _SHORTEST_BONES else sounds

    def tells(self, key: str, people: int) -> bool:
        """Whether a town of so many people is known by this key: a village only by a long one, if at all."""
        least = _SMALL if self.long and len(key) >= self.long else _LARGE
        return people >= least and len(key) >= self.shortest

    def bare(self, folded: str) -> Iterator[str]:
        """The word as it stands, and without what is glued to it: a case ending, an "in"."""
        yield folded
        yield from (folded[: -len(ending)] for ending in self.endings if folded.endswith(ending))
        yield from (folded[len(prefix) :] for prefix in self.prefixes if folded.startswith(prefix))


@dataclass(frozen=True, slots=True)
class Known:
    """A town, and the sounds of all its names that have one key."""

    town: Place
    sounds: frozenset[str]


class PlaceSounds:
    """The large towns by the sounds of their names; made once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._scripts = scripts()
        self._known = dict(_unique(gazetteer, self._scripts))
        names = ((name, place) for name, (place, *_) in gazetteer.names().items() if name.isascii())
        self._foreign = {n: p for n, p in names if len(n) >= _LONG and " " not in n and (p.population or 0) >= _CITY}

    def mistyped(self, word: str) -> Place | None:
        """The city whose long name in another language has one slip in this word: Mayecne, Magguncia."""
        folded = name_key(word)
        return self._foreign.get(one_slip(folded, self._foreign) or "") if len(folded) >= _LONG - 1 else None

    def town(self, word: str) -> Place | None:
        """The town that a word sounds like; None where nothing does."""
        folded = name_key(word)
        script = next((script for script in self._scripts if script.letters.fullmatch(folded)), None)
        bare = (bare for bare in script.bare(folded) if len(bare) >= script.shortest) if script else iter(())
        return next((town for each in bare if script and (town := self._sounding(script, each))), None)

    def _sounding(self, script: Script, folded: str) -> Place | None:
        """By the same key; the vowels may differ, but not most of them: گرسنگی (hunger) is not Kreuznach."""
        sounds = script.sounds(folded)
        known = self._known.get(script.key(sounds))
        return known.town if known and any(likeness(sounds, name) >= _ALIKE for name in known.sounds) else None


@lru_cache(maxsize=2)
def place_sounds(gazetteer: Gazetteer) -> PlaceSounds:
    """Of one gazetteer; made when the first word in another script needs it."""
    return PlaceSounds(gazetteer)


def scripts() -> tuple[Script, ...]:
    """The scripts of data/places/sounds.toml."""
    with (data_dir() / "places" / "sounds.toml").open("rb") as stream:
        return tuple(_script(block) for block in tomllib.load(stream).values())


def _script(block: Mapping[str, Any]) -> Script:
    pairs = tuple(tuple(pair.split("=")) for pair in block["pairs"].split())
    return Script(
        letters=re.compile(f"[{block['letters']} ]+"),
        pairs=tuple((typed, kept) for typed, kept in pairs),
        vowels=frozenset(block.get("vowels", "")),
        endings=tuple(block.get("endings", "").split()),
        prefixes=tuple(block.get("prefixes", "").split()),
        shortest=int(block.get("shortest", _SHORTEST)),
        long=block.get("long"),
    )


def _unique(gazetteer: Gazetteer, scripts: tuple[Script, ...]) -> Iterator[tuple[str, Known]]:
    """Each key with its town; keys that two towns share are none."""
    found: dict[str, dict[str, Place]] = {}
    for name, (place, *_) in gazetteer.names().items():
        script = next((script for script in scripts if script.letters.fullmatch(name)), None)
        sounds = script.sounds(name) if script else ""
        key = script.key(sounds) if script else ""
        if script and script.tells(key, place.population or 0) and name not in gazetteer.common_words:
            found.setdefault(key, {})[sounds] = place
    for key, names in found.items():
        towns = {place.key: place for place in names.values()}
        if len(towns) == 1:
            yield key, Known(next(iter(towns.values())), frozenset(names))
