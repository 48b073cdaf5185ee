"""Rows of small numbers, packed: a list of lists of them would take ten times the memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence


class Rows:
    """Read-only rows of whole numbers from 0 up, each of its own length; ``rows[3]`` is the fourth as an array."""

    def __init__(self, rows: Iterable[Sequence[int]]) -> None:
        self._all: array[int] = array("I")
        self._ends: array[int] = array("I", [0])
        for row in rows:
            self._all.extend(row)
            self._ends.append(len(self._all))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> array[int]:
        return self._all[self._ends[number] : self._ends[number + 1]]

    def __iter__(self) -> Iterator[array[int]]:
        return (self[number] for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and (self._all, self._ends) == (other._all, other._ends)

    def __hash__(self) -> int:
        return hash((len(self), len(self._all)))
