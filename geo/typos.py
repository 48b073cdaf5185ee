"""Mistyped place names: the nearest known names, with guards so that ordinary words do not become places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

# From how many letters on one slip, and two slips, are forgiven: (people from, letters for one, letters for two).
# Villages have short names near to everyday words ("Eltern" - Ellern), and are seldom meant.
_FORGIVEN = ((20_000, 5, 8), (3_000, 7, 11), (0, 9, 13))
_SURELY_PLACE = (5, 8)
# Of two equally near names the one of a large town is meant: Ludwigshaven is not a village.
_LARGE_TOWN = 20_000
_LARGE_TOWN_BONUS = 5.0


@dataclass(frozen=True, slots=True)
class Near:
    """A known name and how near it is, 0 to 100."""

    name: str
    score: float


class NearestNames:
    """Names by their first letter: people hardly ever mistype that one, and it keeps the comparison short."""

    def __init__(self, people: Mapping[str, int]) -> None:
        """``people``: every name with the population of the place that it means."""
        self._people = people
        self._by_letter: dict[str, list[str]] = {}
        for name in people:
            self._by_letter.setdefault(name[0], []).append(name)

    def near(self, word: str, cutoff: float, surely_place: bool = False) -> list[Near]:
        """Names that differ by as many slips as are forgiven and score at least ``cutoff``, best first."""
        if not word or any(char.isdigit() for char in word):
            return []
        names = self._by_letter.get(word[0], [])
        found = process.extract(word, names, scorer=fuzz.ratio, score_cutoff=cutoff - _LARGE_TOWN_BONUS, limit=20)
        near = [Near(n, self._score(n, score)) for n, score, _ in found if self._forgiven(word, n, surely_place)]
        return sorted((n for n in near if n.score >= cutoff), key=lambda n: (-n.score, n.name))

    def _score(self, name: str, ratio: float) -> float:
        return min(99.0, ratio + _LARGE_TOWN_BONUS) if self._people[name] >= _LARGE_TOWN else ratio

    def _forgiven(self, word: str, name: str, surely_place: bool) -> bool:
        one, two = _SURELY_PLACE if surely_place else self._letters(name)
        letters = min(len(word), len(name))
        slips = 2 if letters >= two else 1 if letters >= one else 0
        return slips > 0 and OSA.distance(word, name, score_cutoff=slips) <= slips

    def _letters(self, name: str) -> tuple[int, int]:
        return next((one, two) for people, one, two in _FORGIVEN if self._people[name] >= people)
