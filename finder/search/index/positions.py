"""Where the doors are, and how far the nearest one of each service is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from directory.records import ServiceRecord
from finder.search.index.bits import Rows
from geo.distance import chord_distances_km, unit_vectors

Kilometres = NDArray[np.float32]


class Positions:
    """All doors with a position, flat, those of one service side by side.

    ``vectors`` (doors, 3); ``first`` (services + 1): where each service's doors begin; ``door`` (doors): the index in
    the record's ``doors``.
    """

    def __init__(self, records: Sequence[ServiceRecord]) -> None:
        found = [
            (row, index, door.lat, door.lon)
            for row, record in enumerate(records)
            for index, door in enumerate(record.doors)
            if door.lat is not None and door.lon is not None
        ]
        rows = np.array([row for row, *_ in found], dtype=np.int64)
        self.door = np.array([index for _, index, *_ in found], dtype=np.int16)
        self.vectors = unit_vectors([f[2] for f in found], [f[3] for f in found])
        self.first = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(records)))]).astype(np.int32)

    def nearest(self, rows: Rows, point: tuple[float, float]) -> Kilometres:
        """Kilometres from ``point`` (lat, lon) to the nearest door of each of ``rows``; nan without a position."""
        result = np.full(len(rows), np.nan, dtype=np.float32)
        starts = self.first[rows]
        counts = self.first[rows + 1] - starts
        placed = counts > 0
        if placed.any():
            starts, counts = starts[placed], counts[placed]
            ends = np.cumsum(counts)
            # The flat positions of all these services' doors: each service's run counted up from its start.
            flat = np.arange(ends[-1]) + np.repeat(starts - (ends - counts), counts)
            result[placed] = np.minimum.reduceat(self._distances(flat, point), ends - counts)
        return result

    def nearest_door(self, row: int, point: tuple[float, float] | None) -> int:
        """The index in the record's ``doors`` of the one nearest to ``point``; -1 without a point or a position."""
        start, end = self.first[row : row + 2].tolist()
        if point is None or start == end:
            return -1
        if end - start > 1:
            start += int(np.argmin(self._distances(np.arange(start, end), point)))
        return int(self.door[start])

    def _distances(self, flat: NDArray[np.int64], point: tuple[float, float]) -> Kilometres:
        return chord_distances_km(unit_vectors(point[:1], point[1:])[0], self.vectors[flat])
