"""Carriers confirm their own record without an account: by a link that is signed, works once, and for 30 days.

What still holds is stated anew with today's date; what has changed goes into the review queue and never straight into
the registry, since whoever holds a letter may not be who it was sent to.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.clock import utc_now
from directory.editing import Change, Invalid, apply
from directory.facts import Facts, stated, value
from directory.field_checks import check_field
from directory.freshness import group_of
from directory.intake import holds, holds_until
from directory.ledger import Ledger
from directory.models import ConfirmationLink, Service
from directory.problems import Problem
from directory.registry_files import EntrySource
from directory.review import Proposed, propose
from geo.errors import BadInput

VALID_DAYS = 30
CARRIER = "carrier"  # who states it, and the kind of its source
SOURCE_NAME = "Bestätigung der Stelle"
# Facts of the groups that the page does not show: nobody confirms what they have not seen.
NOT_ASKED = frozenset({"certificate", "restricted"})
_TOKEN = re.compile(r"[A-Za-z0-9_-]{48}")
_HALF = 24  # characters of the random part, and of the signature

Channel = Literal["mail", "letter"]
Standing = Literal["open", "used", "expired", "unknown"]


class LinkSpent(BadInput):
    """The link opens nothing: it was used, is too old, or was never given out; ``standing`` says which."""

    code = "link_spent"

    def __init__(self, standing: Standing) -> None:
        super().__init__(f"This link is {standing}.", field="token")
        self.standing = standing


class Moved(BadInput):
    """The record has changed since it was shown. Nothing was written."""

    code = "moved"


class NothingSaid(BadInput):
    """Neither confirmed nor corrected. The link stays good."""

    code = "nothing_said"


@dataclass(frozen=True, slots=True)
class Answer:
    """``confirmed``: groups of directory.freshness that still hold. ``corrections``: field -> what it should be.
    ``seen``: what ``seen`` gave for the facts that were shown."""

    confirmed: frozenset[str]
    corrections: Facts
    note: str | None
    seen: str


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an answer: the fields now dated today, and the proposal that waits, if there is one."""

    confirmed: tuple[str, ...]
    proposal: int | None


def issue(session: Session, service_id: str, channel: Channel, key: bytes, today: date) -> str:
    """A new link's token; only its hash is kept. ``key`` is the server's own for this purpose."""
    random = secrets.token_urlsafe(18)
    token = random + _signature(random, key)
    session.add(ConfirmationLink(
        token_hash=_hash(token), service_id=service_id, channel=channel, issued_on=today.isoformat(),
        expires_on=(today + timedelta(days=VALID_DAYS)).isoformat(), used_at=None,
    ))  # fmt: skip
    session.flush()
    return token


def revoke(session: Session, token: str) -> None:
    """Forget a link that never reached anybody; the service counts as not asked."""
    if row := session.get(ConfirmationLink, _hash(token)):
        session.delete(row)
        session.flush()


def opened(session: Session, token: str, key: bytes, today: date) -> ConfirmationLink:
    """The link of a token that may be used today. Changes nothing. Raises LinkSpent."""
    row = session.get(ConfirmationLink, _hash(token)) if _is_ours(token, key) else None
    if row is None or _status(session, row.service_id) != "published":
        raise LinkSpent("unknown")
    if row.used_at is not None:
        raise LinkSpent("used")
    if row.expires_on < today.isoformat():
        raise LinkSpent("expired")
    return row


def facts_of(session: Session, service_id: str) -> Facts:
    """What is stated about a service now."""
    return stated(Ledger(session, [service_id]).current(service_id))


def seen(facts: Mapping[str, object]) -> str:
    """A mark of all that can be confirmed: another one when any of it has changed."""
    shown = {field: content for field, content in facts.items() if group_of(field) or field == "doors"}
    return sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


def receive(session: Session, token: str, key: bytes, today: date, answer: Answer) -> Received:
    """Take an answer, all of it or nothing, and use the link up. Use ``database.writing``.

    Raises LinkSpent, Moved, NothingSaid, or Invalid with the problems of the corrections.
    """
    link = opened(session, token, key, today)
    facts = facts_of(session, link.service_id)
    if answer.seen != seen(facts):
        raise Moved("The record has changed meanwhile.")
    held = _held(facts, answer, today)
    if not (held or answer.corrections or answer.note):
        raise NothingSaid("Nothing was confirmed and nothing corrected.")
    _refuse_faults(answer.corrections)
    link.used_at = utc_now()
    return Received(_confirm(session, link.service_id, held, today), _correct(session, link.service_id, answer, today))


def _held(facts: Facts, answer: Answer, today: date) -> Facts:
    """The stated facts of the confirmed groups that nobody corrects, as they stand. What was said about intake holds
    on from today, unless it has lapsed: then it was not shown."""
    held = {
        field: content
        for field, content in facts.items()
        if group_of(field) in answer.confirmed and field not in answer.corrections and field not in NOT_ASKED
    }
    until = value(facts, "intake_until")
    if not holds(until, today):
        return {field: content for field, content in held.items() if field not in ("intake", "intake_band")}
    return held | {"intake_until": holds_until(today)} if until and "intake" in held else held


def _confirm(session: Session, service_id: str, held: Facts, today: date) -> tuple[str, ...]:
    if not held:
        return ()
    day = today.isoformat()
    source = EntrySource(id=f"{CARRIER}-{day}", url=SOURCE_NAME, date=day, kind=CARRIER, confidence="high")
    return apply(session, service_id, Change(held, source, day, CARRIER, "confirmed by the service itself"))


def _correct(session: Session, service_id: str, answer: Answer, today: date) -> int | None:
    if not (answer.corrections or answer.note):
        return None
    day = today.isoformat()
    return propose(
        session,
        Proposed("confirmation", service_id, answer.corrections, CARRIER, answer.note, SOURCE_NAME, day),
    )


def _refuse_faults(corrections: Facts) -> None:
    problems = [
        Problem("confirmation", field, code, fault)
        for field, content in corrections.items()
        for code, fault in check_field(field, content)
    ]
    if problems:
        raise Invalid(problems)


def purge(session: Session, today: date) -> None:
    """Forget the links that expired a year ago or earlier."""
    limit = (today - timedelta(days=365)).isoformat()
    session.execute(delete(ConfirmationLink).where(ConfirmationLink.expires_on < limit))


def _status(session: Session, service_id: str) -> str | None:
    return session.scalar(select(Service.status).where(Service.id == service_id))


def _signature(random: str, key: bytes) -> str:
    return urlsafe_b64encode(hmac.digest(key, random.encode(), sha256)[:18]).decode()


def _is_ours(token: str, key: bytes) -> bool:
    if not _TOKEN.fullmatch(token):
        return False
    return hmac.compare_digest(token[_HALF:], _signature(token[:_HALF], key))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
