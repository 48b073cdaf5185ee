"""The review queue: changes that somebody proposed, until a person accepts or rejects them.

A public suggestion, a carrier's correction, a shipped file or an import that contradicts an edit, an editor's own
draft: all wait here in one form, and become statements only through ``directory.editing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.chunks import chunks
from directory.clock import utc_now
from directory.editing import Change, UnknownService, apply, create
from directory.facts import Facts, blank
from directory.ledger import Ledger
from directory.models import Proposal
from directory.registry_files import EntrySource
from geo.errors import BadInput

PUBLIC = "public"  # proposed by nobody in particular

Kind = Literal["correction", "new_service", "confirmation", "shipped", "import", "draft"]


@dataclass(frozen=True, slots=True)
class Proposed:
    """``facts``: field of ``directory.facts`` -> value. ``service_id`` None: a service that we do not have.

    ``by`` names a role or a program, or an account for its own draft; nobody's name, mail or address.
    """

    kind: Kind
    service_id: str | None
    facts: Mapping[str, Any]
    by: str
    note: str | None = None
    source_url: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open proposal. ``now``: what is in force for its fields; ``moved``: those changed since it was made."""

    id: int
    kind: Kind
    service_id: str | None
    facts: Facts
    now: Facts
    moved: tuple[str, ...]
    note: str | None
    source_url: str | None
    as_of: str | None
    proposed_by: str
    proposed_at: str  # ISO, UTC


def propose(session: Session, proposed: Proposed) -> int:
    """Put a proposal into the queue; its id. The same one again, while it is open, is not queued twice."""
    facts = dict(proposed.facts)
    for row in _open(session, [proposed.service_id]):
        if (row.kind, row.facts, row.note) == (proposed.kind, facts, proposed.note):
            return row.id
    in_force = _in_force(_ledger(session, [proposed]), proposed.service_id, facts)
    row = Proposal(
        kind=proposed.kind, state="open", service_id=proposed.service_id, facts=facts,
        based_on=in_force, note=proposed.note, source_url=proposed.source_url,
        as_of=proposed.as_of, proposed_by=proposed.by, proposed_at=utc_now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def queue(session: Session, service_ids: Iterable[str | None] | None = None) -> tuple[Waiting, ...]:
    """All that waits, or only for these services (None among them: proposals of new ones); oldest first."""
    rows = _open(session, service_ids)
    ledger = _ledger(session, rows)
    return tuple(_waiting(ledger, row) for row in rows)


def waiting(session: Session, proposal_id: int) -> Waiting:
    """One open proposal. Raises BadInput where there is none of this number, or it has been decided."""
    row = _row(session, proposal_id)
    return _waiting(_ledger(session, [row]), row)


def exists(session: Session, proposal_id: int) -> bool:
    """Whether there ever was a proposal of this number, decided ones included."""
    return session.get(Proposal, proposal_id) is not None


def accept(
    session: Session, proposal_id: int, source: EntrySource, *, by: str, as_of: str | None = None,
    facts: Mapping[str, Any] | None = None, key: str | None = None, note: str | None = None,
    version: int | None = None,
) -> str:  # fmt: skip
    """Make the proposal a statement; the id of its service. Use ``database.writing``.

    ``facts``: what the reviewer made of it (a part, or mended); None takes all as proposed. ``key`` names a new
    service; ``version`` is what ``editing.version_of`` said when the reviewer looked at it. What the public wrote
    beside the facts gets into no history. Raises what ``editing.apply`` and ``editing.create`` raise; then the proposal
    stays open.
    """
    row = _row(session, proposal_id)
    told = None if row.proposed_by == PUBLIC else row.note
    change = Change(row.facts if facts is None else facts, source, as_of, by, note or told, version)
    if row.service_id is not None:
        apply(session, row.service_id, change)
    elif key:
        row.service_id = create(session, key, change)
    else:
        raise UnknownService("A new service needs a key.", field="key")
    _decide(row, "accepted", by, note)
    session.flush()
    return row.service_id


def close(session: Session, proposal_id: int, *, by: str, note: str | None = None) -> None:
    """Settled without a statement: there was nothing to take, or it has been done in another way."""
    _decide(_row(session, proposal_id), "accepted", by, note)
    session.flush()


def reject(session: Session, proposal_id: int, *, by: str, note: str | None = None) -> None:
    """Take it out of the queue; who decided, when and why stays in the table. Of the public's words nothing stays."""
    _decide(_row(session, proposal_id), "rejected", by, note)
    session.flush()


def _open(session: Session, service_ids: Iterable[str | None] | None) -> list[Proposal]:
    query = select(Proposal).where(Proposal.state == "open").order_by(Proposal.id)
    if service_ids is None:
        return list(session.scalars(query))
    wanted = set(service_ids)
    asked = [Proposal.service_id.in_(part) for part in chunks(sorted(filter(None, wanted)))]
    asked += [Proposal.service_id.is_(None)] if None in wanted else []
    return sorted((row for which in asked for row in session.scalars(query.where(which))), key=lambda row: row.id)


def _row(session: Session, proposal_id: int) -> Proposal:
    row = session.get(Proposal, proposal_id)
    if row is None or row.state != "open":
        raise BadInput("This proposal does not exist or has been decided already.", field="proposal")
    return row


def _ledger(session: Session, about: Iterable[Proposal | Proposed]) -> Ledger:
    """What is in force for all their services, read at once."""
    return Ledger(session, [each.service_id for each in about if each.service_id])


def _waiting(ledger: Ledger, row: Proposal) -> Waiting:
    now = _in_force(ledger, row.service_id, row.facts)
    moved = tuple(field for field in row.facts if now[field] != row.based_on.get(field))
    kind: Any = row.kind
    return Waiting(
        row.id, kind, row.service_id, row.facts, now, moved, row.note, row.source_url, row.as_of,
        row.proposed_by, row.proposed_at,
    )  # fmt: skip


def _in_force(ledger: Ledger, service_id: str | None, fields: Iterable[str]) -> Facts:
    stated = ledger.current(service_id) if service_id else {}
    return {field: stated.get(field, _blank(field)) for field in fields}


def _blank(field: str) -> Any:
    """None for a field that does not exist: whoever accepts the proposal is told so."""
    try:
        return blank(field)
    except KeyError:
        return None


def _decide(row: Proposal, state: str, by: str, note: str | None) -> None:
    row.state, row.decided_by, row.decided_at, row.decision_note = state, by, utc_now(), note
    if row.proposed_by == PUBLIC:  # it may tell of people although we ask for none
        row.note = row.source_url = None
        if state == "rejected":
            row.facts, row.based_on = {}, {}
