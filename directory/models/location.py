"""Where a service is found and how it is reached (HSDS location, address, service_at_location, phone, schedule)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, Key, OfService, one_of


class Location(Base):
    """A place. Position in degrees WGS84; ``position_precision`` says how exact it honestly is."""

    __tablename__ = "location"
    __table_args__ = (one_of("position_precision", "given", "street", "postcode", "municipality", "district"),)

    id: Mapped[Key]
    location_type: Mapped[str] = mapped_column(String(12))
    name: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    position_precision: Mapped[str | None] = mapped_column(String(12))
    position_source: Mapped[str | None]
    district: Mapped[str | None] = mapped_column(String(5))
    municipality: Mapped[str | None] = mapped_column(String(8))


class Address(Base):
    """The address as stated; what is not known is NULL, also where HSDS asks for a text."""

    __tablename__ = "address"

    id: Mapped[Key]
    location_id: Mapped[str] = mapped_column(String(36), ForeignKey("location.id", ondelete="CASCADE"), index=True)
    address_1: Mapped[str | None]
    postal_code: Mapped[str | None] = mapped_column(String(10))
    city: Mapped[str | None]
    state_province: Mapped[str] = mapped_column(String(4))
    country: Mapped[str] = mapped_column(String(2))
    address_type: Mapped[str] = mapped_column(String(12))


class ServiceAtLocation(Base):
    """A door: a service at a place. ``priority`` 0 is the main one; ``outreach``: hours away from the main place."""

    __tablename__ = "service_at_location"
    __table_args__ = (UniqueConstraint("service_id", "key"),)

    id: Mapped[Key]
    service_id: Mapped[OfService]
    location_id: Mapped[str] = mapped_column(String(36), ForeignKey("location.id"), index=True)
    key: Mapped[str] = mapped_column(String(200))
    outreach: Mapped[bool]
    priority: Mapped[int]


class Phone(Base):
    """E.164 or a short public number; of the service, or of one door only where ``service_at_location_id`` is set."""

    __tablename__ = "phone"

    id: Mapped[Key]
    service_id: Mapped[OfService]
    service_at_location_id: Mapped[str | None] = mapped_column(
        String(36), ForeignKey("service_at_location.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[str] = mapped_column(String(40))
    extension: Mapped[str | None] = mapped_column(String(20))
    description: Mapped[str | None]
    priority: Mapped[int]


class Schedule(Base):
    """Opening hours: ``osm_hours`` in OSM syntax where unambiguous, ``description`` in the words of the source."""

    __tablename__ = "schedule"

    id: Mapped[Key]
    service_id: Mapped[OfService]
    service_at_location_id: Mapped[str | None] = mapped_column(
        String(36), ForeignKey("service_at_location.id", ondelete="CASCADE"), index=True
    )
    osm_hours: Mapped[str | None]
    description: Mapped[str | None]
