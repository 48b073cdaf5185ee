"""Typing errors: the word of the lexicon that was meant, if one is near enough and begins alike."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from finder.search.understanding.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Meant:
    """The forms of the word that was meant; ``closeness`` from 0 to 1."""

    forms: tuple[int, ...]
    display: str
    closeness: float


def allowed_errors(length: int) -> int:
    """How many letters may be wrong, missing, doubled or swapped in a word of so many letters."""
    return 0 if length < 5 else 1 if length < 8 else 2 if length < 13 else 3


def likeness(one: str, other: str) -> float:
    """How much two words have in common, letters in order, from 0 to 1."""
    return Indel.normalized_similarity(one, other)


def mend(folded: str, lexicon: Lexicon, ui: int) -> Meant | None:
    """The nearest word of the lexicon; the page's language wins among the equally near. None where nothing is near."""
    allowed = allowed_errors(len(folded))
    if not allowed:
        return None
    nearest = _nearest(folded, folded[0], allowed, lexicon) or _nearest(folded, folded[1], 1, lexicon)
    if not nearest:
        return None
    least = min(distance for _, distance in nearest)
    words = [word for word, distance in nearest if distance == least]
    ours = [word for word in words if lexicon.known(word) & ui]
    word = (ours or words)[0]
    forms = lexicon.forms(word)
    return Meant(tuple(forms), lexicon.plain[forms[0]], 1 - least / max(len(folded), len(word)))


def _nearest(folded: str, first: str, allowed: int, lexicon: Lexicon) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for length in range(len(folded) - allowed, len(folded) + allowed + 1):
        bucket = lexicon.buckets.get((first, length))
        if bucket:
            hits = process.extract(folded, bucket, scorer=OSA.distance, score_cutoff=allowed, limit=8)
            found.extend((word, int(distance)) for word, distance, _ in hits)
    return [(word, distance) for word, distance in found if distance <= allowed_errors(min(len(word), len(folded)))]
