"""Changing one fact by hand. Besides loading and exchange nothing else writes to the registry."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.facts import Facts, blank, split_door_field
from directory.ledger import Claim, Ledger
from directory.models import Service
from directory.problems import errors
from directory.provenance import check_date
from directory.recording import Cited, record
from directory.registry_files import EntrySource
from directory.validation import check_facts
from geo.errors import BadInput


class UnknownService(BadInput):
    """There is no service of this id."""

    code = "unknown_service"


def set_fact(
    session: Session, service_id: str, field: str, value: Any, *, source: EntrySource, as_of: str | None, by: str
) -> bool:
    """State a value by hand; False if that very statement was in force already. Use ``database.writing``.

    ``field`` as in ``directory.facts`` ("phones", "doors.<door key>.street"); a new door is first named in "doors".
    ``by`` names a role, never a person. What was said before stays in the history, and from now on neither shipped
    files nor imports replace this statement. Raises UnknownService, or BadInput for a field that does not exist
    or a value that is wrong.
    """
    key = session.scalar(select(Service.key).where(Service.id == service_id))
    if key is None:
        raise UnknownService(f"There is no service with the id {service_id}.", field="service")
    today = clock.now().date()
    check_date(as_of, today)
    check_date(source.date, today)
    ledger = Ledger(session, [service_id])
    _check(key, ledger.current(service_id), field, value, today)
    cite = Cited(key, source)
    claim = Claim(service_id, field, value, "edit", cite.id, as_of, by=by)
    if ledger.offer(claim) == "same":
        return False
    record(session, ledger, service_keys=[key], cited=[cite])
    return True


def _check(key: str, current: Facts, field: str, value: Any, today: date) -> None:
    _check_field(field, current.get("doors", []))
    before = check_facts(key, current, today)
    new = [problem for problem in errors(check_facts(key, current | {field: value}, today)) if problem not in before]
    if new:
        raise BadInput("; ".join(problem.message for problem in new), field=new[0].field)


def _check_field(field: str, doors: list[str]) -> None:
    door = split_door_field(field)
    try:
        blank(field)
    except KeyError as error:
        raise BadInput(f"There is no field {field!r}.", field=field) from error
    if door and door[0] not in doors:
        raise BadInput(f"The service has no door {door[0]!r}.", field=field)
