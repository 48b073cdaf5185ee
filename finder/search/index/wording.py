"""From typed words to weighted services, over any dictionary of terms with postings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from finder.search.analysis import Splitter, stems
from finder.search.index.expansion import near, starting_with
from finder.search.index.protocol import Hits, Ordinals, Weights

# A guessed word counts less than one that stands there.
_GUESSED = 0.6

Posting = tuple[Ordinals, Weights]


class Postings(NamedTuple):
    """What a backend offers for scoring."""

    dictionary: Sequence[str]
    splitter: Splitter
    of: Callable[[str], Posting | None]


def score(words: Sequence[str], size: int, postings: Postings) -> Hits:
    """Sum what each word adds; ``size`` is the number of services. Words that nothing matches count for no service."""
    total = np.zeros(size, dtype=np.float32)
    matched = np.zeros(size, dtype=np.uint8)
    for word in words:
        found = _word(word, size, postings)
        if found is not None:
            total[found[0]] += found[1]
            matched[found[0]] += 1
    ordinals = np.flatnonzero(matched).astype(np.int32)
    return Hits(ordinals, total[ordinals], matched[ordinals])


def _word(word: str, size: int, postings: Postings) -> Posting | None:
    """Services that have the word itself, all parts of a compound, or else what it may begin or be a slip of."""
    exact = [found for term in stems(word) if (found := postings.of(term)) is not None]
    parts = _all_parts(word, size, postings)
    if parts is not None:
        exact.append(parts)
    if exact:
        return exact[0] if len(exact) == 1 else _merge(exact, size)
    guesses = starting_with(word, postings.dictionary) or _slips(word, postings)
    found_guesses = [found for term in guesses if (found := postings.of(term)) is not None]
    if not found_guesses:
        return None
    ordinals, weights = _merge(found_guesses, size)
    return ordinals, weights * np.float32(_GUESSED)


def _slips(word: str, postings: Postings) -> list[str]:
    """Near terms of the word's stem: a slip near the end of a word changes what the stemmer cuts off."""
    found = near(stems(word)[0], postings.dictionary)
    return found or near(word, postings.dictionary)


def _all_parts(word: str, size: int, postings: Postings) -> Posting | None:
    """Services that have every part of a compound: *Schuldnerberatung* finds *Beratung für Schuldner*."""
    parts = postings.splitter.parts(word)
    found = [postings.of(stems(part)[0]) for part in parts]
    if not parts or any(posting is None for posting in found):
        return None
    total = np.zeros(size, dtype=np.float32)
    count = np.zeros(size, dtype=np.uint8)
    for ordinals, weights in (posting for posting in found if posting is not None):
        total[ordinals] += weights
        count[ordinals] += 1
    everywhere = np.flatnonzero(count == len(parts)).astype(np.int32)
    return everywhere, total[everywhere] / np.float32(len(parts))


def _merge(found: Sequence[Posting], size: int) -> Posting:
    """The best of several ways in which a service has the word."""
    best = np.zeros(size, dtype=np.float32)
    for ordinals, weights in found:
        best[ordinals] = np.maximum(best[ordinals], weights)
    ordinals = np.flatnonzero(best).astype(np.int32)
    return ordinals, best[ordinals]
