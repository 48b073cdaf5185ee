"""Interleaved rounds: every engine answers every question, one engine after the other, several times over."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.engines import Engine
from benchmarks.questions import Question


class Timing(NamedTuple):
    """CPU milliseconds a question, medians of the rounds; ``found`` is the mean number of results."""

    p50: float
    p95: float
    found: float


def measure(engines: Sequence[Engine], questions: Sequence[Question], rounds: int) -> dict[str, Timing]:
    """The first pass warms every engine and is not counted."""
    found = {engine.name: statistics.fmean(engine.answer(q).total for q in questions) for engine in engines}
    taken: dict[str, list[tuple[float, float]]] = {engine.name: [] for engine in engines}
    for _ in range(rounds):
        for engine in engines:
            taken[engine.name].append(_one_round(engine, questions))
    return {
        name: Timing(statistics.median(a for a, _ in times), statistics.median(b for _, b in times), found[name])
        for name, times in taken.items()
    }


def _one_round(engine: Engine, questions: Sequence[Question]) -> tuple[float, float]:
    """p50 and p95 of one round, in milliseconds of CPU over all threads of this process."""
    times: list[float] = []
    for question in questions:
        start = time.process_time_ns()
        engine.answer(question)
        times.append((time.process_time_ns() - start) / 1e6)
    times.sort()
    return times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.95))]
