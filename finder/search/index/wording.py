"""From typed words to weighted services, over any dictionary of terms with postings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from finder.search.analysis import Splitter
from finder.search.index.expansion import near, starting_with
from finder.search.index.protocol import Hits, Ordinals, Weights

# A guessed word counts less than one that stands there.
_GUESSED = 0.6

Posting = tuple[Ordinals, Weights]


class Postings(NamedTuple):
    """What a backend offers for scoring: its terms, sorted; its compounds; a term's postings; the services' number."""

    dictionary: Sequence[str]
    splitter: Splitter
    of: Callable[[str], Posting | None]
    size: int


def with_any(words: Sequence[str], postings: Postings) -> Hits:
    """Sum what each word adds. Words that nothing matches count for no service."""
    total = np.zeros(postings.size, dtype=np.float32)
    matched = np.zeros(postings.size, dtype=np.uint8)
    for word in words:
        found = _word(word, postings)
        if found is not None:
            total[found[0]] += found[1]
            matched[found[0]] += 1
    ordinals = np.flatnonzero(matched).astype(np.int32)
    return Hits(ordinals, total[ordinals], matched[ordinals])


def with_all(words: Sequence[str], postings: Postings) -> Hits:
    """The services that every word matches; none as soon as one word matches nothing."""
    found = [posting for word in words if (posting := _word(word, postings)) is not None]
    if not found or len(found) < len(words):
        found = [(np.empty(0, np.int32), np.empty(0, np.float32))]
    ordinals, weights = _intersection(found, postings.size)
    return Hits(ordinals, weights, np.full(len(ordinals), len(words), dtype=np.uint8))


def _intersection(found: Sequence[Posting], size: int) -> Posting:
    """From the rarest word on, so that the sums are taken over few services only."""
    (ordinals, weights), *others = sorted(found, key=lambda posting: len(posting[0]))
    for other, adds in others:
        has = np.zeros(size, dtype=bool)
        has[other] = True
        kept = has[ordinals]
        ordinals = ordinals[kept]
        weights = weights[kept] + adds[np.searchsorted(other, ordinals)]
    return ordinals, weights


def _word(word: str, postings: Postings) -> Posting | None:
    """Services that have the word itself, all parts of a compound, or else what it may begin or be a slip of."""
    exact = [found for term in postings.splitter.stems(word) if (found := postings.of(term)) is not None]
    parts = _all_parts(word, postings)
    if parts is not None:
        exact.append(parts)
    if exact:
        return exact[0] if len(exact) == 1 else _merge(exact, postings.size)
    guesses = starting_with(word, postings.dictionary) or _slips(word, postings)
    found_guesses = [found for term in guesses if (found := postings.of(term)) is not None]
    if not found_guesses:
        return None
    ordinals, weights = _merge(found_guesses, postings.size)
    return ordinals, weights * np.float32(_GUESSED)


def _slips(word: str, postings: Postings) -> list[str]:
    """Near terms of the word's stem: a slip near the end of a word changes what the stemmer cuts off."""
    found = near(postings.splitter.stems(word)[0], postings.dictionary)
    return found or near(word, postings.dictionary)


def _all_parts(word: str, postings: Postings) -> Posting | None:
    """Services that have every part of a compound: *Schuldnerberatung* finds *Beratung für Schuldner*."""
    parts = postings.splitter.parts(word)
    found = [p for part in parts if (p := postings.of(postings.splitter.stems(part)[0])) is not None]
    if not parts or len(found) < len(parts):
        return None
    ordinals, weights = _intersection(found, postings.size)
    return (ordinals, weights / np.float32(len(parts))) if len(ordinals) else None


def _merge(found: Sequence[Posting], size: int) -> Posting:
    """The best of several ways in which a service has the word."""
    best = np.zeros(size, dtype=np.float32)
    for ordinals, weights in found:
        best[ordinals] = np.maximum(best[ordinals], weights)
    ordinals = np.flatnonzero(best).astype(np.int32)
    return ordinals, best[ordinals]
