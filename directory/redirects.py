"""Ids that moved: which of them an editor moved here, and which the shipped files may move."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory import ids
from directory.models import Fact, Redirect, Service
from directory.registry_files import Entry


def merged_by_hand(session: Session) -> dict[str, str]:
    """Id -> id of what an editor here merged it into: no shipped file takes that back."""
    by_hand = select(Service.id).join(Fact, Fact.entity_id == Service.id).where(
        Service.status == "withdrawn", Fact.field == "status", Fact.origin == "edit", Fact.superseded_at.is_(None)
    )  # fmt: skip
    rows = session.execute(select(Redirect.id, Redirect.target_id).where(Redirect.id.in_(by_hand))).all()
    return {row.id: row.target_id for row in rows}


def merged_into(session: Session, service_id: str) -> tuple[str, ...]:
    """Ids of all that was merged into this one, also by way of another: their histories belong to it."""
    onto: dict[str, list[str]] = {}
    for row in session.scalars(select(Redirect).order_by(Redirect.id)):
        onto.setdefault(row.target_id, []).append(row.id)
    found = [service_id]
    for one in found:
        found += [other for other in onto.get(one, []) if other not in found]
    return tuple(found[1:])


def moved_by_files(session: Session, entries: Iterable[Entry]) -> dict[str, str]:
    """Key -> id of what the files merged it into, but for what an editor merged already, or merged into it."""
    here = merged_by_hand(session)
    stated = {key: ids.service_id(entry.key) for entry in entries for key in entry.merged_keys}
    return {key: new for key, new in stated.items() if ids.service_id(key) not in here.keys() | _way_of(new, here)}


def _way_of(service_id: str, moved: Mapping[str, str]) -> set[str]:
    """All ids that one leads to."""
    way: set[str] = set()
    while service_id in moved and service_id not in way:
        service_id = moved[service_id]
        way.add(service_id)
    return way


def stand_alone(session: Session, service_id: str) -> None:
    """A service that is shown again is no other one's any more."""
    session.execute(delete(Redirect).where(Redirect.id == service_id))


def redirect(session: Session, entries: Iterable[Entry], moved: Mapping[str, str]) -> None:
    """Write down what the files moved, and take back what they hold as a service of its own again."""
    separate = {ids.service_id(entry.key) for entry in entries} - merged_by_hand(session).keys()
    for row in session.scalars(select(Redirect)).all():
        if row.id in separate:
            session.delete(row)
    for key, new in moved.items():
        session.merge(Redirect(id=ids.service_id(key), target_id=new, key=key))
