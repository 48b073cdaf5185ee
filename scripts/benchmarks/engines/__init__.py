"""One module an engine. All get the same analysed terms, so that they differ in searching, not in stemming."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from benchmarks.questions import RADIUS_KM, Answer, Question
from directory.records import ServiceRecord

UNKNOWN = "unknown"
"""Indexed where a service names no language: the wish keeps those as well."""
_KM_PER_DEGREE = 111.2

Progress = Callable[[int], None]


class Row(NamedTuple):
    """A service as the other engines store it; ``doors`` are (lat, lon)."""

    number: int
    terms: list[str]
    kinds: Sequence[str]
    topics: Sequence[str]
    languages: Sequence[str]
    districts: Sequence[str]
    doors: Sequence[tuple[float, float]]


class Engine(Protocol):
    name: str

    def build(self, records: Sequence[ServiceRecord], rows: Iterable[Row], folder: Path, progress: Progress) -> None:
        """Write the index and open it for searching."""

    def answer(self, question: Question) -> Answer:
        """Count, rank the top 20, count the facets."""


def box(point: tuple[float, float]) -> tuple[float, float, float, float]:
    """South, north, west, east of the square around the circle."""
    lat, lon = point
    up = RADIUS_KM / _KM_PER_DEGREE
    side = up / math.cos(math.radians(lat))
    return lat - up, lat + up, lon - side, lon + side
