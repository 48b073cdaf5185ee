"""One size of registry: make it up, build every engine's index, measure, print a table."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import synthetic
from benchmarks.engines import Engine
from benchmarks.engines.lotse import Lotse
from benchmarks.engines.sqlite import Sqlite
from benchmarks.engines.tantivy_engine import Tantivy
from benchmarks.engines.whoosh_stock import WhooshStock
from benchmarks.questions import mixed
from benchmarks.rounds import Timing, measure
from benchmarks.rows import rows
from directory.records import ServiceRecord

# Above this Whoosh as it comes takes minutes to build and more than a second a question.
STOCK_LIMIT = 30_000
TARGET_MS = {1_000: 1.0, 30_000: 1.0, 300_000: 4.0}


def compare(size: int, questions: int, rounds: int, everything: bool) -> dict[str, Timing]:
    """Measure all engines on ``size`` made-up services; prints what it is doing to stderr."""
    _say(f"{size:,} services: making them up ...")
    records = list(synthetic.services(size))
    engines: list[Engine] = [Lotse(), Tantivy(), Sqlite()]
    if everything or size <= STOCK_LIMIT:
        engines.append(WhooshStock())
    with tempfile.TemporaryDirectory(prefix="lotse-bench-") as folder:
        for engine in engines:
            _build(engine, records, Path(folder))
        _say(f"{size:,} services: {questions} questions, {rounds} rounds ...")
        return measure(engines, mixed(records, questions), rounds)


def table(size: int, timings: dict[str, Timing]) -> str:
    """The result as text: milliseconds of CPU a question, and how many times slower than Lotse."""
    own = timings["lotse"]
    lines = [f"{size:,} services (CPU ms a question)    p50      p95   x lotse   results"]
    for name, timing in timings.items():
        lines.append(f"  {name:32}{timing.p50:9.3f}{timing.p95:9.3f}{timing.p50 / own.p50:9.1f}{timing.found:10.1f}")
    target = TARGET_MS.get(size)
    if target is not None:
        faster = own.p50 <= timings["tantivy"].p50
        verdict = "met" if own.p50 < target and faster else "MISSED"
        lines.append(f"  target: p50 under {target:g} ms and not slower than tantivy: {verdict}")
    return "\n".join(lines)


def _build(engine: Engine, records: Sequence[ServiceRecord], folder: Path) -> None:
    own = folder / engine.name.split()[0]
    own.mkdir()
    start = time.monotonic()

    def progress(number: int) -> None:
        if number % 1000 == 0 and sys.stderr.isatty():
            _say(f"  {engine.name}: {number:,} of {len(records):,}", end="\r")

    engine.build(records, rows(records), own, progress)
    _say(f"  {engine.name}: built in {time.monotonic() - start:.1f} s            ")


def _say(text: str, end: str = "\n") -> None:
    print(text, end=end, file=sys.stderr, flush=True)
