"""Is this the one we have? Finds records that may describe the same service twice; a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from directory.field_checks import rules
from directory.ids import slug
from directory.records import ServiceRecord
from geo.text import fold

# What each agreement is worth; only what both records state is weighed. Chosen by hand on the registry's own twins.
_WEIGHTS = {"name": 40, "organization": 15, "phone": 25, "street": 20}
_SURE, _SAME_DESK = 100.0, 90.0
Candidate = tuple[str, str, float, str]  # two ids, score 0-100, what agrees
Address = tuple[str | None, str | None, str | None]  # street, postcode, city


@dataclass(frozen=True, slots=True)
class Profile:
    """What a service is recognized by, ready to be compared."""

    id: str
    name: str  # words folded and sorted
    organization: str | None
    phones: frozenset[str]
    streets: frozenset[str]
    towns: frozenset[str]
    office: str | None

    @classmethod
    def of(
        cls, id: str, name: str, organization: str | None, phones: Iterable[str], places: Iterable[Address],
        office: str | None,
    ) -> Profile:  # fmt: skip
        """Phones in the stored form, without extension."""
        places = tuple(places)
        return cls(
            id, _sorted_words(fold(name)), _sorted_words(slug(organization)) if organization else None,
            frozenset(phones), frozenset(_street(street, code) for street, code, _ in places if street),
            frozenset(fold(part) for _, code, city in places for part in (city, code) if part), office,
        )  # fmt: skip


def profile(record: ServiceRecord) -> Profile:
    """A record's profile."""
    phones = {phone.number for phone in (*record.phones, *(p for door in record.doors for p in door.phones))}
    places = [(door.street, door.postcode, door.city) for door in record.doors]
    return Profile.of(record.id, record.name, record.organization, phones, places, record.office)


def _sorted_words(text: str) -> str:
    return " ".join(sorted(text.split()))


def _street(street: str, code: str | None) -> str:
    return fold(f"{code} {street}").replace("strasse", "str").replace("str.", "str").replace(" ", "")


def candidates(records: Iterable[ServiceRecord]) -> list[Candidate]:
    """Pairs of a common kind and place that score at least ``duplicate_score``, the surest first."""
    least = rules()["duplicate_score"]
    scored = [(one.id, other.id, *compare(one, other)) for one, other in _pairs(records)]
    named = [(one, other, score, reason(parts)) for one, other, score, parts in scored if score >= least]
    return sorted(named, key=lambda found: (-found[2], found[:2]))


def _pairs(records: Iterable[ServiceRecord]) -> Iterator[tuple[Profile, Profile]]:
    """Only records that share a main kind and a district (or have none both) are compared."""
    blocks: dict[tuple[str, str | None], list[Profile]] = defaultdict(list)
    for record in records:
        made = profile(record)
        for district in _districts(record) or (None,):
            blocks[record.kind, district].append(made)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for one, other in combinations(sorted(block, key=lambda found: found.id), 2):
            if (one.id, other.id) not in seen and comparable(one, other):
                seen.add((one.id, other.id))
                yield one, other


def _districts(record: ServiceRecord) -> set[str]:
    return {key for key in (record.district, *(door.district for door in record.doors)) if key}


def comparable(one: Profile, other: Profile) -> bool:
    """False for two sorts of authority, and for two branches: both have doors, none in a common town or postcode."""
    return one.office == other.office and same_towns(one, other)


def same_towns(one: Profile, other: Profile) -> bool:
    """Whether they may be in one place: a common town or postcode, or one of both has no door."""
    return not (one.towns and other.towns) or not one.towns.isdisjoint(other.towns)


def alike(one: Profile, other: Profile) -> float:
    """How much the names agree, 0-100."""
    return fuzz.ratio(one.name, other.name)


def compare(one: Profile, other: Profile) -> tuple[float, dict[str, float]]:
    """How much two profiles agree (0-100), over all and part by part, in what both of them state."""
    parts = {"name": fuzz.ratio(one.name, other.name)}
    if one.organization and other.organization:
        parts["organization"] = fuzz.ratio(one.organization, other.organization)
    if one.phones and other.phones:
        parts["phone"] = 0.0 if one.phones.isdisjoint(other.phones) else _SURE
    if one.streets and other.streets:
        parts["street"] = 0.0 if one.streets.isdisjoint(other.streets) else _SURE
    total = sum(_WEIGHTS[name] * score for name, score in parts.items()) / sum(_WEIGHTS[name] for name in parts)
    if parts.get("phone") == parts.get("street") == _SURE:
        total = max(total, _SAME_DESK)  # the same kind, house and phone: a name alone makes no second service
    return total, parts


def reason(parts: dict[str, float]) -> str:
    """What agrees, for people: "name 92, phone 100"."""
    return ", ".join(f"{name} {score:.0f}" for name, score in parts.items() if score)
