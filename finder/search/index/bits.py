"""A column of code lists as bits: which services carry which codes, in 64-bit words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Mask = NDArray[np.bool_]
_WORD = 64
# All 256 byte values as bits, lowest first: counting bytes and weighing them with this gives the count of every bit.
_BYTE_BITS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little").astype(np.int64)


class BitColumn:
    """``codes`` in a fixed order; ``words`` of shape (services, ceil(codes / 64)), bit n for code n."""

    def __init__(self, lists: Sequence[Iterable[str]], codes: Iterable[str] = ()) -> None:
        """``codes`` known beforehand keep their order; others found in ``lists`` follow."""
        self.codes = tuple(dict.fromkeys([*codes, *(code for codes_ in lists for code in codes_)]))
        self._place = {code: n for n, code in enumerate(self.codes)}
        width = max(1, -(-len(self.codes) // _WORD))
        self.words = np.zeros((len(lists), width), dtype=np.uint64)
        for word in range(width):
            self.words[:, word] = [self._bits(codes_, word) for codes_ in lists]

    def _bits(self, codes: Iterable[str], word: int) -> int:
        bits = 0
        for code in codes:
            place, bit = divmod(self._place[code], _WORD)
            bits |= (1 << bit) if place == word else 0
        return bits

    def mask(self, codes: Iterable[str]) -> NDArray[np.uint64]:
        """The bits of ``codes``, one number a word; codes that no service has are nothing."""
        known = [code for code in codes if code in self._place]
        return np.array([self._bits(known, word) for word in range(self.words.shape[1])], dtype=np.uint64)

    def any_of(self, codes: Iterable[str], rows: Rows | None = None) -> Mask:
        """Which services (all, or those at ``rows``) carry at least one of ``codes``."""
        mask = self.mask(codes)
        result: Mask | None = None
        for word in np.flatnonzero(mask):
            column = self.words[:, word] if rows is None else self.words[rows, word]
            hit = (column & mask[word]) != 0
            result = hit if result is None else result | hit
        return np.zeros(len(self.words) if rows is None else len(rows), dtype=bool) if result is None else result

    def any_at_all(self) -> Mask:
        """Which services carry any code."""
        return np.asarray(self.words.any(axis=1))

    def counts(self, rows: Rows) -> NDArray[np.int64]:
        """How many of the services at ``rows`` carry each code, in the order of ``codes``."""
        if not len(rows):
            return np.zeros(len(self.codes), dtype=np.int64)
        chosen = self.words[rows].view(np.uint8).reshape(len(rows), -1)
        used = -(-len(self.codes) // 8)
        if len(rows) < 1000:  # one pass over the bits is cheaper than a histogram a byte
            bits = np.unpackbits(chosen[:, :used], axis=1, bitorder="little")
            return np.asarray(bits.sum(axis=0, dtype=np.uint32)[: len(self.codes)], dtype=np.int64)
        totals = [np.bincount(chosen[:, byte], minlength=256) @ _BYTE_BITS for byte in range(used)]
        return np.concatenate(totals or [np.zeros(0, np.int64)])[: len(self.codes)]
