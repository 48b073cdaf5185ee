"""The rules by which statements meet: what is written, what is kept, what only goes into the history.

A ledger reads the facts it needs once, takes claims one by one, and writes all new rows together. Used by loading,
exchange and editing alike; nothing else adds facts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Select, insert, or_, select, update
from sqlalchemy.orm import Session

from directory.chunks import AS_GIVEN, chunks
from directory.facts import Facts, blank
from directory.models import Fact
from directory.provenance import period_start

Origin = Literal["shipped", "edit", "import"]
# same: nothing new. written: now in force. kept_edit, kept_newer: recorded as history only.
Outcome = Literal["same", "written", "kept_edit", "kept_newer"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says that this field of this service has this value."""

    service_id: str
    field: str
    value: Any
    origin: Origin
    source_id: str | None = None
    as_of: str | None = None
    by: str | None = None  # a role or a program, never a person's name
    note: str | None = None


@dataclass(slots=True)
class _Stated:
    row_id: int | None  # None: not yet in the database
    value: Any
    origin: str
    source_id: str | None
    as_of: str | None


def _mark(field: str, source_id: str | None, content: Any) -> _Mark:
    return field, source_id, repr(content)


def _confirms_nothing(claim: Claim, now: _Stated) -> bool:
    """The same value again is news only if a person here, or the same origin, gives another source or date for it."""
    if (now.source_id, now.as_of) == (claim.source_id, claim.as_of) or claim.origin == "import":
        return True
    return claim.origin != "edit" and now.origin != claim.origin


def _is_older(claim: Claim, now: _Stated) -> bool:
    """Whether the claim is known to be older. An import that gives no date was still chosen by a person today."""
    if claim.as_of is None and claim.origin == "import":
        return False
    return period_start(claim.as_of) < period_start(now.as_of)


_Recorded = tuple[Claim, str | None]  # with the time at which it was superseded
_ROWS_AT_ONCE = 5000
_Mark = tuple[str, str | None, str]  # field, source and value: what is not written into a history twice
# What is in force, and what the files said last, which an edit may have superseded.
_FACTS: Select[*tuple[Any, ...]] = (
    select(
        Fact.id, Fact.entity_id, Fact.field, Fact.value, Fact.origin, Fact.source_id, Fact.as_of, Fact.superseded_at,
        Fact.note,
    )
    .where(or_(Fact.superseded_at.is_(None), Fact.origin == "shipped"))
    .order_by(Fact.id)
)  # fmt: skip


