"""From the database to the read model: everything published, in a fixed number of queries.

Each query fetches one table as plain tuples; ``directory.assembling`` puts the records together in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from directory import ids
from directory.assembling import Parts, record
from directory.models import (
    Address,
    Attribute,
    Fact,
    Language,
    Location,
    Meta,
    Organization,
    Phone,
    Redirect,
    Relation,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Source,
)  # fmt: skip
from directory.recording import REVISION_KEY
from directory.records import ServiceRecord
from directory.vocabulary import kinds

_MAX_HOPS = 20  # merges of merges; more would be a ring

# One query a part; the first column names the service, or the door, that a row belongs to.
_QUERIES: dict[str, Select[*tuple[Any, ...]]] = {
    "doors": select(
        ServiceAtLocation.service_id, ServiceAtLocation.id, ServiceAtLocation.key, ServiceAtLocation.outreach,
        Location.name, Location.latitude, Location.longitude, Location.position_precision, Location.district,
        Location.municipality, Address.address_1, Address.postal_code, Address.city,
    )
    .join(Location, Location.id == ServiceAtLocation.location_id)
    .outerjoin(Address, Address.location_id == Location.id)
    .order_by(ServiceAtLocation.priority),
    "phones": select(
        func.coalesce(Phone.service_at_location_id, Phone.service_id), Phone.number, Phone.extension, Phone.description
    ).order_by(Phone.priority),
    "hours": select(
        func.coalesce(Schedule.service_at_location_id, Schedule.service_id), Schedule.osm_hours, Schedule.description
    ),
    "languages": select(Language.service_id, Language.code).order_by(Language.priority),
    "areas": select(ServiceArea.service_id, ServiceArea.extent_type, ServiceArea.extent).order_by(ServiceArea.priority),
    "attributes": select(Attribute.link_id, Attribute.link_type, Attribute.value).order_by(Attribute.priority),
    "relations": select(Relation.service_id, Relation.relation_type, Relation.other_key).order_by(Relation.priority),
    "sources": select(Source.service_id, Source.id, Source.url, Source.as_of, Source.kind, Source.confidence).order_by(
        Source.priority, Source.id
    ),
    "facts": select(Fact.entity_id, Fact.field, Fact.source_id, Fact.as_of)
    .where(Fact.superseded_at.is_(None))
    .order_by(Fact.field),
    "changed": select(Fact.entity_id, func.max(Fact.recorded_at))
    .where(Fact.superseded_at.is_(None))
    .group_by(Fact.entity_id),
}  # fmt: skip


def load_records(session: Session, *, include_drafts: bool = False) -> tuple[ServiceRecord, ...]:
    """All published services, sorted by id; with ``include_drafts`` also those waiting for confirmation.

    Withdrawn ones never. Everything comes from one read transaction: no half of an edit is ever seen.
    """
    wanted = ("published", "draft") if include_drafts else ("published",)
    services = session.execute(
        select(Service, Organization.name)
        .outerjoin(Organization, Organization.id == Service.organization_id)
        .where(Service.status.in_(wanted))
        .order_by(Service.id)
    )
    found = services.all()
    parts = {name: _by_owner(session, query) for name, query in _QUERIES.items()}
    parts["relations"] = _resolved(session, parts["relations"], {service.id for service, _ in found})
    known = kinds()
    return tuple(record(service, carrier, parts, known) for service, carrier in found)


def revision(session: Session) -> int:
    """A number that grows with every change of the registry: cheap to ask, so that readers know when to read anew."""
    return int(session.scalar(select(Meta.value).where(Meta.key == REVISION_KEY)) or 0)


def _by_owner(session: Session, query: Select[*tuple[Any, ...]]) -> Parts:
    grouped: Parts = defaultdict(list)
    for owner, *rest in session.execute(query):
        grouped[owner].append(rest)
    return grouped


def _resolved(session: Session, relations: Parts, shown: set[str]) -> Parts:
    """With the id behind each key, None where nobody among ``shown`` stands behind it."""
    moved = dict(session.execute(select(Redirect.id, Redirect.target_id)).all())
    return {
        owner: [[kind, key, now if (now := _followed(ids.service_id(key), moved)) in shown else None]
                for kind, key in rows]
        for owner, rows in relations.items()
    }  # fmt: skip


def _followed(service_id: str, moved: Mapping[str, str]) -> str:
    for _ in range(_MAX_HOPS):
        if service_id not in moved:
            break
        service_id = moved[service_id]
    return service_id


def find_redirect(session: Session, service_id: str) -> str | None:
    """The id that a merged id stands for now; None for an id that was never merged."""
    target: str | None = None
    for _ in range(_MAX_HOPS):
        found = session.scalar(select(Redirect.target_id).where(Redirect.id == (target or service_id)))
        if found is None:
            break
        target = found
    return target
