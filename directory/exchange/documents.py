"""What all formats share: the columns, the form in which a read file is handed on, and how its faults are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from directory.facts import DOOR_BLANKS, SERVICE_BLANKS, Facts, door_field, record_facts
from directory.problems import Problem
from directory.records import Door, ServiceRecord

IDENTITY = ("id", "key")
SERVICE_COLUMNS = tuple(SERVICE_BLANKS)
DOOR_COLUMNS = tuple(f"door_{name}" for name in DOOR_BLANKS)
POSITION = ("door_lat", "door_lon")
# Written for readers, never read back: they follow from the rest.
ONE_WAY = ("as_of", "source_url")
COLUMNS = (*IDENTITY, *SERVICE_COLUMNS, "door_key", *DOOR_COLUMNS, "door_position_precision", *ONE_WAY)
MAX_BYTES = 50_000_000

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


@dataclass(slots=True)
class Parsed:
    """A file as read. With problems, nothing of it may be written."""

    services: list[Incoming] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def fault(where: str, sentence: str, column: str | None = None) -> Problem:
    """A problem of the file itself."""
    return Problem(where, column, "file", detail=sentence)


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


def unknown_columns(names: Iterable[str], allowed: Iterable[str]) -> Iterator[str]:
    """A sentence for each name that is none of ours."""
    known = tuple(allowed)
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            yield f"there is no column {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")


class Gathering:
    """Puts the rows of a file together to services, and notices what does not fit."""

    def __init__(self) -> None:
        self.parsed = Parsed()
        self._by_name: dict[str, Incoming] = {}
        self._doors: dict[tuple[str, str | None], str] = {}

    def add(self, where: str, cells: Cells) -> None:
        """``cells``: only what the row states; empty ones are left out."""
        name = cells.get("id") or cells.get("key")
        if not name:
            self._complain(where, "the row has neither an id nor a key; give it a key, a short name that never changes")
            return
        service = self._by_name.get(name)
        if service is None:
            service = self._by_name[name] = Incoming(where, cells.get("id"), cells.get("key"), {})
            self.parsed.services.append(service)
        self._add_own(service, where, cells)
        self._add_door(service, name, where, cells)

    def _add_own(self, service: Incoming, where: str, cells: Cells) -> None:
        for column in SERVICE_COLUMNS:
            if column not in cells:
                continue
            if service.facts.setdefault(column, cells[column]) != cells[column]:
                self._complain(where, f"says something else about the same service than {service.where}", column)

    def _add_door(self, service: Incoming, name: str, where: str, cells: Cells) -> None:
        key = cells.get("door_key")
        stated = {column: cells[column] for column in DOOR_COLUMNS if column in cells}
        if key is None and stated.keys() - {"door_outreach"}:
            self._complain(where, "a door needs a door_key, a short name that never changes", "door_key")
            return
        first = self._doors.setdefault((name, key), where)
        if first != where:
            self._complain(where, f"the same {'door' if key else 'service'} stands in {first} already")
            return
        if key is not None:
            service.facts.setdefault("doors", []).append(key)
            _drop_reckoned_position(stated, cells)
            service.facts |= {door_field(key, column[5:]): content for column, content in stated.items()}

    def _complain(self, where: str, sentence: str, column: str | None = None) -> None:
        self.parsed.problems.append(fault(where, sentence, column))


def _drop_reckoned_position(stated: Cells, cells: Cells) -> None:
    """A position is a statement only where somebody gave it; ours from postcodes and towns are reckoned anew."""
    if cells.get("door_position_precision") not in (None, "given"):
        for column in POSITION:
            stated.pop(column, None)
