"""A typed word that the index does not have: the words it may begin, else the words it may be a slip of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

_MIN_PREFIX = 3
_MIN_TYPO = 4
# From this length on two slips are forgiven, below it one.
_TWO_SLIPS = 8
_LIMIT = 12


def starting_with(prefix: str, dictionary: Sequence[str]) -> list[str]:
    """Terms of a sorted dictionary that begin with ``prefix``, the shortest first."""
    if len(prefix) < _MIN_PREFIX:
        return []
    start = bisect_left(dictionary, prefix)
    end = bisect_left(dictionary, prefix + "\U0010ffff", lo=start)
    return sorted(dictionary[start:end], key=len)[:_LIMIT]


def near(word: str, dictionary: Sequence[str]) -> list[str]:
    """Terms at most one slip away (two from eight letters on), swapped neighbours counting once; the nearest only."""
    if len(word) < _MIN_TYPO or word.isdigit():
        return []
    slips = 2 if len(word) >= _TWO_SLIPS else 1
    found = extract(word, dictionary, scorer=OSA.distance, score_cutoff=slips, limit=_LIMIT)
    nearest = min((distance for _, distance, _ in found), default=0)
    return [term for term, distance, _ in found if distance == nearest and len(term) >= _MIN_TYPO - 1]
