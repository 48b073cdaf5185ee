"""The carrier or umbrella that a line names: Caritas, AWO, pro familia, and the names that the registry knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from finder.search.understanding.tokens import Token, words


@dataclass(frozen=True, slots=True)
class Organisation:
    """``name`` is folded, as the index holds it; ``words`` the indexes that say it."""

    name: str
    words: frozenset[int]


@lru_cache(maxsize=4)
def _by_words(names: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    """The names' words -> the name; of the registry's names only, nothing typed is kept."""
    return {found: " ".join(found) for name in names if (found := words(name))}


def read_organisation(tokens: Sequence[Token], names: Iterable[str], free: frozenset[int]) -> Organisation | None:
    """The longest name that stands in the line word by word; a name of one short word needs capitals (IB, AWO)."""
    known = _by_words(tuple(names))
    longest = max((len(found) for found in known), default=0)
    for size in range(min(longest, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            span = range(start, start + size)
            found = known.get(tuple(tokens[i].folded for i in span))
            if found and free.issuperset(span) and _meant(tokens[start], size):
                return Organisation(found, frozenset(span))
    return None


def _meant(token: Token, size: int) -> bool:
    return size > 1 or len(token.folded) > 3 or token.raw.isupper()
