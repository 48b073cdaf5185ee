"""Who may do what: one table, and the one question that every page of the editors' area asks.

A right reaches over everything, over what is one's own, or over nothing. An organization's editor owns the services of
that organization, a district editor those that belong to one of the districts or have a door in one.
"""

from __future__ import annotations

from typing import Literal, Protocol

from directory.accounts import Editor, Role

Action = Literal["read", "edit", "create", "review", "merge", "users"]
Reach = Literal["all", "own", "none"]

# read: see everything, drafts and history too. edit: change, publish, withdraw, close, undo. create: a new service.
# review: decide on proposals for a service. merge: make one of two services, both of which one must own.
PERMISSIONS: dict[Role, dict[Action, Reach]] = {
    "viewer": {"read": "all"},
    "organization_editor": {"read": "all", "edit": "own", "create": "own", "review": "own", "merge": "own"},
    "district_editor": {"read": "all", "edit": "own", "create": "own", "review": "own", "merge": "own"},
    "administrator": dict.fromkeys(("read", "edit", "create", "review", "merge", "users"), "all"),
}


class Kept(Protocol):
    """A service as far as rights hang on it: its carrier, its district, and those of its doors."""

    @property
    def organization_id(self) -> str | None: ...

    @property
    def own_districts(self) -> frozenset[str]: ...


def may(account: Editor, action: Action, record: Kept | None = None) -> bool:
    """Whether the account may do this to this service; without one, whether it may do it to any at all."""
    reach = PERMISSIONS[account.role].get(action, "none")
    if reach == "all" or record is None:
        return reach != "none"
    return reach == "own" and owns(account, record)


def owns(account: Editor, record: Kept) -> bool:
    """Whether a service belongs to the organization or the districts of an account."""
    if account.role == "organization_editor":
        return account.organization_id is not None and record.organization_id == account.organization_id
    return not record.own_districts.isdisjoint(account.districts)
