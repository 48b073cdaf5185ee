"""The read model: one service with all that a search, a page or an export needs, flat and immutable.

The database is the master; ``directory.snapshot`` loads these from it in a fixed number of queries. Nothing above the
directory touches a SQLAlchemy row for reading. Unknown stays unknown: None or an empty tuple, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

Precision = Literal["given", "street", "postcode", "municipality", "district"]
Scope = Literal["local", "statewide", "nationwide"]
Intake = Literal["open", "waiting", "closed", "unknown"]
Channel = Literal["visit", "phone", "video", "chat", "mail", "outreach"]
Status = Literal["published", "draft", "withdrawn"]
Certificate = Literal["yes", "no", "unknown"]
RelationType = Literal["refers_to", "accompanies", "agreement_with", "same_house_as", "branch_of", "speaks_for"]
RELATION_TYPES: tuple[RelationType, ...] = get_args(RelationType)


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a fact was found. ``as_of`` is ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or None (undated)."""

    id: str
    url: str
    as_of: str | None
    kind: str  # own site, municipality, list, press, ministry, pdf, other, operator, carrier
    confidence: str  # high, medium, low


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """``number`` is E.164 or a short public number (116016, 115); ``extension`` its direct dial, if any."""

    number: str
    extension: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """A service at a location (HSDS service_at_location): a place where it can be visited.

    ``street``, ``postcode`` and ``city`` as stated; position in degrees WGS84 with the precision it honestly has.
    ``hours`` is OSM opening_hours text, only where the source is unambiguous; ``hours_text`` is the source's wording.
    """

    id: str
    name: str | None
    street: str | None
    postcode: str | None
    city: str | None
    district: str | None
    municipality: str | None  # official key, 8 digits
    lat: float | None
    lon: float | None
    precision: Precision | None
    hours: str | None = None
    hours_text: str | None = None
    phones: tuple[PhoneNumber, ...] = ()
    outreach: bool = False  # counselling hours away from the main place (Außensprechstunde)
    key: str = ""  # written once, unique within the service
    district_assumed: bool = False  # the district follows from the address; nobody states it

    @property
    def address(self) -> str | None:
        """One line to print, or None where nothing is known."""
        town = " ".join(part for part in (self.postcode, self.city) if part)
        return ", ".join(part for part in (self.street, town) if part) or None


@dataclass(frozen=True, slots=True)
class Relation:
    """What a service states about another one. ``key`` names the other as stated; ``other`` is its id now, merges
    followed, or None where no published service stands behind the key."""

    type: RelationType
    key: str
    other: str | None


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """One published service. Codes are those of data/vocabulary; districts are five-digit keys as text."""

    id: str  # UUID5 of the key in the registry file
    name: str
    organization: str | None
    organization_id: str | None
    umbrella: str | None
    kinds: tuple[str, ...]  # main kind first
    kind_assumed: bool  # the source does not name the kind; we inferred it
    office: str | None  # of an authority
    certificate: Certificate | None  # of a pregnancy service
    topics: tuple[str, ...]  # stated ones and the defaults of its kinds, without the dropped ones
    topics_stated: tuple[str, ...]
    topics_text: tuple[str, ...]  # as worded by the source
    languages: tuple[str, ...]  # empty means unknown, not German only
    scope: Scope
    areas: tuple[str, ...]  # districts served; stated, else assumed by kind; empty for statewide
    areas_assumed: bool
    areas_text: tuple[str, ...]  # catchment as worded
    area_municipalities: frozenset[str]  # where the area is only part of a district: municipality keys, else empty
    doors: tuple[Door, ...]  # main place first; empty for digital ways in, portals and hotlines
    phones: tuple[PhoneNumber, ...]
    email: str | None
    url: str | None
    channels: tuple[Channel, ...]
    access_text: str | None
    target_group: str | None
    hours_text: str | None  # of the service itself where it has no door (hotlines)
    hours: str | None
    intake: Intake
    intake_band: str | None  # waiting time as worded by the source
    temporarily_closed: bool
    as_of: str | None  # the youngest date among the core facts (phone, address, hours), else of the record
    fact_sources: dict[str, tuple[SourceRef, ...]] = field(default_factory=dict, hash=False, compare=False)
    sources: tuple[SourceRef, ...] = ()  # the main source first
    key: str = ""  # the key in the registry file; ``id`` is made from it
    areas_stated: tuple[str, ...] = ()  # districts that the source names as served
    district: str | None = None  # the district it belongs to; None for statewide ones
    status: Status = "published"  # others only where drafts were asked for
    draft_reason: str | None = None
    intake_until: str | None = None  # ISO date, the last day on which ``intake`` and ``intake_band`` hold
    topics_dropped: tuple[str, ...] = ()  # usual topics of its kinds that it does not treat
    relations: tuple[Relation, ...] = ()  # as stated by this service; others may speak of it too
    restricted: bool = False  # takes only the special group that target_group or access_text names
    changed_at: str | None = field(default=None, compare=False)  # ISO, UTC: when a fact of it was last written here

    @property
    def kind(self) -> str:
        """The main kind."""
        return self.kinds[0]

    @property
    def main_door(self) -> Door | None:
        """The main place; None for what has no door."""
        return self.doors[0] if self.doors else None

    @property
    def own_districts(self) -> frozenset[str]:
        """The district it belongs to and those of its doors; not those that it only serves."""
        return frozenset(filter(None, (self.district, *(door.district for door in self.doors))))

    def phones_at(self, door: Door | None) -> tuple[PhoneNumber, ...]:
        """The numbers to call about this door: its own, else the service's, else those of another door."""
        own = door.phones if door else ()
        return own or self.phones or next((other.phones for other in self.doors if other.phones), ())

    def intake_on(self, today: date) -> Intake:
        """The intake as it may still be stated today: unknown once the statement has lapsed."""
        lapsed = self.intake_until is not None and self.intake_until < today.isoformat()
        return "unknown" if lapsed else self.intake

    @property
    def reachable(self) -> bool:
        """Whether any way to contact it is known."""
        return bool(self.phones or self.email or self.url or any(d.phones for d in self.doors))
