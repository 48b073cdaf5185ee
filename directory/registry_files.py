"""The registry as people read, edit and diff it: one TOML file a district under data/registry/.

TOML because it is typed and strict (a key ``07111`` stays text, ``no`` stays a word), diffs by line, and the standard
library reads it. Values stand under the service; where a fact comes from another source than the service's first one,
``[service.fact_sources]`` says so; ``[[service.earlier]]`` keeps what a newer source replaced.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(slots=True)
class EntrySource:
    """``date`` is YYYY, YYYY-MM, YYYY-MM-DD or None (undated)."""

    id: str  # short, unique within the service: "s1"
    url: str
    date: str | None
    kind: str
    confidence: Literal["high", "medium", "low"]


@dataclass(slots=True)
class EntryDoor:
    """A place where the service can be visited. ``key`` is written once and never changed."""

    key: str
    name: str | None = None
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    district: str | None = None
    lat: float | None = None
    lon: float | None = None
    phones: list[str] = field(default_factory=list)
    hours: str | None = None
    hours_text: str | None = None
    outreach: bool = False


@dataclass(slots=True)
class Earlier:
    """A value that a newer or better source replaced; kept as history."""

    field: str
    value: object
    source: str  # id of an EntrySource
    reason: str | None = None


@dataclass(slots=True)
class Entry:
    """One service as it stands in a registry file. Field names of fact_sources and earlier are those of this class
    (doors' fields as ``doors.<door key>.phones``)."""

    key: str
    name: str
    kinds: list[str]
    status: Literal["published", "draft"] = "published"
    draft_reason: str | None = None
    kind_assumed: bool = False
    organization: str | None = None
    umbrella: str | None = None
    office: str | None = None
    certificate: str | None = None
    topics: list[str] = field(default_factory=list)  # stated ones, as codes
    topics_text: list[str] = field(default_factory=list)  # as worded
    topics_dropped: list[str] = field(default_factory=list)  # usual topics of its kinds that it does not treat
    languages: list[str] = field(default_factory=list)
    scope: Literal["local", "statewide", "nationwide"] = "local"
    areas: list[str] = field(default_factory=list)  # stated districts; empty = assumed by kind
    areas_text: list[str] = field(default_factory=list)
    area_municipalities: list[str] = field(default_factory=list)  # 8-digit keys, if part of a district is served
    phones: list[str] = field(default_factory=list)  # E.164, "+49…;ext=12", or short numbers
    email: str | None = None
    url: str | None = None
    channels: list[str] = field(default_factory=list)
    access_text: str | None = None
    target_group: str | None = None
    hours: str | None = None  # only where there is no door
    hours_text: str | None = None
    intake: Literal["open", "waiting", "closed", "unknown"] = "unknown"
    intake_band: str | None = None
    intake_until: str | None = None  # ISO date on which the statement about intake lapses
    temporarily_closed: bool = False
    # Its stated relations to other services, which are named by their keys.
    refers_to: list[str] = field(default_factory=list)
    accompanies: list[str] = field(default_factory=list)
    agreement_with: list[str] = field(default_factory=list)
    same_house_as: list[str] = field(default_factory=list)
    branch_of: list[str] = field(default_factory=list)
    speaks_for: list[str] = field(default_factory=list)
    restricted: bool = False  # takes only the group that target_group or access_text names
    district: str | None = None  # the file it stands in; None = statewide.toml
    doors: list[EntryDoor] = field(default_factory=list)
    sources: list[EntrySource] = field(default_factory=list)  # the record's main source first
    fact_sources: dict[str, str] = field(default_factory=dict)
    earlier: list[Earlier] = field(default_factory=list)
    merged_keys: list[str] = field(default_factory=list)  # keys of entries merged into this one: their ids answer 301
