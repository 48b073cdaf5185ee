"""The history of a service as changes that somebody made at once, and the way back from one of them.

What one account (or load, or import) stated at the same time is one change set. Undoing states the older values again,
with the sources and dates they had; nothing is ever taken out of the history, so an undo can itself be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.editing import Conflict, UnknownService, refuse_new_problems
from directory.facts import blank
from directory.ledger import Claim, Ledger
from directory.models import Fact, Service, Source
from directory.recording import record
from directory.records import SourceRef
from directory.redirects import stand_alone
from geo.errors import BadInput


@dataclass(frozen=True, slots=True)
class FieldChange:
    """``before`` and ``after``: the values; blank where nothing was stated. ``counted`` False: it went into the history
    only, since an edit stood against it. ``moved``: somebody spoke of this field since."""

    field: str
    before: Any
    after: Any
    source: SourceRef | None
    as_of: str | None
    counted: bool
    moved: bool


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """``id`` is the number of its first statement; ``recorded_at`` is ISO, UTC. ``first``: the service began here."""

    id: int
    service_id: str
    recorded_at: str
    recorded_by: str | None
    origin: str
    note: str | None
    changes: tuple[FieldChange, ...]
    first: bool

    @property
    def undoable(self) -> bool:
        """Whether ``undo`` can do it. The beginning of a service is not undone: it is withdrawn."""
        counted = [change for change in self.changes if change.counted]
        return bool(counted) and not self.first and not any(change.moved for change in counted)


@dataclass(frozen=True, slots=True)
class _Step:
    """A statement and what was in force for its field before it."""

    fact: Fact
    before: Fact | None


def change_sets(session: Session, service_id: str) -> tuple[ChangeSet, ...]:
    """All changes of one service, the latest first. Those of services merged into it stand under their own ids."""
    sources = {row.id: row for row in session.scalars(select(Source).where(Source.service_id == service_id))}
    return tuple(reversed([_change_set(steps, sources) for steps in _sets(session, service_id)]))


def undo(session: Session, service_id: str, change_id: int, *, by: str, note: str | None = None) -> tuple[str, ...]:
    """State again what held before this change set; the fields it concerned. Use ``database.writing``.

    Raises Conflict where a field has moved on since, Invalid where the older values cannot stand any more, BadInput
    where there is no such change set or it is none to undo.
    """
    key = session.scalar(select(Service.key).where(Service.id == service_id))
    if key is None:
        raise UnknownService(f"There is no service with the id {service_id}.", field="service")
    steps = _to_undo(session, service_id, change_id)
    older = {step.fact.field: step.before.value if step.before else blank(step.fact.field) for step in steps}
    ledger = Ledger(session, [service_id])
    refuse_new_problems(session, key, ledger.current(service_id), older, clock.now().date())
    for step in steps:
        ledger.offer(_claim_again(step, by, note))
    record(session, ledger, service_keys=[key], cited=())
    if older.get("status", "withdrawn") != "withdrawn":  # a merge is taken back: its old address is its own again
        stand_alone(session, service_id)
    return tuple(older)


def _to_undo(session: Session, service_id: str, change_id: int) -> list[_Step]:
    found = next((steps for steps in _sets(session, service_id) if steps[0].fact.id == change_id), [])
    steps = [step for step in found if _counted(step.fact)]
    if not steps or _begins(steps):
        raise BadInput("There is nothing to undo here.", field="change")
    if moved := [step.fact.field for step in steps if step.fact.superseded_at is not None]:
        raise Conflict(moved)
    return steps


def _claim_again(step: _Step, by: str, note: str | None) -> Claim:
    field, before = step.fact.field, step.before
    if before is None:
        return Claim(step.fact.entity_id, field, blank(field), "edit", by=by, note=note)
    return Claim(step.fact.entity_id, field, before.value, "edit", before.source_id, before.as_of, by, note)


def _sets(session: Session, service_id: str) -> Iterator[list[_Step]]:
    rows = session.scalars(select(Fact).where(Fact.entity_id == service_id).order_by(Fact.id)).all()
    for _, steps in groupby(_steps(rows), key=lambda step: _occasion(step.fact)):
        yield list(steps)


def _occasion(fact: Fact) -> tuple[str, str | None, str]:
    return fact.recorded_at, fact.recorded_by, fact.origin


def _steps(rows: Iterable[Fact]) -> Iterator[_Step]:
    in_force: dict[str, Fact] = {}
    for fact in rows:
        yield _Step(fact, in_force.get(fact.field))
        if _counted(fact):
            in_force[fact.field] = fact


def _counted(fact: Fact) -> bool:
    """Whether it was in force at any time: what only went into the history was superseded as it was recorded."""
    return fact.superseded_at != fact.recorded_at


def _begins(steps: Iterable[_Step]) -> bool:
    """Whether the service got its first name here."""
    return any(step.fact.field == "name" and step.before is None and _counted(step.fact) for step in steps)


def _change_set(steps: list[_Step], sources: dict[str, Source]) -> ChangeSet:
    first = steps[0].fact
    notes = {step.fact.note for step in steps if step.fact.note}
    return ChangeSet(
        id=first.id, service_id=first.entity_id, recorded_at=first.recorded_at, recorded_by=first.recorded_by,
        origin=first.origin, note=notes.pop() if len(notes) == 1 else None,
        changes=tuple(_field_change(step, sources) for step in steps),
        first=_begins(steps),
    )  # fmt: skip


def _field_change(step: _Step, sources: dict[str, Source]) -> FieldChange:
    fact, before = step.fact, step.before
    cited = sources.get(fact.source_id or "")
    return FieldChange(
        fact.field, before.value if before else blank(fact.field), fact.value,
        SourceRef(cited.id, cited.url, cited.as_of, cited.kind, cited.confidence) if cited else None,
        fact.as_of, _counted(fact), _counted(fact) and fact.superseded_at is not None,
    )  # fmt: skip
