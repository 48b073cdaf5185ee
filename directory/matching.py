"""Is this the one we have? Finds records that may describe the same service twice; a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
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


def candidates(records: Iterable[ServiceRecord]) -> list[Candidate]:
    """Pairs of a common kind and place that score at least ``duplicate_score``, the surest first."""
    least = rules()["duplicate_score"]
    scored = [compare(one, other) for one, other in _pairs(records)]
    return sorted((found for found in scored if found[2] >= least), key=lambda found: (-found[2], found[:2]))


def _pairs(records: Iterable[ServiceRecord]) -> Iterator[tuple[ServiceRecord, ServiceRecord]]:
    """Only records that share a main kind and a district (or have none both) are compared."""
    blocks: dict[tuple[str, str | None], list[ServiceRecord]] = defaultdict(list)
    for record in records:
        for district in _districts(record) or (None,):
            blocks[record.kind, district].append(record)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for one, other in combinations(sorted(block, key=lambda record: record.id), 2):
            if (one.id, other.id) not in seen and one.office == other.office and not _far_apart(one, other):
                seen.add((one.id, other.id))
                yield one, other


def _districts(record: ServiceRecord) -> set[str]:
    return {key for key in (record.district, *(door.district for door in record.doors)) if key}


def _far_apart(one: ServiceRecord, other: ServiceRecord) -> bool:
    """Both have doors, and none of them in a common town or postcode: two branches, not one service twice."""
    ours, theirs = _towns(one), _towns(other)
    return bool(ours and theirs) and not ours & theirs


def _towns(record: ServiceRecord) -> set[str]:
    return {fold(part) for door in record.doors for part in (door.city, door.postcode) if part}


def compare(one: ServiceRecord, other: ServiceRecord) -> Candidate:
    """How much two records agree, in what both of them state."""
    parts = {"name": fuzz.token_sort_ratio(fold(one.name), fold(other.name))}
    if one.organization and other.organization:
        parts["organization"] = fuzz.token_sort_ratio(slug(one.organization), slug(other.organization))
    for name, ours, theirs in (
        ("phone", _phones(one), _phones(other)),
        ("street", _streets(one), _streets(other)),
    ):
        if ours and theirs:
            parts[name] = _SURE if ours & theirs else 0.0
    total = sum(_WEIGHTS[name] * score for name, score in parts.items()) / sum(_WEIGHTS[name] for name in parts)
    if parts.get("phone") == parts.get("street") == _SURE:
        total = max(total, _SAME_DESK)  # the same kind, house and phone: a name alone makes no second service
    reason = ", ".join(f"{name} {score:.0f}" for name, score in parts.items() if score)
    return one.id, other.id, total, reason


def _phones(record: ServiceRecord) -> set[str]:
    return {phone.number for phone in (*record.phones, *(p for door in record.doors for p in door.phones))}


def _streets(record: ServiceRecord) -> set[str]:
    written = (f"{door.postcode} {door.street}" for door in record.doors if door.street)
    return {fold(street).replace("strasse", "str").replace("str.", "str").replace(" ", "") for street in written}
