"""Where a slip led to: the district and the main kind of a service, also of one that was withdrawn or merged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import Attribute, Location, Service, ServiceAtLocation
from directory.snapshot import find_redirect


@dataclass(frozen=True, slots=True)
class Place:
    """Codes; ``district`` is empty for services of the whole Land, ``kind`` where the service is known no more."""

    district: str
    kind: str


def places_of(session: Session, service_ids: Collection[str]) -> dict[str, Place]:
    """The place of each service, one query a service: few services get slips."""
    return {service_id: _place(session, find_redirect(session, service_id) or service_id) for service_id in service_ids}


def _place(session: Session, service_id: str) -> Place:
    """The district that it belongs to, else that of its main place; each slip counts once, so the main kind only."""
    kind = session.scalar(
        select(Attribute.value)
        .where(Attribute.link_id == service_id, Attribute.link_type == "kind")
        .order_by(Attribute.priority)
        .limit(1)
    )
    district = session.scalar(select(Service.district).where(Service.id == service_id)) or session.scalar(
        select(Location.district)
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .where(ServiceAtLocation.service_id == service_id)
        .order_by(ServiceAtLocation.priority)
        .limit(1)
    )
    return Place(district or "", kind or "")
