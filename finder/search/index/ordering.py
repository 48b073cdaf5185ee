"""The order of results, packed into one number a service so that sorting and cutting a page is one step."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from finder.search.index.bits import Mask, Rows
from finder.search.index.candidates import Candidates
from finder.search.index.positions import Kilometres

# Words decide in this many steps only, so that a shade of wording does not beat a shorter way.
_STEPS = 4
# Bits of the packed key, the weightiest first: 2 tier, 1 speaks, 8 match, 14 distance, 15 month, 23 ordinal = 63.
_MATCH, _DISTANCE, _MONTH, _ORDINAL = 8, 14, 15, 23
_PER_KM = 10
_FAR = (1 << _DISTANCE) - 1


def match(candidates: Candidates, behind: Mask) -> NDArray[np.int64]:
    """0 to 255, more is better: level, then the wanted carrier, then the wanted topic, then the words in steps.

    What stands ``behind`` (a special group only, or not this person) comes after all that fit at least by topic.
    """
    best = candidates.score.max(initial=0.0)
    steps = np.ceil(candidates.score * (_STEPS / best)).astype(np.int64) if best > 0 else 0
    level = candidates.level.astype(np.int64)
    fit = level * 32 + candidates.named * 16 + candidates.topical * 8 + steps
    return np.asarray(np.where(behind, fit // 4, fit))


def keys(
    tier: NDArray[np.int8], speaks: Mask, match: NDArray[np.int64], distance: Kilometres, months: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Place tier, language, match, distance in steps of 100 m (unknown last), younger facts first; smaller is earlier.

    The caller adds the ordinal (:func:`with_names`), which is the rank by name and id.
    """
    metres = np.where(np.isnan(distance), _FAR, np.minimum(distance * _PER_KM, _FAR - 1)).astype(np.int64)
    key = (tier.astype(np.int64) + 1) << 1 | ~speaks
    key = key << _MATCH | ((1 << _MATCH) - 1 - match)
    key = key << _DISTANCE | metres
    return np.asarray(key << _MONTH | ((1 << _MONTH) - 1 - np.maximum(months, 0)))


def with_names(key: NDArray[np.int64], rows: Rows) -> NDArray[np.int64]:
    return np.asarray(key << _ORDINAL | rows)


def first(key: NDArray[np.int64], number: int) -> NDArray[np.intp]:
    """Positions of the ``number`` smallest keys, in order. Keys are unique, so the order is stable over pages."""
    if len(key) <= number * 2:
        return np.argsort(key)[:number]
    smallest = np.argpartition(key, number)[:number]
    return np.asarray(smallest[np.argsort(key[smallest])])
