"""Is the service of a row, which has neither id nor key, one that we have? Sure, perhaps, or no.

Compared are only services of a common kind and district (``directory.matching``); where the kind of a row is a guess,
services of all kinds in the district, but then the names must be alike. Sure needs more than a name: the same carrier,
house or phone. What is left in doubt goes to a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.exchange.documents import Incoming
from directory.exchange.known_services import Block, known_services
from directory.exchange.naming import Names, base_key
from directory.facts import Facts, door_field, value
from directory.field_checks import rules
from directory.matching import Address as AddressLine
from directory.matching import Profile, alike, comparable, compare, reason, same_towns
from directory.models import Source
from geo.geocoding import locate

_CLOSE = 2.0  # two candidates this near to each other: nobody knows which is meant
_ALIKE = 90.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """``key``: of the service that is or may be meant; None where there is none like it. ``reason``: what agrees."""

    key: str | None
    sure: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    key: str
    sure: bool
    reason: str


class Recognizer:
    """All services of the registry, withdrawn ones too, and those that this file adds."""

    def __init__(self, session: Session, names: Names) -> None:
        self._session = session
        self._names = names
        self._blocks: dict[Block, list[tuple[str, Profile]]] = defaultdict(list)
        self._areas: dict[str | None, list[tuple[str, Profile]]] = defaultdict(list)
        self._by_source: dict[str, set[str]] | None = None
        for key, profile, blocks in known_services(session, names):
            self._place(key, profile, blocks)

    def recognize(self, service: Incoming) -> Verdict:
        """Which service of ours a row speaks of."""
        if service.ours and (key := self._names.key_of(service.ours)):
            return Verdict(key, True, "the same id")
        if service.source and (key := self._cited(service.source.url)):
            return Verdict(key, True, "the same source")
        profile, blocks = _profile(service.facts), _blocks(service.facts)
        base = made_key(service.facts)
        best = list(self._candidates(profile, blocks, base))
        if not any(found.sure for found in best) and value(service.facts, "kind_assumed"):
            best += self._of_other_kinds(profile, {area for _, area in blocks}, {found.key for found in best})
        best.sort(key=lambda found: -found.score)
        if not best:
            return Verdict(None, True)
        first = best[0]
        rivals = [other for other in best if first.score - other.score < _CLOSE and other.sure == first.sure]
        if len({other.key for other in rivals}) > 1:
            return Verdict(first.key, False, f"{first.reason}; or {rivals[1].key}: {rivals[1].reason}")
        return Verdict(first.key, first.sure, first.reason)

    def add(self, key: str, facts: Facts) -> None:
        """A service that this file adds: later rows may mean it too."""
        self._place(key, _profile(facts), _blocks(facts))

    def _place(self, key: str, profile: Profile, blocks: Iterable[Block]) -> None:
        blocks = list(blocks)
        for block in blocks:
            self._blocks[block].append((key, profile))
        for area in {area for _, area in blocks}:
            self._areas[area].append((key, profile))

    def _candidates(self, profile: Profile, blocks: Iterable[Block], base: str) -> Iterator[_Candidate]:
        least, seen = rules()["duplicate_score"], set()
        for block in blocks:
            for key, other in self._blocks.get(block, ()):
                if id(other) in seen or not comparable(profile, other):
                    continue
                seen.add(id(other))
                score, parts = compare(profile, other)
                named_so = _is_made_from(key, base) and profile.name == other.name
                if score >= least or _same_but_for_the_phone(parts) or (named_so and len(parts) == 1):
                    sure = (named_so and score >= least) or _is_sure(score, parts)
                    sure = sure and _numbers(profile.name) == _numbers(other.name)
                    yield _Candidate(score, key, sure, reason(parts))

    def _of_other_kinds(self, profile: Profile, areas: Iterable[str | None], known: set[str]) -> Iterator[_Candidate]:
        """Under the same desk there are services of many kinds: only a name tells that one of them is meant."""
        seen: set[str] = set()
        for key, other in (pair for area in areas for pair in self._areas.get(area, ())):
            if key in known or key in seen or not alike(profile, other) >= _ALIKE or not same_towns(profile, other):
                continue
            seen.add(key)
            score, parts = compare(profile, other)
            sure = _is_sure(score, parts) and _numbers(profile.name) == _numbers(other.name)
            yield _Candidate(score, key, sure, reason(parts))

    def _cited(self, url: str) -> str | None:
        """The one service that cites this source; None where several do."""
        if self._by_source is None:
            self._by_source = defaultdict(set)
            for service_id, cited in self._session.execute(select(Source.service_id, Source.url)):
                if key := self._names.key_of(service_id):
                    self._by_source[cited].add(key)
        found = self._by_source.get(url, set())
        return next(iter(found)) if len(found) == 1 else None


def _is_sure(score: float, parts: dict[str, float]) -> bool:
    more = parts.get("phone") == 100 or parts.get("street") == 100 or parts.get("organization", 0) >= _ALIKE
    return (score >= rules()["same_score"] and more) or _same_but_for_the_phone(parts)


def _same_but_for_the_phone(parts: dict[str, float]) -> bool:
    """Name, carrier and house agree: then another number is the news, not another service."""
    alike = parts["name"] >= _ALIKE and parts.get("organization", 0) >= _ALIKE
    return alike and parts.get("street") == 100


def _numbers(name: str) -> list[str]:
    """ "Haus 1" and "Haus 2" are nearly the same letters, and two houses."""
    return [word for word in name.split() if word.isdecimal()]


def _is_made_from(key: str, base: str) -> bool:
    return key == base or (key.startswith(f"{base}-") and key[len(base) + 1 :].isdecimal())


def made_key(facts: Facts) -> str:
    """What a new key for this service would be made of."""
    city = next((value(facts, door_field(door, "city")) for door in value(facts, "doors")), None)
    return base_key(str(value(facts, "name")), city, next(iter(_districts(facts)), None))


def _profile(facts: Facts) -> Profile:
    doors = value(facts, "doors")
    numbers = [*value(facts, "phones"), *(one for door in doors for one in value(facts, door_field(door, "phones")))]
    plain = (str(number).partition(";")[0] for number in numbers)
    places = [_address(facts, door) for door in doors]
    return Profile.of(
        "", str(value(facts, "name")), value(facts, "organization"), plain, places, value(facts, "office")
    )  # fmt: skip


def _address(facts: Facts, door: str) -> AddressLine:
    street, code, city = (value(facts, door_field(door, part)) for part in ("street", "postcode", "city"))
    return street, code, city


def _point(facts: Facts, door: str) -> tuple[float, float] | None:
    """A stated position; one that cannot be is the check's to tell."""
    lat, lon = (value(facts, door_field(door, part)) for part in ("lat", "lon"))
    return (lat, lon) if lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180 else None


def _districts(facts: Facts) -> list[str]:
    doors = value(facts, "doors")
    stated = [value(facts, "district"), *(value(facts, door_field(door, "district")) for door in doors)]
    if not any(stated):
        stated = [locate(*_address(facts, door), district=None, given=_point(facts, door)).district for door in doors]
    return list(dict.fromkeys(key for key in stated if key))


def _blocks(facts: Facts) -> list[Block]:
    areas: list[str | None] = [*_districts(facts)]
    return [(kind, area) for kind in value(facts, "kinds") for area in areas or [None]]
