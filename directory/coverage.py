"""Which kinds of service are known where: kinds × districts, for carriers and the ministry.

Three states, kept apart on purpose: known, not known to us (nobody told us of any, which does not mean that there is
none), and confirmed none. Nobody has confirmed an absence yet, so the last is never given out today.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from directory.records import ServiceRecord
from directory.vocabulary import kinds
from geo.districts import districts

State = Literal["known", "not_known", "confirmed_none"]
HEADER = ("kind", "district", "district_name", "located", "serving", "serving_assumed", "state")
_MARKS: dict[State, str] = {"not_known": ".", "confirmed_none": "0", "known": ""}


@dataclass(frozen=True, slots=True)
class Cell:
    """``located``: services with a door there; ``serving``: whose area holds the district, of these
    ``serving_assumed`` only because their kind usually serves its own district."""

    kind: str
    district: str
    located: int
    serving: int
    serving_assumed: int

    @property
    def state(self) -> State:
        """What may be said about this kind in this district."""
        return "known" if self.located or self.serving else "not_known"


@dataclass(frozen=True, slots=True)
class Coverage:
    """``cells`` by (kind, district key); ``everywhere``: kind -> services for the whole Land or beyond."""

    cells: Mapping[tuple[str, str], Cell]
    everywhere: Mapping[str, int]

    def known_districts(self, kind: str) -> int:
        """In how many of the districts at least one service of this kind is known."""
        return sum(cell.state == "known" for cell in self.cells.values() if cell.kind == kind)

    def rows(self) -> Iterator[tuple[str, str, str, int, int, int, str]]:
        """One row a cell, as ``HEADER`` names it, in the order of the vocabulary and of the keys."""
        for cell in self.cells.values():
            name = districts()[cell.district].label
            yield cell.kind, cell.district, name, cell.located, cell.serving, cell.serving_assumed, cell.state

    def csv(self) -> str:
        """All rows with a header, comma-separated."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(self.rows())
        return out.getvalue()

    def text(self) -> str:
        """A table for the terminal: a number is services known to serve, a dot is "not known to us"."""
        codes = list(kinds())
        lines = [f"{'':26}" + " ".join(f"{code[:7]:>7}" for code in codes)]
        for key, district in districts().items():
            cells = (self.cells[code, key] for code in codes)
            marks = " ".join(f"{_MARKS[cell.state] or max(cell.serving, cell.located):>7}" for cell in cells)
            lines.append(f"{key} {district.label[:20]:20}" + marks)
        lines.append(f"{'districts known':26}" + " ".join(f"{self.known_districts(code):>7}" for code in codes))
        lines.append(f"{'for the whole Land':26}" + " ".join(f"{self.everywhere.get(code, 0):>7}" for code in codes))
        return "\n".join(lines)


def table(records: Iterable[ServiceRecord]) -> Coverage:
    """Counts every record under each of its kinds."""
    located: Counter[tuple[str, str]] = Counter()
    serving: Counter[tuple[str, str]] = Counter()
    assumed: Counter[tuple[str, str]] = Counter()
    everywhere: Counter[str] = Counter()
    for record in records:
        doors = {door.district for door in record.doors if door.district}
        for kind in record.kinds:
            located.update((kind, key) for key in doors)
            serving.update((kind, key) for key in record.areas)
            assumed.update((kind, key) for key in record.areas if record.areas_assumed)
            everywhere[kind] += record.scope != "local"
    cells = {
        (kind, key): Cell(kind, key, located[kind, key], serving[kind, key], assumed[kind, key])
        for kind in kinds()
        for key in districts()
    }
    return Coverage(cells, +everywhere)
