"""The network between services, and the closed loop of a slip. Nothing here knows of a client."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, Key, OfService, one_of


class Relation(Base):
    """One service's stated relation to another, which is named by its key. Drawn from the facts, like all parts."""

    __tablename__ = "relation"
    __table_args__ = (
        one_of(
            "relation_type", "refers_to", "accompanies", "agreement_with", "same_house_as", "branch_of", "speaks_for"
        ),
    )

    id: Mapped[Key]
    service_id: Mapped[OfService]
    relation_type: Mapped[str] = mapped_column(String(16))
    other_key: Mapped[str] = mapped_column(String(200), index=True)
    priority: Mapped[int]


class SlipCode(Base):
    """A slip that reports back: the hash of its code, both services, the ISO week ("2026-W47") and the state.

    No reference to ``service``: what was counted stays counted when a service is withdrawn.
    """

    __tablename__ = "slip_code"
    __table_args__ = (one_of("state", "issued", "arrived", "redirected", "not_eligible", "full"),)

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    from_service_id: Mapped[str | None] = mapped_column(String(36))
    to_service_id: Mapped[str] = mapped_column(String(36))
    week: Mapped[str] = mapped_column(String(8), index=True)
    state: Mapped[str] = mapped_column(String(12))


class SlipCount(Base):
    """What is left of the slips of a quarter once their codes have lapsed: numbers by receiver's district, kind, state.

    ``district`` is empty for services without one, ``kind`` for services that nobody knows any more.
    """

    __tablename__ = "slip_count"
    __table_args__ = (one_of("state", "issued", "arrived", "redirected", "not_eligible", "full"),)

    quarter: Mapped[str] = mapped_column(String(7), primary_key=True)
    district: Mapped[str] = mapped_column(String(5), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    state: Mapped[str] = mapped_column(String(12), primary_key=True)
    slips: Mapped[int]


class UnmetSearch(Base):
    """How many searches of a quarter ("2026-Q4") found no fitting service, as two marginals that are never joined.

    ``marginal`` district_kind: ``first`` is a district, ``second`` a kind; kind_language: a kind and a language.
    """

    __tablename__ = "unmet_search"
    __table_args__ = (one_of("marginal", "district_kind", "kind_language"),)

    quarter: Mapped[str] = mapped_column(String(7), primary_key=True)
    marginal: Mapped[str] = mapped_column(String(16), primary_key=True)
    first: Mapped[str] = mapped_column(String(20), primary_key=True)
    second: Mapped[str] = mapped_column(String(20), primary_key=True)
    searches: Mapped[int]
