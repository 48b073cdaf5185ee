"""What all formats share: the columns, the form in which a read file is handed on, and how its faults are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from directory.facts import DOOR_BLANKS, SERVICE_BLANKS, Facts, door_field, record_facts
from directory.problems import Problem
from directory.records import Door, ServiceRecord
from directory.registry_files import EntrySource

IDENTITY = ("id", "key")
SERVICE_COLUMNS = tuple(SERVICE_BLANKS)
DOOR_COLUMNS = tuple(f"door_{name}" for name in DOOR_BLANKS)
POSITION = ("door_lat", "door_lon")
# Written for readers, never read back: they follow from the rest.
ONE_WAY = ("as_of", "source_url")
COLUMNS = (*IDENTITY, *SERVICE_COLUMNS, "door_key", *DOOR_COLUMNS, "door_position_precision", *ONE_WAY)
MAX_BYTES = 50_000_000
MAX_ROWS = 100_000  # three times what the whole Land would fill

Cells = dict[str, Any]  # column -> value as in facts


class Unreadable(Exception):
    """The file as a whole cannot be read; says why in one sentence."""


@dataclass(slots=True)
class Incoming:
    """One service of a file: its names and what the file states about it. What it leaves empty it does not state."""

    where: str  # "line 4", "feature 2": the first place that speaks of it
    id: str | None
    key: str | None
    facts: Facts
    source: EntrySource | None = None  # of this service alone; None: the one of the whole file
    ours: str | None = None  # an id that our own export wrote beside what others can read; it only helps to recognize

    @property
    def anonymous(self) -> bool:
        """Whether the file names neither id nor key, so that the service has to be recognized."""
        return self.id is None and self.key is None


@dataclass(slots=True)
class Parsed:
    """A file as read. With problems, nothing of it may be written."""

    services: list[Incoming] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what was passed over, and why


def fault(where: str, sentence: str, column: str | None = None) -> Problem:
    """A problem of the file itself."""
    return Problem(where, column, "file", detail=sentence)


def refuse_too_many(count: int, what: str) -> None:
    """Raises Unreadable for more rows, features or services than anybody has."""
    if count > MAX_ROWS:
        raise Unreadable(f"The file has more than {MAX_ROWS:,} {what}.")


def rows_of(record: ServiceRecord) -> Iterator[tuple[Door | None, Cells]]:
    """One row for each door, or a single one where there is no door; every row repeats the service's own cells."""
    facts = record_facts(record)
    own: Cells = {"id": record.id, "key": record.key, **{name: facts.get(name) for name in SERVICE_COLUMNS}}
    own |= {"as_of": record.as_of, "source_url": record.sources[0].url if record.sources else None}
    own = {name: SERVICE_BLANKS.get(name) if content is None else content for name, content in own.items()}
    for door in record.doors or (None,):
        yield door, own | (_door_cells(door, facts) if door else {})


def _door_cells(door: Door, facts: Facts) -> Cells:
    cells: Cells = {"door_key": door.key, "door_position_precision": door.precision}
    for name, blank in DOOR_BLANKS.items():
        cells[f"door_{name}"] = facts.get(door_field(door.key, name), blank)
    return cells | {"door_lat": door.lat, "door_lon": door.lon}


def unknown_columns(where: str, names: Iterable[str], allowed: Iterable[str]) -> Iterator[Problem]:
    """A warning for each name that is none of ours: lists hold much that nobody asked for, and it is passed over."""
    known = tuple(allowed)
    for name in dict.fromkeys(names):
        if name and name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            sentence = f"there is no column {name[:60]!r}: it is passed over{hint}"
            yield Problem(where, None, "unknown_column", name, sentence)
