"""Puts the rows of a file together to services, and notices what does not fit."""

from __future__ import annotations

from directory.exchange.documents import DOOR_COLUMNS, POSITION, SERVICE_COLUMNS, Cells, Incoming, Parsed, fault
from directory.facts import door_field
from directory.registry_files import EntrySource

MAIN_DOOR = "main"  # the key of the door of a service that a file does not name by a key


class Gathering:
    """Rows with an id or a key belong together by it; a row without both is a service of its own."""

    def __init__(self) -> None:
        self.parsed = Parsed()
        self._by_name: dict[str, Incoming] = {}
        self._doors: dict[tuple[str, str | None], str] = {}

    def add(self, where: str, cells: Cells, source: EntrySource | None = None) -> None:
        """``cells``: only what the row states; empty ones are left out."""
        name = cells.get("id") or cells.get("key")
        if not name:
            self._add_anonymous(where, cells, source)
            return
        service = self._by_name.get(name)
        if service is None:
            service = self._by_name[name] = Incoming(where, cells.get("id"), cells.get("key"), {})
            self.parsed.services.append(service)
        self._add_own(service, where, cells)
        self._add_door(service, name, where, cells)

    def _add_anonymous(self, where: str, cells: Cells, source: EntrySource | None) -> None:
        if not cells.get("name"):
            self._complain(where, "the row has neither an id nor a key nor a name")
            return
        service = Incoming(where, None, None, {}, source)
        self.parsed.services.append(service)
        stated = cells.keys() & set(DOOR_COLUMNS)
        self._add_own(service, where, cells)
        self._add_door(service, where, where, cells | ({"door_key": MAIN_DOOR} if stated else {}))

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
