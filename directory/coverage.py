"""Which kinds of service are known where: kinds × districts, for carriers and the ministry.

Three states, kept apart on purpose: known, not known to us (nobody told us of any, which does not mean that there is
none), and confirmed none (a carrier said so, with a date: ``directory.absences``).
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from directory.absences import Absence, Absences, absences
from directory.records import ServiceRecord
from directory.vocabulary import kinds
from geo.districts import districts

State = Literal["known", "not_known", "confirmed_none"]
HEADER = (
    "kind", "district", "district_name", "known", "located", "serving", "serving_assumed", "state",
    "absence_said_by", "absence_date", "absence_source",
)  # fmt: skip
_MARKS: dict[State, str] = {"not_known": ".", "confirmed_none": "0", "known": ""}


@dataclass(frozen=True, slots=True)
class Cell:
    """``known``: services with a door there or serving it, each once; ``located``: those with a door there;
    ``serving``: those whose area holds the district, of these ``serving_assumed`` only because their kind usually
    serves its own district. ``absence``: who said that there is none."""

    kind: str
    district: str
    known: int
    located: int
    serving: int
    serving_assumed: int
    absence: Absence | None = None

    @property
    def state(self) -> State:
        """What may be said about this kind in this district. A service that we know outweighs that there be none."""
        if self.known:
            return "known"
        return "confirmed_none" if self.absence else "not_known"


@dataclass(frozen=True, slots=True)
class Coverage:
    """``cells`` by (kind, district key); ``everywhere``: kind -> services for the whole Land or beyond."""

    cells: Mapping[tuple[str, str], Cell]
    everywhere: Mapping[str, int]

    def known_districts(self, kind: str) -> int:
        """In how many of the districts at least one service of this kind is known."""
        return sum(cell.state == "known" for cell in self.cells.values() if cell.kind == kind)

    def statements(self) -> tuple[tuple[Cell, Absence], ...]:
        """Every statement that there is none, with its cell: also where a service is known in spite of it."""
        return tuple((cell, cell.absence) for cell in self.cells.values() if cell.absence)

    def rows(self) -> Iterator[tuple[str | int, ...]]:
        """One row a cell, as ``HEADER`` names it, in the order of the vocabulary and of the keys."""
        for cell in self.cells.values():
            said = cell.absence
            yield (
                cell.kind, cell.district, districts()[cell.district].label,
                cell.known, cell.located, cell.serving, cell.serving_assumed, cell.state,
                *((said.said_by, said.date, said.source) if said else ("", "", "")),
            )  # fmt: skip

    def csv(self) -> str:
        """All rows with a header, comma-separated."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(self.rows())
        return out.getvalue()

    def text(self) -> str:
        """A table for the terminal: a number is services known, a dot is "not known to us", 0 is confirmed none; the
        statements stand below."""
        codes = list(kinds())
        lines = [f"{'':26}" + " ".join(f"{code[:7]:>7}" for code in codes)]
        for key, district in districts().items():
            cells = (self.cells[code, key] for code in codes)
            marks = " ".join(f"{_MARKS[cell.state] or cell.known:>7}" for cell in cells)
            lines.append(f"{key} {district.label[:20]:20}" + marks)
        lines.append(f"{'districts known':26}" + " ".join(f"{self.known_districts(code):>7}" for code in codes))
        lines.append(
            f"{'for the whole Land':26}" + " ".join(f"{self.everywhere.get(code) or '.':>7}" for code in codes)
        )
        return "\n".join([*lines, *(_statement(cell, said) for cell, said in self.statements())])


def _statement(cell: Cell, said: Absence) -> str:
    known = f", but {cell.known} known to us" if cell.known else ""
    return f"none of {said.kind} in {said.district}, says {said.said_by} on {said.date} ({said.source}){known}"


def table(records: Iterable[ServiceRecord], said: Absences | None = None) -> Coverage:
    """Counts every record under each of its kinds. ``said``: statements of absence, those of data/ if not given."""
    known: Counter[tuple[str, str]] = Counter()
    located: Counter[tuple[str, str]] = Counter()
    serving: Counter[tuple[str, str]] = Counter()
    assumed: Counter[tuple[str, str]] = Counter()
    everywhere: Counter[str] = Counter()
    for record in records:
        doors = {door.district for door in record.doors if door.district}
        for kind in record.kinds:
            known.update((kind, key) for key in {*doors, *record.areas})
            located.update((kind, key) for key in doors)
            serving.update((kind, key) for key in record.areas)
            assumed.update((kind, key) for key in record.areas if record.areas_assumed)
            everywhere[kind] += record.scope != "local"
    stated = absences() if said is None else said
    cells = {
        at: Cell(*at, known[at], located[at], serving[at], assumed[at], stated.get(at))
        for at in ((kind, key) for kind in kinds() for key in districts())
    }
    return Coverage(cells, +everywhere)
