"""The services that we have, as far as they are needed to recognize them: read in five queries, without their facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from directory.exchange.naming import Names
from directory.matching import Profile
from directory.models import Address, Attribute, Location, Organization, Phone, Service, ServiceAtLocation

Block = tuple[str, str | None]  # kind, district: only within a common one services are compared
_DOORS: Select[*tuple[str, str | None, str | None, str | None, str | None]] = (
    select(ServiceAtLocation.service_id, Location.district, Address.address_1, Address.postal_code, Address.city)
    .join(Location, Location.id == ServiceAtLocation.location_id)
    .outerjoin(Address, Address.location_id == Location.id)
)


def known_services(session: Session, names: Names) -> Iterator[tuple[str, Profile, list[Block]]]:
    """Key, profile and blocks of each service; a merged one speaks for the one that stayed."""
    kinds, phones, doors = defaultdict(list), defaultdict(list), defaultdict(list)
    for owner, kind in session.execute(select(Attribute.link_id, Attribute.value).where(Attribute.link_type == "kind")):
        kinds[owner].append(kind)
    for owner, number in session.execute(select(Phone.service_id, Phone.number)):
        phones[owner].append(number)
    for owner, *door in session.execute(_DOORS):
        doors[owner].append(door)
    services = select(Service.id, Service.name, Organization.name, Service.office, Service.district).outerjoin(
        Organization, Organization.id == Service.organization_id
    )
    for own, name, carrier, office, district in session.execute(services):
        places = [(street, code, city) for _, street, code, city in doors[own]]
        found = dict.fromkeys([district, *(door[0] for door in doors[own])])
        areas: list[str | None] = [key for key in found if key] or [None]
        profile = Profile.of(own, name, carrier, phones[own], places, office)
        yield names.key_of(own) or "", profile, [(kind, area) for kind in kinds[own] for area in areas]
