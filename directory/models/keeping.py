"""Who keeps the registry, and what waits for them: accounts, the review queue, links to confirm a record."""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, Json, one_of


class Account(Base):
    """Who may use the editors' area. ``name`` is a function ("redaktion-koblenz"), not a person.

    ``organization_id`` bounds an organization's editor, ``districts`` (five-digit keys) a district editor. ``epoch``
    grows when the password changes, which ends every session that began before. Times are ISO, UTC.
    """

    __tablename__ = "account"
    __table_args__ = (one_of("role", "viewer", "organization_editor", "district_editor", "administrator"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    organization_id: Mapped[str | None] = mapped_column(String(36))
    districts: Mapped[Json]  # list of keys
    password_hash: Mapped[str] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_last: Mapped[int | None]  # the time step used last: a code works once
    active: Mapped[bool]
    epoch: Mapped[int]
    created_at: Mapped[str] = mapped_column(String(32))


class Proposal(Base):
    """A change that waits for a person: what somebody proposes for one service, or a whole new service.

    ``facts``: field -> proposed value (names of ``directory.facts``); ``based_on``: field -> the value in force when
    it was proposed, so that a reviewer sees what has moved since. ``service_id`` None: a service that we do not have.
    ``proposed_by`` names a role or a program ("public", "carrier", "import"), or an account for its own draft.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        one_of("kind", "correction", "new_service", "confirmation", "shipped", "import", "draft"),
        one_of("state", "open", "accepted", "rejected"),
        Index("ix_proposal_state_kind", "state", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(10))
    service_id: Mapped[str | None] = mapped_column(String(36), index=True)
    facts: Mapped[Json]
    based_on: Mapped[Json]
    note: Mapped[str | None]
    source_url: Mapped[str | None]
    as_of: Mapped[str | None] = mapped_column(String(10))
    proposed_by: Mapped[str] = mapped_column(String(80))
    proposed_at: Mapped[str] = mapped_column(String(32))
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decided_at: Mapped[str | None] = mapped_column(String(32))
    decision_note: Mapped[str | None]


class ConfirmationLink(Base):
    """A link by which a carrier confirms one record without an account: once, until ``expires_on`` (ISO date)."""

    __tablename__ = "confirmation_link"
    __table_args__ = (one_of("channel", "mail", "letter"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    service_id: Mapped[str] = mapped_column(String(36), index=True)
    channel: Mapped[str] = mapped_column(String(6))
    issued_on: Mapped[str] = mapped_column(String(10))
    expires_on: Mapped[str] = mapped_column(String(10))
    used_at: Mapped[str | None] = mapped_column(String(32))
