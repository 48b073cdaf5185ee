"""Carriers and services (HSDS organization, service, service_area, language, attribute, taxonomy_term)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, Json, Key, OfService, one_of


class Organization(Base):
    """The legal carrier. ``key``: see ``directory.ids``; ``name`` may be corrected, the key never."""

    __tablename__ = "organization"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(90), unique=True)
    name: Mapped[str]


class Service(Base):
    """One service. HSDS names where HSDS has one; what a referral hangs on beside them.

    ``application_process`` holds access_text, ``eligibility_description`` target_group and ``wait_time`` the waiting
    band of a record. ``intake_until`` (ISO date) ends the statement about intake: after it nothing is known.
    """

    __tablename__ = "service"
    __table_args__ = (
        one_of("status", "published", "draft", "withdrawn"),
        one_of("scope", "local", "statewide", "nationwide"),
        one_of("intake", "open", "waiting", "closed", "unknown"),
        one_of("certificate", "yes", "no", "unknown"),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(200), unique=True)
    organization_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("organization.id"), index=True)
    name: Mapped[str]
    url: Mapped[str | None]
    email: Mapped[str | None]
    status: Mapped[str] = mapped_column(String(12), index=True)
    draft_reason: Mapped[str | None]
    application_process: Mapped[str | None]
    eligibility_description: Mapped[str | None]
    wait_time: Mapped[str | None]
    umbrella: Mapped[str | None]
    office: Mapped[str | None] = mapped_column(String(40))
    certificate: Mapped[str | None] = mapped_column(String(8))
    kind_assumed: Mapped[bool]
    scope: Mapped[str] = mapped_column(String(12))
    district: Mapped[str | None] = mapped_column(String(5))
    channels: Mapped[Json]  # list of codes
    intake: Mapped[str] = mapped_column(String(8))
    intake_until: Mapped[str | None] = mapped_column(String(10))
    temporarily_closed: Mapped[bool]
    restricted: Mapped[bool]
    topics_dropped: Mapped[Json] = mapped_column(server_default="[]")  # list of codes
    main_source_id: Mapped[str | None] = mapped_column(String(36))


class ServiceArea(Base):
    """One stated part of the area served. ``extent_type``: district (five-digit key), municipality (eight), text."""

    __tablename__ = "service_area"
    __table_args__ = (one_of("extent_type", "district", "municipality", "text"),)

    id: Mapped[Key]
    service_id: Mapped[OfService]
    extent_type: Mapped[str] = mapped_column(String(12))
    extent: Mapped[str]
    priority: Mapped[int]


class Language(Base):
    """A language that the source states. No row means unknown, not "German only"."""

    __tablename__ = "language"

    id: Mapped[Key]
    service_id: Mapped[OfService]
    code: Mapped[str] = mapped_column(String(20))
    priority: Mapped[int]


class TaxonomyTerm(Base):
    """A code of data/vocabulary that some service bears; ``taxonomy`` is kinds or topics."""

    __tablename__ = "taxonomy_term"
    __table_args__ = (UniqueConstraint("taxonomy", "code"),)

    id: Mapped[Key]
    taxonomy: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(60))


class Attribute(Base):
    """Links a service to a term (``link_type`` kind or topic) or keeps the source's wording (topic_text)."""

    __tablename__ = "attribute"
    __table_args__ = (one_of("link_type", "kind", "topic", "topic_text"),)

    id: Mapped[Key]
    link_id: Mapped[OfService]
    link_entity: Mapped[str] = mapped_column(String(20))
    link_type: Mapped[str] = mapped_column(String(12))
    taxonomy_term_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("taxonomy_term.id"), index=True)
    value: Mapped[str]
    priority: Mapped[int]
