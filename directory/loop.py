"""The closed loop of a slip, without a client: a code comes back as a state, and nobody knows whose it was.

Kept of a slip: the keyed hash of its code, both services, the ISO week and the state. After 13 weeks not even that: the
row goes, and adds one to a number for quarter, district, kind and state (``SlipCount``). The hash of a lapsed code, the
service it came from and the week are gone for good.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from directory.loop_places import places_of
from directory.models import SlipCode, SlipCount
from directory.quarters import quarter_of_week, week_of, weeks_before
from directory.slip_codes import hash_of, new_code, read_code
from geo.errors import BadInput

State = Literal["issued", "arrived", "redirected", "not_eligible", "full"]
STATES: tuple[State, ...] = get_args(State)
ANSWERS = STATES[1:]  # what the receiving service may choose
WEEKS = 13  # that a code is good for, beside the week of issue
Counted = Counter[tuple[str, str, str, str]]
"""Slips by quarter, district, kind and state."""


class UnknownCode(BadInput):
    """Well-formed, but nobody issued it, or it has lapsed."""

    code = "unknown_code"


@dataclass(frozen=True, slots=True)
class Slip:
    """All that is known of a slip: ids of services, ISO week, state."""

    to_service: str
    from_service: str | None
    week: str
    state: State


def issue(session: Session, key: bytes, to_service: str, today: date, from_service: str | None = None) -> str:
    """A new code, kept as its hash only: whoever asked must show it now or never."""
    lapse(session, today)
    code = new_code()
    session.add(
        SlipCode(
            code_hash=hash_of(code, key), from_service_id=from_service, to_service_id=to_service,
            week=week_of(today), state="issued",
        )
    )  # fmt: skip
    return code


def find(session: Session, key: bytes, typed: str, today: date) -> Slip:
    """The slip of a typed code. Raises MistypedCode, UnknownCode."""
    row = session.get(SlipCode, hash_of(read_code(typed), key))
    if row is None or row.week < _oldest(today):
        raise UnknownCode("Diesen Code gibt es nicht, oder er ist älter als 13 Wochen.", field="code")
    return Slip(row.to_service_id, row.from_service_id, row.week, cast(State, row.state))


def answer(session: Session, key: bytes, typed: str, state: State, today: date) -> Slip:
    """Sets the state; a later answer replaces an earlier one. Raises as ``find``."""
    slip = find(session, key, typed, today)
    hashed = hash_of(read_code(typed), key)
    session.execute(update(SlipCode).where(SlipCode.code_hash == hashed).values(state=state))
    return Slip(slip.to_service, slip.from_service, slip.week, state)


def any_lapsed(session: Session, today: date) -> bool:
    """Whether there is anything for ``lapse`` to do."""
    return session.scalar(select(SlipCode.week).where(SlipCode.week < _oldest(today)).limit(1)) is not None


def lapse(session: Session, today: date) -> int:
    """Turns slips whose code is no longer good into numbers; how many there were."""
    old = _counted(session, before=_oldest(today))
    for (quarter, district, kind, state), slips in old.items():
        row = session.get(SlipCount, (quarter, district, kind, state))
        if row is None:
            session.add(SlipCount(quarter=quarter, district=district, kind=kind, state=state, slips=slips))
        else:
            row.slips += slips
    session.execute(delete(SlipCode).where(SlipCode.week < _oldest(today)))
    return old.total()


def counted(session: Session) -> Counted:
    """Every slip there ever was, lapsed or not. Not for showing: see ``loop_counts``."""
    found = _counted(session)
    for row in session.scalars(select(SlipCount)):
        found[row.quarter, row.district, row.kind, row.state] += row.slips
    return found


def _counted(session: Session, before: str = "9999") -> Counted:
    rows = session.execute(
        select(SlipCode.to_service_id, SlipCode.week, SlipCode.state, func.count())
        .where(SlipCode.week < before)
        .group_by(SlipCode.to_service_id, SlipCode.week, SlipCode.state)
    ).all()
    places = places_of(session, {service_id for service_id, *_ in rows})
    found: Counted = Counter()
    for service_id, week, state, slips in rows:
        place = places[service_id]
        found[quarter_of_week(week), place.district, place.kind, state] += slips
    return found


def _oldest(today: date) -> str:
    """The week of the oldest codes that are still good."""
    return weeks_before(today, WEEKS)
