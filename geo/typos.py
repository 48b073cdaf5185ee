"""Mistyped place names: the nearest known names, with guards so that ordinary words do not become places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

_SHORTEST = 5  # letters: "Mainz" may be mistyped, "Alf" is too near to too much
_LONG = 8  # from here on two slips may happen, before only one
# Of two equally near names the one of a large town is meant: Ludwigshaven is not a village.
_LARGE_TOWN_BONUS = 5.0


@dataclass(frozen=True, slots=True)
class Near:
    """A known name and how near it is, 0 to 100."""

    name: str
    score: float


class NearestNames:
    """Names by their first letter: people hardly ever mistype that one, and it keeps the comparison short."""

    def __init__(self, names: Iterable[str], large: frozenset[str]) -> None:
        self._large = large
        self._by_letter: dict[str, list[str]] = {}
        for name in names:
            if len(name) >= _SHORTEST:
                self._by_letter.setdefault(name[0], []).append(name)

    def near(self, word: str, cutoff: float) -> list[Near]:
        """Names within one slip (two from 8 letters on) that score at least ``cutoff``, best first."""
        if len(word) < _SHORTEST or any(char.isdigit() for char in word):
            return []
        names = self._by_letter.get(word[0], [])
        found = process.extract(word, names, scorer=fuzz.ratio, score_cutoff=cutoff - _LARGE_TOWN_BONUS, limit=20)
        slips = 1 if len(word) < _LONG else 2
        near = [Near(name, self._score(name, score)) for name, score, _ in found if _slips(word, name, slips)]
        return sorted((n for n in near if n.score >= cutoff), key=lambda n: (-n.score, n.name))

    def _score(self, name: str, ratio: float) -> float:
        return min(99.0, ratio + _LARGE_TOWN_BONUS) if name in self._large else ratio


def _slips(word: str, name: str, most: int) -> bool:
    return abs(len(word) - len(name)) <= most and OSA.distance(word, name, score_cutoff=most) <= most
