"""What a text index must offer. Another engine is one module that passes tests/finder/test_index_text.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Ordinals = NDArray[np.int32]
Weights = NDArray[np.float32]


class Hits(NamedTuple):
    """Services found by words: ordinals ascending, a weight each, and how many of the words each has."""

    ordinals: Ordinals
    weights: Weights
    matched: NDArray[np.uint8]


class TextIndex(Protocol):
    """Words to services. Ordinals count the documents in the order in which they were written."""

    def with_all(self, words: Sequence[str]) -> Hits:
        """Services that have all of the folded words; an unknown word is widened to prefixes and near spellings."""

    def with_any(self, words: Sequence[str]) -> Hits:
        """Services that have at least one of the words, with the number they have."""

    def dictionary(self) -> Sequence[str]:
        """All index terms, sorted."""

    def close(self) -> None:
        """Give back open files. Searching afterwards is an error."""


Document = Iterable[tuple[str, float]]
"""The (term, weight) pairs of one service."""

Progress = Callable[[int], None]
"""Told now and then how many documents are written."""


class TextBackend(Protocol):
    """Writes a folder once and opens it for reading."""

    def write(self, folder: Path, documents: Iterable[Document], words: Iterable[str]) -> None:
        """Write an index of ``documents`` into an empty folder; ``words`` is the stock of the compound splitter."""

    def open(self, folder: Path) -> TextIndex:
        """Raises OSError or ValueError where the folder holds no index of this backend."""
