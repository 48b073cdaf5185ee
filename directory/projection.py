"""From facts to rows: draws the tables of a service from what the ledger holds in force.

All rows of a service but its facts and sources are replaced together, so that no table can tell another story than the
facts. Nothing here decides what is true; ``directory.ledger`` did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from directory import ids
from directory.chunks import AS_GIVEN, chunks
from directory.facts import Facts, value
from directory.models import (
    Address,
    Attribute,
    Base,
    Language,
    Location,
    Organization,
    Phone,
    Relation,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    TaxonomyTerm,
)  # fmt: skip
from directory.rows import Rows, service_rows

# In the order in which rows can be inserted; deleted in reverse.
_PARTS: tuple[type[Base], ...] = (
    ServiceArea, Language, Attribute, Relation, Location, Address, ServiceAtLocation, Phone, Schedule,
)  # fmt: skip


def project(
    session: Session, keys: Mapping[str, str], facts: Mapping[str, Facts], main_sources: Mapping[str, str | None],
) -> None:  # fmt: skip
    """Redraw the services in ``facts`` (by id). ``keys``: id -> key; ``main_sources``: id -> source to name first."""
    rows: Rows = {Service: [], **{model: [] for model in _PARTS}}
    carriers = _carriers(session, (value(found, "organization") for found in facts.values()))
    for service_id, found in facts.items():
        made = service_rows(keys[service_id], found)
        made[Service][0]["organization_id"] = carriers.get(value(found, "organization"))
        made[Service][0]["main_source_id"] = main_sources.get(service_id)
        for model, part in made.items():
            rows[model].extend(part)
    _add_terms(session, rows[Attribute])
    _store(session, rows)


def _carriers(session: Session, names: Iterable[str | None]) -> dict[str | None, str]:
    """Name -> id of the carrier, new ones written down. See ``directory.ids`` for what makes two names one carrier."""
    known = dict(session.execute(select(Organization.key, Organization.id)).all())
    found: dict[str | None, str] = {}
    new: list[dict[str, str]] = []
    for name in filter(None, dict.fromkeys(names)):
        key = ids.slug(name)
        if key not in known:
            known[key] = ids.organization_id(key)
            new.append({"id": known[key], "key": key, "name": name})
        found[name] = known[key]
    if new:
        session.execute(insert(Organization), new)
    return found


def _add_terms(session: Session, attributes: list[dict[str, Any]]) -> None:
    known = set(session.scalars(select(TaxonomyTerm.id)))
    new: dict[str, dict[str, str]] = {}
    for row in attributes:
        term = row["taxonomy_term_id"]
        if term and term not in known:
            new[term] = {"id": term, "taxonomy": row["link_type"] + "s", "code": row["value"]}
    if new:
        session.execute(insert(TaxonomyTerm), list(new.values()))


def _store(session: Session, rows: Rows) -> None:
    wanted = [row["id"] for row in rows[Service]]
    there = {
        found for part in chunks(wanted) for found in session.scalars(select(Service.id).where(Service.id.in_(part)))
    }
    for part in chunks(sorted(there)):
        _clear(session, part)
    new = [row for row in rows[Service] if row["id"] not in there]
    if new:
        session.execute(insert(Service), new, execution_options=AS_GIVEN)
    if there:
        session.execute(update(Service), [row for row in rows[Service] if row["id"] in there])
    for model in _PARTS:
        if rows[model]:
            session.execute(insert(model), rows[model], execution_options=AS_GIVEN)


def _clear(session: Session, service_ids: Sequence[str]) -> None:
    places = select(ServiceAtLocation.location_id).where(ServiceAtLocation.service_id.in_(service_ids))
    gone = list(session.scalars(places))
    for model in (Schedule, Phone, ServiceAtLocation, Relation, Language, ServiceArea):
        session.execute(delete(model).where(model.service_id.in_(service_ids)))
    session.execute(delete(Attribute).where(Attribute.link_id.in_(service_ids)))
    for part in chunks(gone):
        session.execute(delete(Address).where(Address.location_id.in_(part)))
        session.execute(delete(Location).where(Location.id.in_(part)))
