"""Two records of what may be one service, fact by fact and door by door, so that a person can choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.editing import UnknownService
from directory.facts import Facts, blank, door_field, split_door_field, value
from directory.models import Fact, Service, Source
from directory.records import RELATION_TYPES
from directory.registry_files import EntrySource
from geo.errors import BadInput
from geo.text import fold


@dataclass(frozen=True, slots=True)
class Stated:
    """A value in force with where it comes from; where nothing is stated the blank value. ``row`` numbers it."""

    value: Any
    source: EntrySource | None = None
    as_of: str | None = None
    row: int = 0


Side = Mapping[str, Stated]  # field -> what is in force


@dataclass(frozen=True, slots=True)
class Pair:
    """One fact of both, ``field`` as the record that stays (ours) names it."""

    field: str
    ours: Stated
    theirs: Stated

    @property
    def both(self) -> bool:
        """Whether these are two lists that can be joined."""
        return isinstance(blank(self.field), list) and bool(self.ours.value) and bool(self.theirs.value)


@dataclass(frozen=True, slots=True)
class Sides:
    """Both records. ``doors``: each door of theirs -> the door of ours that is the same place, or None."""

    key: str
    gone_key: str
    ours: Side
    theirs: Side
    doors: Mapping[str, str | None]

    def pairs(self) -> Iterator[Pair]:
        """The service's own facts, then door by door; a longitude goes with its latitude."""
        plain = {field for field in (*self.ours, *self.theirs) if field != "doors" and not split_door_field(field)}
        for field in sorted(plain):
            yield Pair(field, of(self.ours, field), of(self.theirs, field))
        for theirs_key, ours_key in self.doors.items():
            for name in door_names(self.theirs, theirs_key) if ours_key else ():
                field = door_field(str(ours_key), name)
                yield Pair(field, of(self.ours, field), of(self.theirs, door_field(theirs_key, name)))

    @property
    def versions(self) -> tuple[int, int]:
        """The youngest statement of each."""
        return last(self.ours), last(self.theirs)


def sides(session: Session, kept: str, gone: str) -> Sides:
    """Raises UnknownService, or BadInput where the two cannot be merged."""
    key, gone_key = _keys(session, kept, gone)
    ours, theirs = (_without(_in_force(session, one), {key, gone_key}) for one in (kept, gone))
    return Sides(key, gone_key, ours, theirs, _same_places(values(ours), values(theirs)))


def of(side: Side, field: str) -> Stated:
    """What is in force; the blank value where nothing is."""
    return side.get(field) or Stated(blank(field))


def values(side: Side) -> Facts:
    """Without the sources."""
    return {field: found.value for field, found in side.items()}


def last(side: Side) -> int:
    """The number of the youngest statement in force."""
    return max((found.row for found in side.values()), default=0)


def door_names(side: Side, key: str) -> list[str]:
    """The parts of a door about which something is stated, but for the longitude."""
    split = (split_door_field(field) for field in side)
    return sorted(found[1] for found in split if found and found[0] == key and found[1] != "lon")


def _keys(session: Session, kept: str, gone: str) -> tuple[str, str]:
    rows = {row.id: row for row in session.scalars(select(Service).where(Service.id.in_((kept, gone))))}
    for service_id in (kept, gone):
        if service_id not in rows:
            raise UnknownService(f"There is no service with the id {service_id}.", field="service")
        if rows[service_id].status == "withdrawn":
            raise BadInput("A withdrawn service is not merged.", field="service")
    if kept == gone:
        raise BadInput("A service is not merged with itself.", field="service")
    return rows[kept].key, rows[gone].key


def _in_force(session: Session, service_id: str) -> dict[str, Stated]:
    rows = session.execute(
        select(Fact, Source).outerjoin(Source, Source.id == Fact.source_id)
        .where(Fact.entity_id == service_id, Fact.superseded_at.is_(None)).order_by(Fact.id)
    )  # fmt: skip
    return {fact.field: Stated(fact.value, _entry_source(source), fact.as_of, fact.id) for fact, source in rows}


def _entry_source(source: Source | None) -> EntrySource | None:
    if source is None:
        return None
    confidence: Any = source.confidence
    return EntrySource(source.id, source.url, source.as_of, source.kind, confidence)


def _without(side: dict[str, Stated], keys: set[str]) -> Side:
    """Their relations to each other would become one to itself."""
    related = {kind: found for kind, found in side.items() if kind in RELATION_TYPES}
    return side | {
        kind: replace(found, value=[key for key in found.value if key not in keys]) for kind, found in related.items()
    }


def _same_places(ours: Facts, theirs: Facts) -> dict[str, str | None]:
    """Each door of ours stands for one of theirs at most."""
    left = list(value(ours, "doors"))
    found: dict[str, str | None] = {}
    for key in value(theirs, "doors"):
        found[key] = next((own for own in left if _same_place(_place(ours, own), _place(theirs, key))), None)
        left = [own for own in left if own != found[key]]
    return found


_Place = tuple[str, str, str]  # street, postcode and town, folded; empty where not stated


def _place(facts: Facts, key: str) -> _Place:
    street, postcode, city = (
        fold(value(facts, door_field(key, name)) or "") for name in ("street", "postcode", "city")
    )
    return street.replace("strasse", "str").replace("str.", "str").replace(" ", ""), postcode, city


def _same_place(ours: _Place, theirs: _Place) -> bool:
    """Nothing that both state differs, and they share a street, or a town in which one of them names no street."""
    if any(one and other and one != other for one, other in zip(ours, theirs, strict=True)):
        return False
    return any(one and one == other for one, other in zip(ours, theirs, strict=True))
