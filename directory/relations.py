"""Relations between services: what each states about others, read from both sides, and what is wrong with them.

A service states its relations itself, as facts with a source and a date. The other side is read, never stored: a branch
names its main place, and the page of the main place names the branch. So is "the same house", where nobody states it
but both addresses are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import ids
from directory.facts import Facts, door_field, value
from directory.models import Redirect, Service
from directory.problems import Problem
from directory.provenance import period_start
from directory.records import RELATION_TYPES, Door, RelationType, ServiceRecord, SourceRef
from geo.text import fold

_DASH = re.compile(r"\s*[-‐‑–—]\s*")

# Seen from the other side. What is not here is mutual: it reads the same from both.
InverseType = Literal["referred_by", "main_of", "spoken_for_by"]
SeenType = RelationType | InverseType
INVERSE: dict[RelationType, InverseType] = {
    "refers_to": "referred_by", "branch_of": "main_of", "speaks_for": "spoken_for_by",
}  # fmt: skip
SEEN_TYPES: tuple[SeenType, ...] = (
    "accompanies", "refers_to", "referred_by", "agreement_with", "main_of", "branch_of", "speaks_for", "spoken_for_by",
    "same_house_as",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """One relation as it stands on the page of one of both. ``sources`` are those of the statement, none where it has
    none; ``as_of`` its date. ``reckoned``: nobody states it; it follows from both addresses, the sources are theirs
    and the date is the older one."""

    type: SeenType
    other: ServiceRecord
    sources: tuple[SourceRef, ...]
    as_of: str | None
    reckoned: bool = False


def links_of(record: ServiceRecord, records: Iterable[ServiceRecord]) -> tuple[Link, ...]:
    """All relations of a service among the published ``records``, each once, in the order of ``SEEN_TYPES``.

    What the service states itself goes before what others state about it, and both before what is only reckoned.
    """
    records = tuple(records)
    found: dict[tuple[SeenType, str], Link] = {}
    for link in (*_stated(record, records), *_stated_by_others(record, records), *_neighbours(record, records)):
        found.setdefault((link.type, link.other.id), link)
    return tuple(sorted(found.values(), key=lambda link: SEEN_TYPES.index(link.type)))


def _stated(record: ServiceRecord, records: tuple[ServiceRecord, ...]) -> Iterator[Link]:
    if not record.relations:
        return
    by_id = {other.id: other for other in records}
    for relation in record.relations:
        other = by_id.get(relation.other or "")
        if other and other.id != record.id:
            yield _link(relation.type, other, record, relation.type)


def _stated_by_others(record: ServiceRecord, records: tuple[ServiceRecord, ...]) -> Iterator[Link]:
    for other in records:
        for relation in other.relations:
            if relation.other == record.id != other.id:
                yield _link(INVERSE.get(relation.type, relation.type), other, other, relation.type)


def _link(seen: SeenType, other: ServiceRecord, stated_by: ServiceRecord, field: RelationType) -> Link:
    sources = stated_by.fact_sources.get(field, ())
    return Link(seen, other, sources, sources[0].as_of if sources else None)


def _neighbours(record: ServiceRecord, records: tuple[ServiceRecord, ...]) -> Iterator[Link]:
    for door in record.doors:
        for other in records if _is_house(door) else ():
            for beside in other.doors if other.id != record.id else ():
                if beside.postcode == door.postcode and _is_house(beside) and _house(beside) == _house(door):
                    sources = tuple(dict.fromkeys((*_cited(record, door), *_cited(other, beside))))
                    yield Link("same_house_as", other, sources, _older(sources), reckoned=True)


def _is_house(door: Door) -> bool:
    """Whether the address names one house, and the service is at home there: who comes for some hours is a guest."""
    numbered = any(sign.isdigit() for sign in door.street or "")
    return numbered and bool(door.postcode and door.city) and not door.outreach


def _house(door: Door) -> tuple[str, str | None, str]:
    """``67–69`` and ``67 - 69`` are the same house."""
    street = _DASH.sub("-", fold(door.street or ""))
    return street, door.postcode, fold(door.city or "")


def _cited(record: ServiceRecord, door: Door) -> tuple[SourceRef, ...]:
    return record.fact_sources.get(door_field(door.key, "street"), ())


def _older(sources: tuple[SourceRef, ...]) -> str | None:
    """The oldest date; none where one of them is undated."""
    return min((source.as_of for source in sources), key=period_start, default=None)


def check_own(where: str, facts: Facts, key: str) -> list[Problem]:
    """What can be seen without other services: a relation to itself."""
    return [Problem(where, kind, "itself", key) for kind in RELATION_TYPES if key in value(facts, kind)]


def known_keys(session: Session) -> Callable[[str], bool]:
    """Whether a key is, or once was, that of a service: a withdrawn or a merged one counts."""
    there = set(session.scalars(select(Service.id))) | set(session.scalars(select(Redirect.id)))
    return lambda key: ids.service_id(key) in there


def check_known(where: str, stated: Facts, before: Facts, known: Callable[[str], bool]) -> list[Problem]:
    """Newly stated relations to keys that nobody knows. What stood there ``before`` is not told again."""
    return [
        Problem(where, kind, "no_such_service", key)
        for kind in RELATION_TYPES
        for key in _keys(stated, kind)
        if key not in _keys(before, kind) and not known(key)
    ]


def _keys(facts: Facts, kind: RelationType) -> list[str]:
    """What is no list of texts is told elsewhere, as of the wrong type."""
    content = value(facts, kind)
    return [key for key in content if isinstance(key, str)] if isinstance(content, list) else []


def check_shown(record: ServiceRecord) -> Iterator[Problem]:
    """Relations of a published service that lead to nobody who is published, for ``lotse check``."""
    for relation in record.relations:
        if relation.other is None:
            yield Problem(record.key, relation.type, "not_shown", relation.key)
