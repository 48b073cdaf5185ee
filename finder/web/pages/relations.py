"""What stands on a service's page about others that it works with, or that are in the same house."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """A source; ``url`` is None where it was only named."""

    url: str | None
    host: str


@dataclass(frozen=True, slots=True)
class RelationView:
    """Another service, with where the relation is stated. ``reckoned``: nobody states it."""

    name: str
    url: str
    kinds: str
    origins: tuple[Origin, ...]
    as_of: str
    reckoned: bool


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """All relations of one type."""

    label: str
    relations: tuple[RelationView, ...]
