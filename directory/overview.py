"""All services in one line each, whatever their status: what an editor looks through, light enough for every click."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.models import Address, Location, Organization, Proposal, Service, ServiceAtLocation
from directory.records import Status


@dataclass(frozen=True, slots=True)
class Outline:
    """``own_districts``: its own and those of its doors. ``waiting``: open proposals for it, drafts included."""

    id: str
    key: str
    name: str
    organization: str | None
    organization_id: str | None
    status: Status
    temporarily_closed: bool
    own_districts: frozenset[str]
    city: str | None
    waiting: int


def outlines(session: Session, service_id: str | None = None) -> tuple[Outline, ...]:
    """Every service by name, withdrawn ones too; or the one of this id."""
    query = (
        select(Service, Organization.name)
        .outerjoin(Organization, Organization.id == Service.organization_id)
        .order_by(Service.name, Service.id)
    )
    places = _places(session, service_id)
    waiting = _waiting(session)
    rows = session.execute(query if service_id is None else query.where(Service.id == service_id)).all()
    return tuple(_outline(row, carrier, places[row.id], waiting.get(row.id, 0)) for row, carrier in rows)


def outline(session: Session, service_id: str) -> Outline | None:
    """One service; None for an id that nobody has."""
    return next(iter(outlines(session, service_id)), None)


def _outline(row: Service, carrier: str | None, places: list[tuple[str | None, str | None]], waiting: int) -> Outline:
    status: Status = row.status  # type: ignore[assignment]  # the database's own check keeps to the list
    return Outline(
        id=row.id, key=row.key, name=row.name, organization=carrier, organization_id=row.organization_id,
        status=status, temporarily_closed=row.temporarily_closed,
        own_districts=frozenset(filter(None, (row.district, *(district for district, _city in places)))),
        city=next((city for _district, city in places if city), None), waiting=waiting,
    )  # fmt: skip


def _places(session: Session, service_id: str | None) -> dict[str, list[tuple[str | None, str | None]]]:
    """District and town of each door, the main one first."""
    query = (
        select(ServiceAtLocation.service_id, Location.district, Address.city)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .outerjoin(Address, Address.location_id == Location.id)
        .order_by(ServiceAtLocation.priority)
    )
    if service_id is not None:
        query = query.where(ServiceAtLocation.service_id == service_id)
    found: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    for owner, district, city in session.execute(query):
        found[owner].append((district, city))
    return found


def _waiting(session: Session) -> dict[str, int]:
    query = select(Proposal.service_id, func.count()).where(Proposal.state == "open").group_by(Proposal.service_id)
    return {row[0]: row[1] for row in session.execute(query) if row[0]}
