"""Changing facts by hand. Besides loading and exchange nothing else writes to the registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock, ids
from directory.facts import Facts, blank, split_door_field, value
from directory.field_checks import is_key
from directory.intake import unknown_band, with_expiry
from directory.ledger import Claim, Ledger
from directory.models import Fact, Service
from directory.normalizing import normal
from directory.problems import Problem, errors
from directory.provenance import check_date
from directory.recording import Cited, record
from directory.records import RELATION_TYPES
from directory.redirects import stand_alone
from directory.registry_files import EntrySource
from directory.relations import check_known, known_keys
from directory.validation import check_facts
from geo.errors import BadInput


class UnknownService(BadInput):
    """There is no service of this id."""

    code = "unknown_service"


class Invalid(BadInput):
    """What was entered cannot stand; ``problems`` says it field by field."""

    code = "invalid"

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems), field=problems[0].field)
        self.problems = problems


class Conflict(BadInput):
    """Somebody else changed the same fields meanwhile; ``fields`` names them. Nothing was written."""

    code = "conflict"

    def __init__(self, fields: Iterable[str]) -> None:
        self.fields = tuple(fields)
        super().__init__(f"Changed meanwhile: {', '.join(self.fields)}.", field=self.fields[0])


@dataclass(frozen=True, slots=True)
class Change:
    """What one person states at once about one service.

    ``facts``: field of ``directory.facts`` -> value; a new door is first named in "doors". ``by`` names an account or a
    role, never a person; ``note`` says why. ``version`` is what ``version_of`` said when the person began to write: a
    field that somebody else changed since is a Conflict. None: whatever stands there is replaced.
    """

    facts: Mapping[str, Any]
    source: EntrySource
    as_of: str | None
    by: str
    note: str | None = None
    version: int | None = None


def version_of(session: Session, service_id: str) -> int:
    """A number that grows with every statement about this service; 0 for one that nobody spoke of."""
    return session.scalar(select(func.max(Fact.id)).where(Fact.entity_id == service_id)) or 0


def made_since(session: Session, version: int, change: Change) -> str | None:
    """The id of a service that the same account created with these very facts after statement number ``version``: a
    form that was sent twice. None where there is none."""
    named = select(Fact.entity_id, Fact.value).where(
        Fact.id > version, Fact.field == "name", Fact.origin == "edit", Fact.recorded_by == change.by
    )
    found = [entity for entity, name in session.execute(named) if name == normal(change.facts).get("name")]
    current = Ledger(session, found).current
    wanted = normal(change.facts).items()
    return next((own for own in found if all(current(own).get(field) == said for field, said in wanted)), None)


def latest(session: Session) -> int:
    """The number of the last statement of all."""
    return session.scalar(select(func.max(Fact.id))) or 0


def set_fact(
    session: Session, service_id: str, field: str, value: Any, *, source: EntrySource, as_of: str | None, by: str
) -> bool:
    """State one value by hand; False if that very statement was in force already. See ``apply``."""
    return bool(apply(session, service_id, Change({field: value}, source, as_of, by)))


def apply(session: Session, service_id: str, change: Change) -> tuple[str, ...]:
    """State values by hand, all or none; the fields that were news. Use ``database.writing``.

    What was said before stays in the history, and from now on neither shipped files nor imports replace these
    statements. Raises UnknownService, Conflict, Invalid, or BadInput for a field that does not exist.
    """
    key = session.scalar(select(Service.key).where(Service.id == service_id))
    if key is None:
        raise UnknownService(f"There is no service with the id {service_id}.", field="service")
    return _apply(session, key, change)


def create(session: Session, key: str, change: Change) -> str:
    """A new service under a key that was never used; its id. Raises Invalid, or BadInput for a key that is taken or
    none. It is a draft unless ``change`` states another status."""
    if not is_key(key):
        raise BadInput(f"{key[:60]!r} is not a key: small letters, digits and hyphens", field="key")
    if session.scalar(select(Service.id).where(Service.key == key)):
        raise BadInput(f"The key {key!r} is taken.", field="key")
    _apply(session, key, replace(change, facts={"status": "draft"} | dict(change.facts)))
    return ids.service_id(key)


def _apply(session: Session, key: str, change: Change) -> tuple[str, ...]:
    today, service_id = clock.now().date(), ids.service_id(key)
    check_date(change.as_of, today)
    check_date(change.source.date, today)
    ledger = Ledger(session, [service_id])
    change = replace(change, facts=_stored(ledger.current(service_id), change, today))
    _refuse_lost_updates(ledger, service_id, change)
    _check(session, key, ledger.current(service_id), dict(change.facts), today)
    cite = Cited(key, change.source)
    written = tuple(
        field
        for field, value in change.facts.items()
        if ledger.offer(Claim(service_id, field, value, "edit", cite.id, change.as_of, change.by, change.note))
        != "same"
    )
    if written:
        record(session, ledger, service_keys=[key], cited=[cite])
    if change.facts.get("status", "withdrawn") != "withdrawn":
        stand_alone(session, service_id)
    return written


def _stored(current: Facts, change: Change, today: date) -> Facts:
    """The facts in their stored form, and the day on which a new word about intake lapses."""
    facts = normal(change.facts)
    news = {field: content for field, content in facts.items() if current.get(field) != content}
    return with_expiry(news, facts, change.as_of, today)


def _refuse_lost_updates(ledger: Ledger, service_id: str, change: Change) -> None:
    if change.version is None:
        return
    now = ledger.current(service_id)
    moved = [
        field
        for field, value in change.facts.items()
        if ledger.row_of(service_id, field) > change.version and now.get(field) != value
    ]
    if moved:
        raise Conflict(moved)


def _check(session: Session, key: str, current: Facts, stated: Facts, today: date) -> None:
    doors = value({**current, **stated}, "doors")
    for field in stated:
        _check_field(field, doors)
    refuse_new_problems(session, key, current, stated, today)


def refuse_new_problems(session: Session, key: str, current: Facts, stated: Facts, today: date) -> None:
    """Raises Invalid if ``stated`` on top of what is in force makes an error that was not there before."""
    before = check_facts(key, current, today) if current else []
    after = check_facts(key, current | stated, today)
    after += unknown_band(key, {field: content for field, content in stated.items() if current.get(field) != content})
    if any(kind in stated for kind in RELATION_TYPES):
        after += check_known(key, stated, current, known_keys(session))
    if new := [problem for problem in errors(after) if problem not in before]:
        raise Invalid(new)


def _check_field(field: str, doors: list[str]) -> None:
    door = split_door_field(field)
    try:
        blank(field)
    except KeyError as error:
        raise BadInput(f"There is no field {field!r}.", field=field) from error
    if door and door[0] not in doors:
        raise BadInput(f"The service has no door {door[0]!r}.", field=field)
