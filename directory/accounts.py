"""Accounts of those who keep the registry: made by the operator, checked at the door. The only module that uses argon2.

An account is a function ("redaktion-koblenz"), not a person. What is above the directory sees an ``Editor``.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from directory import second_factor
from directory.clock import utc_now
from directory.database import session, writing
from directory.models import Account, Organization
from geo.districts import districts as known_districts
from geo.errors import BadInput

Role = Literal["viewer", "organization_editor", "district_editor", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST = 12  # characters of a password
LONGEST = 200  # more would only cost the server time
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?")
_HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Editor:
    """An account as the rest of the house sees it. ``organization_id`` and ``districts`` bound what it may change."""

    id: int
    name: str
    role: Role
    organization_id: str | None
    organization: str | None  # the carrier's name
    districts: tuple[str, ...]
    active: bool
    epoch: int
    second_factor: bool


@dataclass(frozen=True, slots=True)
class NewAccount:
    """``organization``: key or name of a carrier, for its editor; ``districts``: keys, for a district editor."""

    name: str
    role: str
    organization: str | None = None
    districts: tuple[str, ...] = ()
    totp: bool = False


def add(current: Session, new: NewAccount, password: str) -> str | None:
    """Write the account down; the secret of its second factor, if it has one. Raises BadInput."""
    _check(current, new)
    secret = second_factor.new_secret() if new.totp else None
    current.add(
        Account(
            name=new.name, role=new.role, organization_id=_organization_id(current, new.organization),
            districts=list(new.districts), password_hash=_hashed(password), totp_secret=secret, totp_last=None,
            active=True, epoch=1, created_at=utc_now(),
        )
    )  # fmt: skip
    current.flush()
    return secret


_ACCOUNTS = select(Account, Organization.name).outerjoin(Organization, Organization.id == Account.organization_id)


def editors(current: Session) -> tuple[Editor, ...]:
    """All accounts by name, also those that are switched off."""
    return tuple(_editor(*row) for row in current.execute(_ACCOUNTS.order_by(Account.name)))


def editor(current: Session, account_id: int) -> Editor | None:
    """One account by its number."""
    row = current.execute(_ACCOUNTS.where(Account.id == account_id)).one_or_none()
    return _editor(*row) if row else None


def set_password(current: Session, name: str, password: str) -> None:
    """A new password; every session that began before it ends."""
    row = _row(current, name)
    row.password_hash = _hashed(password)
    row.epoch += 1


def set_second_factor(current: Session, name: str, *, wanted: bool) -> str | None:
    """A new second factor, or none; the secret to tell once. Every session that began before ends."""
    row = _row(current, name)
    row.totp_secret = second_factor.new_secret() if wanted else None
    row.totp_last = None
    row.epoch += 1
    return row.totp_secret


def set_active(current: Session, name: str, *, active: bool) -> None:
    """Switch an account off, which ends its sessions, or on again."""
    row = _row(current, name)
    row.active = active
    row.epoch += 1


def new_password() -> str:
    """One that nobody has to think up: 120 random bits."""
    return secrets.token_urlsafe(15)


def check_in(engine: Engine, name: str, password: str, code: str) -> Editor | None:
    """The account if name, password and, where it has one, the code of its second factor are right.

    An unknown name costs the same time as a wrong password; the time is spent without holding a lock.
    """
    with session(engine) as current:
        found = current.execute(_ACCOUNTS.where(Account.name == name)).one_or_none()
    known = _fits(found[0].password_hash if found else None, password)
    if not found or not known or not found[0].active:
        return None
    return _editor(*found) if _second_fits(engine, found[0], code) else None


def _second_fits(engine: Engine, row: Account, code: str) -> bool:
    if row.totp_secret is None:
        return True
    step = second_factor.step_of(row.totp_secret, code)
    return step is not None and _use_up(engine, row.id, step)


def _fits(hashed: str | None, password: str) -> bool:
    """Whether a password has this hash. Without one the same work is done, and the answer is no."""
    try:
        return _HASHER.verify(hashed or _nobodys_hash(), password[:LONGEST]) and hashed is not None
    except (Argon2Error, InvalidHashError):
        return False


def _use_up(engine: Engine, account_id: int, step: int) -> bool:
    """Each code once: of two requests with the same code, the second finds it used."""
    unused = Account.totp_last.is_(None) | (Account.totp_last < step)
    with writing(engine) as current:
        found = select(Account).where(Account.id == account_id, unused)
        row = current.scalar(found)
        if row is not None:
            row.totp_last = step
    return row is not None


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash(secrets.token_hex())


def _hashed(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput(f"A password has {SHORTEST} to {LONGEST} characters.", field="password")
    return _HASHER.hash(password)


def _check(current: Session, new: NewAccount) -> None:
    if not _NAME.fullmatch(new.name):
        raise BadInput("A name of an account has small letters, digits, dots and hyphens.", field="name")
    if current.scalar(select(Account.id).where(Account.name == new.name)):
        raise BadInput(f"There is an account {new.name!r} already.", field="name")
    if new.role not in ROLES:
        raise BadInput(f"A role is one of: {', '.join(ROLES)}.", field="role")
    _check_bounds(new.role, new.organization, new.districts)


def _check_bounds(role: str, organization: str | None, chosen: Iterable[str]) -> None:
    """A role is bounded by what belongs to it, and by nothing else."""
    if bool(organization) != (role == "organization_editor"):
        raise BadInput("The editor of an organization, and only that role, names one organization.", field="role")
    if bool(chosen) != (role == "district_editor"):
        raise BadInput("A district editor, and only that role, names districts.", field="role")
    if unknown := [key for key in chosen if key not in known_districts()]:
        raise BadInput(f"There is no district {unknown[0]!r}.", field="districts")


def _organization_id(current: Session, key: str | None) -> str | None:
    if key is None:
        return None
    found = current.scalar(select(Organization.id).where(or_(Organization.key == key, Organization.name == key)))
    if found is None:
        raise BadInput(f"There is no organization with the key or name {key!r}.", field="organization")
    return found


def _row(current: Session, name: str) -> Account:
    row = current.scalar(select(Account).where(Account.name == name))
    if row is None:
        raise BadInput(f"There is no account {name!r}.", field="name")
    return row


def _editor(row: Account, organization: str | None) -> Editor:
    role: Role = row.role  # type: ignore[assignment]  # the database's own check keeps to the list
    return Editor(
        row.id, row.name, role, row.organization_id, organization, tuple(row.districts), row.active, row.epoch,
        row.totp_secret is not None,
    )  # fmt: skip
