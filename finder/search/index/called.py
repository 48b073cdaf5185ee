"""Services called by their name: "Medinetz", "Thaddäusheim Mainz". Whoever types a name wants that very service.

A word is telling if few services carry it and no label of a kind, topic or office does. Words that are not telling by
themselves ("Haus der Sprachmittlung") name a service if all of them stand in the names of a few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from directory.records import ServiceRecord
from finder.search.analysis import tokens
from finder.search.index.bits import Rows
from finder.search.index.lexicon import Lexicon

_FEW = 3
_SOME = 200  # a word in more names than this says nothing
_SHORTEST = 4


class Called:
    """The telling words of all names."""

    def __init__(self, records: Sequence[ServiceRecord], lexicon: Lexicon) -> None:
        found: dict[str, list[int]] = defaultdict(list)
        for row, record in enumerate(records):
            for word in set(tokens(record.name)):
                found[word].append(row)
        usual = {word for labels in _labels(lexicon) for label in labels for word in tokens(label)}
        self._some = {word: frozenset(rows) for word, rows in found.items() if len(rows) <= _SOME}
        self._rows = {
            word: tuple(rows)
            for word, rows in found.items()
            if len(rows) <= _FEW and len(word) >= _SHORTEST and word not in usual and not word.isdigit()
        }

    def by(self, words: Sequence[str]) -> Rows:
        """The services with the most telling words, if these are half the line; else the few with all its words."""
        words = [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST]
        counts: dict[int, int] = defaultdict(int)
        for word in words:
            for row in self._rows.get(word, ()):
                counts[row] += 1
        most = max(counts.values(), default=0)
        if most and most * 2 >= len(words):
            return np.array(sorted(row for row, count in counts.items() if count == most), dtype=np.int32)
        return np.array(sorted(self._with_all(words)), dtype=np.int32)

    def _with_all(self, words: Sequence[str]) -> frozenset[int]:
        if len(words) < 2 or any(word not in self._some for word in words):
            return frozenset()
        rows = frozenset.intersection(*(self._some[word] for word in words))
        return rows if len(rows) <= _FEW else frozenset()


def _labels(lexicon: Lexicon) -> list[tuple[str, ...]]:
    return [labels for table in (lexicon.kinds, lexicon.topics, lexicon.offices) for labels in table.values()]
