"""The text index on Whoosh: it writes the files and keeps dictionary and postings. The only module that imports it.

Searching goes past Whoosh's own matchers, which call Python for every posting: whole posting blocks are decoded into
arrays once and kept, and BM25 is a sum of vectors. Decoding reads private attributes of the pinned version; should
another version lack them, the public walk gives the same answer slowly (one contract test runs both).

Whoosh writes its schema as pickle, so an index is a cache that this program builds for itself, never an upload.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.analysis import DelimitedAttributeFilter, RegexTokenizer
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermNotFound

from finder.search.analysis import Splitter
from finder.search.index import bm25
from finder.search.index.protocol import Document, Hits, Ordinals, Progress, Weights
from finder.search.index.wording import Postings, with_all, with_any

_FIELD = "text"
_WORDS = "words.txt"
# Postings per block: few large blocks decode several times faster than Whoosh's default of 128.
_BLOCK = 8192
_MEMORY_MB = 256
_REPORT_EVERY = 1000

Decode = Callable[[Any], tuple[NDArray[np.int32], Weights]]


def walk(matcher: Any) -> tuple[Ordinals, Weights]:
    """Ordinals and weights of one term through the public interface, one posting at a time."""
    ids: list[int] = []
    weights: list[float] = []
    while matcher.is_active():
        ids.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return np.array(ids, dtype=np.int32), np.array(weights, dtype=np.float32)


def decode_blocks(matcher: Any) -> tuple[Ordinals, Weights]:
    """The same by whole blocks, whose layout is private to W3LeafMatcher: ids as differences, equal weights once."""
    if type(matcher) is not W3LeafMatcher:
        return walk(matcher)
    ids: list[Ordinals] = []
    weights: list[Weights] = []
    while True:
        matcher._read_data()
        deltas, block_weights = matcher._data[:2]
        ids.append(np.cumsum(deltas, dtype=np.int32))
        weights.append(_block_weights(block_weights, matcher._blocklength))
        if matcher._lastblock:
            return np.concatenate(ids), np.concatenate(weights)
        matcher._next_block()


def _block_weights(stored: Any, length: int) -> Weights:
    if stored is None or isinstance(stored, float):
        return np.full(length, 1.0 if stored is None else stored, dtype=np.float32)
    return np.asarray(stored, dtype=np.float32)


def fastest(matcher: Any) -> tuple[Ordinals, Weights]:
    """Blocks where this Whoosh has them as expected, else the public walk from the start."""
    try:
        return decode_blocks(matcher)
    except (AttributeError, TypeError, ValueError):
        matcher.reset()
        return walk(matcher)


def _open_reader(folder: Path) -> Any:
    """Damaged files make Whoosh raise whatever reading pickles and packed numbers meets: all of it is a ValueError."""
    try:
        return FileStorage(str(folder)).open_index().reader()
    except Exception as error:
        raise ValueError(f"No readable text index in {folder.name}: {error}") from error


def _read_stock(path: Path) -> list[str]:
    """The words of the compound splitter behind their number, which tells a file that was cut short."""
    number, *stock = path.read_text(encoding="utf-8").split() or ["0"]
    if path.stat().st_size == 0 or len(stock) != int(number):
        raise ValueError(f"{path.name} was cut short")
    return stock


class WhooshText:
    """One open index. Safe to read from several threads: decoding is locked, decoded arrays never change."""

    def __init__(self, folder: Path, decode: Decode = fastest) -> None:
        self._reader = _open_reader(folder)
        stock = _read_stock(folder / _WORDS)
        self._decode = decode
        self._lock = Lock()
        self._known: dict[str, tuple[Ordinals, Weights]] = {}
        self._terms = [term.decode("utf-8") for term in self._reader.lexicon(_FIELD)]
        self._term_set = frozenset(self._terms)
        self._norms = bm25.length_norms(self._lengths())
        self._postings = Postings(self._terms, Splitter(stock), self.postings, len(self._norms))

    def _lengths(self) -> NDArray[np.float32]:
        length = self._reader.doc_field_length
        count = self._reader.doc_count_all()
        return np.fromiter((length(n, _FIELD) or 0 for n in range(count)), dtype=np.float32, count=count)

    def with_all(self, words: Sequence[str]) -> Hits:
        return with_all(words, self._postings)

    def with_any(self, words: Sequence[str]) -> Hits:
        return with_any(words, self._postings)

    def dictionary(self) -> Sequence[str]:
        return self._terms

    def postings(self, term: str) -> tuple[Ordinals, Weights] | None:
        """Ordinals with what the term adds to each; None for a term that no document has."""
        if term not in self._term_set:
            return None
        found = self._known.get(term)
        if found is None:
            with self._lock:
                found = self._known[term] = self._read(term)
        return found

    def _read(self, term: str) -> tuple[Ordinals, Weights]:
        try:
            ordinals, weights = self._decode(self._reader.postings(_FIELD, term))
        except TermNotFound:  # pragma: no cover - the dictionary was read from the same files
            ordinals, weights = np.empty(0, np.int32), np.empty(0, np.float32)
        return ordinals, bm25.impacts(ordinals, weights, self._norms)

    def close(self) -> None:
        self._reader.close()


class WhooshBackend:
    """Writes and opens folders of :class:`WhooshText`."""

    def __init__(self, decode: Decode = fastest, progress: Progress | None = None) -> None:
        self._decode = decode
        self._progress = progress or (lambda _: None)

    def write(self, folder: Path, documents: Iterable[Document], words: Iterable[str]) -> None:
        # The weight travels behind the word, so that stock analysis suffices and no class of ours is pickled.
        analyzer = RegexTokenizer(r"\S+") | DelimitedAttributeFilter("^", "boost")
        storage = FileStorage(str(folder)).create()
        index = storage.create_index(Schema(**{_FIELD: TEXT(analyzer=analyzer, phrase=False)}))
        writer = index.writer(limitmb=_MEMORY_MB, codec=W3Codec(blocklimit=_BLOCK))
        for number, document in enumerate(documents):
            writer.add_document(**{_FIELD: _as_text(document)})
            if number % _REPORT_EVERY == 0:
                self._progress(number)
        writer.commit(merge=False)
        index.close()
        stock = sorted(words)
        (folder / _WORDS).write_text("\n".join([str(len(stock)), *stock]), encoding="utf-8")

    def open(self, folder: Path) -> WhooshText:
        return WhooshText(folder, self._decode)


def _as_text(document: Document) -> str:
    totals: dict[str, float] = {}
    for term, weight in document:
        totals[term] = totals.get(term, 0.0) + weight
    return " ".join(f"{term}^{weight:g}" for term, weight in totals.items())
