"""Typing errors: the word of the lexicon that was meant, if one is near enough and begins alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from finder.search.understanding.lexicon import Lexicon

_FEWEST = 4  # letters of a word that is mended at all
_LONG = 8  # letters of a word so long that only one other can be meant
_AT_MOST = 3  # words that one may have been meant to be


@dataclass(frozen=True, slots=True)
class Meant:
    """The forms of the words that may be meant, the likeliest first; ``closeness`` from 0 to 1."""

    forms: tuple[int, ...]
    display: str
    closeness: float


def allowed_errors(length: int) -> int:
    """How many letters may be wrong, missing, doubled or swapped in a word of so many letters."""
    return 0 if length < 5 else 1 if length < 8 else 2 if length < 13 else 3


def likeness(one: str, other: str) -> float:
    """How much two words have in common, letters in order, from 0 to 1."""
    return Indel.normalized_similarity(one, other)


def one_slip(word: str, known: Iterable[str]) -> str | None:
    """The known word with the same first letter from which this one differs by one slip."""
    alike = [other for other in known if other[0] == word[0]]
    found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else None


def mend(folded: str, lexicon: Lexicon, ui: int) -> Meant | None:
    """The nearest words of the lexicon; those of the page's language win among the equally near. None where nothing is
    near. Several may be meant, and the line tells which: "gewürt" is "gewürgt" or "Geburt"."""
    allowed = allowed_errors(len(folded))
    single = [word for word in _singled(folded) if lexicon.known(word) & ui]
    if single:
        return _meant(single, folded, 1, lexicon)
    if not allowed:
        return _short(folded, lexicon, ui)
    nearest = _nearest(folded, folded[0], allowed, lexicon) or _nearest(folded, folded[1], 1, lexicon)
    if not nearest:
        return None
    least = min(distance for _, distance in nearest)
    words = [word for word, distance in nearest if distance == least]
    return _meant([word for word in words if lexicon.known(word) & ui] or words, folded, least, lexicon)


def slip(folded: str, lexicon: Lexicon, ui: int) -> Meant | None:
    """The one word of the page's language from which a long word differs by one slip. For words that may also be an
    inflection in some other language: "volonteer" on an English page is no French "volonté"."""
    if len(folded) < _LONG:
        return None
    found = [word for word in near_words(folded, lexicon) if lexicon.known(word) & ui]
    return _meant(found, folded, 1, lexicon) if len(found) == 1 else None


def near_words(folded: str, lexicon: Lexicon) -> list[str]:
    """The words of any language with the same first letter from which this one differs by one slip."""
    return [word for word, _ in _nearest(folded, folded[0], 1, lexicon)]


def _meant(words: list[str], folded: str, errors: int, lexicon: Lexicon) -> Meant:
    forms = [form for word in words[:_AT_MOST] for form in lexicon.forms(word)]
    return Meant(tuple(forms), lexicon.plain[forms[0]], 1 - errors / max(len(folded), len(words[0])))


def _short(folded: str, lexicon: Lexicon, ui: int) -> Meant | None:
    """Of four letters: only words of the page's language, one letter short or with two letters swapped."""
    if len(folded) != _FEWEST or not folded.isalpha():
        return None
    longer = [
        w for w in lexicon.buckets.get((folded[0], _FEWEST + 1), ()) if OSA.distance(folded, w, score_cutoff=1) < 2
    ]
    words = [word for word in (*_swapped(folded), *longer) if lexicon.known(word) & ui]
    return _meant(words[:1], folded, 1, lexicon) if words else None


def _singled(folded: str) -> list[str]:
    """Each letter that stands twice taken once: wwill, bbije."""
    twice = (at for at in range(1, len(folded)) if folded[at] == folded[at - 1])
    return list(dict.fromkeys(folded[:at] + folded[at + 1 :] for at in twice if len(folded) > _FEWEST - 1))


def _swapped(folded: str) -> list[str]:
    return [folded[:at] + folded[at + 1] + folded[at] + folded[at + 2 :] for at in range(1, len(folded) - 1)]


def _nearest(folded: str, first: str, allowed: int, lexicon: Lexicon) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for length in range(len(folded) - allowed, len(folded) + allowed + 1):
        bucket = lexicon.buckets.get((first, length))
        if bucket:
            hits = process.extract(folded, bucket, scorer=OSA.distance, score_cutoff=allowed, limit=8)
            found.extend((word, int(distance)) for word, distance, _ in hits)
    return [(word, distance) for word, distance in found if distance <= allowed_errors(min(len(word), len(folded)))]