class Ledger:
    """The facts of all services, or of the given ones, with new claims on top of them."""

    def __init__(self, session: Session, service_ids: Iterable[str] | None = None) -> None:
        self._session = session
        # Exact enough that two changes by one account are never taken for one (see directory.undoing).
        self._now = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._current: dict[str, dict[str, _Stated]] = {}
        self._last_shipped: dict[tuple[str, str], Any] = {}  # what the files said when last read
        self._histories: dict[str, set[_Mark]] = {}  # by service, read when first asked for
        self._new: dict[str, list[_Recorded]] = {}  # by service
        self._superseded: list[int] = []
        self.touched: set[str] = set()
        self._read(service_ids)

    def _read(self, service_ids: Iterable[str] | None) -> None:
        names: dict[str | None, str | None] = {}  # one object for what thousands of rows repeat
        for part in (None,) if service_ids is None else chunks(sorted(set(service_ids))):
            query = _FACTS if part is None else _FACTS.where(Fact.entity_id.in_(part))
            for row_id, entity_id, field, content, origin, source_id, as_of, gone, note in self._session.execute(query):
                if origin == "shipped" and note is None:
                    self._last_shipped[entity_id, field] = content
                if gone is None:
                    source = names.setdefault(source_id, source_id)
                    fact = _Stated(row_id, content, sys.intern(origin), source, names.setdefault(as_of, as_of))
                    self._current.setdefault(entity_id, {})[sys.intern(field)] = fact

    def known_services(self) -> set[str]:
        """Ids of all services that have a fact in force."""
        return set(self._current)

    def ever_shipped(self) -> set[str]:
        """Ids of all services that the registry files spoke of before this ledger was opened."""
        return {service_id for service_id, _ in self._last_shipped}

    def current(self, service_id: str) -> Facts:
        """What is in force for one service, blank statements included."""
        return {field: fact.value for field, fact in self._current.get(service_id, {}).items()}

    def edited(self, service_id: str) -> Facts:
        """Of what is in force that which somebody here stated."""
        return {field: fact.value for field, fact in self._current.get(service_id, {}).items() if fact.origin == "edit"}

    def source_of(self, service_id: str, field: str) -> str | None:
        """The source of the fact in force."""
        fact = self._current.get(service_id, {}).get(field)
        return fact.source_id if fact else None

    def row_of(self, service_id: str, field: str) -> int:
        """The number of the statement in force; 0 where nothing was ever stated. Numbers grow with time."""
        fact = self._current.get(service_id, {}).get(field)
        return (fact.row_id or 0) if fact else 0

    def offer(self, claim: Claim) -> Outcome:
        """Weigh a claim against what is in force and record it accordingly."""
        now = self._current.get(claim.service_id, {}).get(claim.field)
        outcome = self._weigh(claim, now)
        if outcome == "written":
            self._put_in_force(claim, now)
        elif outcome != "same":
            self.remember(claim)
        return outcome

    def _weigh(self, claim: Claim, now: _Stated | None) -> Outcome:
        if self._says_nothing_new(claim, now):
            return "same"
        if now is None or claim.origin == "edit":
            return "written"
        if now.origin == "edit":
            return "kept_edit"
        if now.origin != claim.origin and _is_older(claim, now):
            return "kept_newer"
        return "written"

    def _says_nothing_new(self, claim: Claim, now: _Stated | None) -> bool:
        if now is None:
            return bool(claim.value == blank(claim.field))
        if now.value == claim.value:
            return _confirms_nothing(claim, now)
        if claim.origin != "shipped":
            return False
        # A shipped file that says what it said last time is no news, whatever has happened here since.
        return bool(claim.value == self._last_shipped.get((claim.service_id, claim.field), blank(claim.field)))

    def _put_in_force(self, claim: Claim, now: _Stated | None) -> None:
        if now is not None and now.row_id is not None:
            self._superseded.append(now.row_id)
        fact = _Stated(None, claim.value, claim.origin, claim.source_id, claim.as_of)
        self._current.setdefault(claim.service_id, {})[claim.field] = fact
        self._add(claim, superseded_at=None)
        self.touched.add(claim.service_id)

    def remember(self, claim: Claim) -> bool:
        """Put a claim into the history only; False if it stands there already.

        A claim with a ``note`` is one that its own origin has replaced since (``earlier`` in a registry file).
        """
        if _mark(claim.field, claim.source_id, claim.value) in self._history_of(claim.service_id):
            return False
        self._add(claim, superseded_at=self._now)
        return True

    def _history_of(self, service_id: str) -> set[_Mark]:
        if service_id not in self._histories:
            rows = self._session.execute(
                select(Fact.field, Fact.source_id, Fact.value).where(Fact.entity_id == service_id)
            )
            new = self._new.get(service_id, ())
            self._histories[service_id] = {_mark(*row) for row in rows} | {
                _mark(claim.field, claim.source_id, claim.value) for claim, _ in new
            }
        return self._histories[service_id]

    def _add(self, claim: Claim, superseded_at: str | None) -> None:
        if claim.service_id in self._histories:
            self._histories[claim.service_id].add(_mark(claim.field, claim.source_id, claim.value))
        self._new.setdefault(claim.service_id, []).append((claim, superseded_at))

    def write_to(self, session: Session) -> None:
        """Write in another session than the one that was read from; the caller knows that nothing has changed since."""
        self._session = session

    def flush(self) -> None:
        """Write all that is new. Sources and services must stand in the database before."""
        if self._superseded:
            rows = [{"id": row_id, "superseded_at": self._now} for row_id in self._superseded]
            self._session.execute(update(Fact), rows)
        new = [recorded for claims in self._new.values() for recorded in claims]
        for part in chunks(new, _ROWS_AT_ONCE):
            rows = [self._row(*recorded) for recorded in part]
            self._session.execute(insert(Fact), rows, execution_options=AS_GIVEN)
        self._superseded, self._new = [], {}

    def _row(self, claim: Claim, superseded_at: str | None) -> dict[str, Any]:
        return {
            "entity": "service", "entity_id": claim.service_id, "field": claim.field, "value": claim.value,
            "source_id": claim.source_id, "as_of": claim.as_of, "origin": claim.origin, "recorded_at": self._now,
            "recorded_by": claim.by, "superseded_at": superseded_at, "note": claim.note,
        }  # fmt: skip
