"""Nobody is left without a way: whom to ask where no phone, mail or web page of a service is known.

First another service of the same carrier in the same district; else the Migrationsfachdienst there, or who else takes
up any problem; else the carrier elsewhere; else a way for the whole Land. Never an authority of another district, a
service for a special group, or one for another special subject: nobody has to ask the debt advice about addiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from typing import Literal

from directory.general import general_kinds
from directory.records import ServiceRecord

Why = Literal["carrier", "guide", "statewide"]
# Violence cannot wait until somebody local has been asked: the number that answers day and night comes first.
STATEWIDE_FIRST = frozenset({"women"})


@dataclass(frozen=True, slots=True)
class NextWay:
    """A service to ask instead. ``why``: it is the same carrier's, the local guide, or for the whole Land."""

    service: ServiceRecord
    why: Why


class NextWays:
    """Over one state of the registry; made once, since a list of results asks for many."""

    def __init__(self, records: Iterable[ServiceRecord]) -> None:
        self._of_carrier: dict[str, list[ServiceRecord]] = defaultdict(list)
        self._guides: dict[str, list[ServiceRecord]] = defaultdict(list)
        self._everywhere: list[ServiceRecord] = []
        self._unfit: frozenset[str] = frozenset()
        for record in records:
            if record.reachable and not record.restricted and not record.temporarily_closed:
                self._add(record)

    def _add(self, record: ServiceRecord) -> None:
        if record.organization_id:
            self._of_carrier[record.organization_id].append(record)
        if _generality(record):
            for district in _districts(record):
                self._guides[district].append(record)
        if record.scope != "local" and "authority" not in record.kinds:
            self._everywhere.append(record)

    def without(self, kinds: frozenset[str]) -> NextWays:
        """The same for a person whom these kinds do not take."""
        other = copy(self)
        other._unfit = kinds
        return other

    def instead_of(self, record: ServiceRecord) -> NextWay | None:
        """None where the service itself can be reached, or where nothing at all is known."""
        return None if record.reachable else next(self._ways(record), None)

    def _taking(self, found: Iterable[ServiceRecord]) -> list[ServiceRecord]:
        return [other for other in found if not self._unfit.issuperset(other.kinds)]

    def by_phone(self, record: ServiceRecord) -> NextWay | None:
        """Whom to call about a service whose own phone is not known; None where it is, or where nobody has one."""
        return None if has_phone(record) else next((way for way in self._ways(record) if has_phone(way.service)), None)

    def _ways(self, record: ServiceRecord) -> Iterator[NextWay]:
        carriers = self._taking(self._of_carrier.get(record.organization_id or "", ()))
        carriers = [other for other in carriers if _fits(other, record)]
        guides = self._taking(guide for key in sorted(_districts(record)) for guide in self._guides.get(key, ()))
        everywhere = self._taking(self._everywhere)
        same = [other for other in everywhere if _shared(other, record)]
        if STATEWIDE_FIRST & set(record.kinds):
            yield from _best((other for other in same if has_phone(other)), record, "statewide")
        yield from _best((other for other in carriers if _near(other, record)), record, "carrier")
        yield from _best(guides, record, "guide")
        if "authority" not in record.kinds:
            yield from _best((other for other in carriers if _shared(other, record)), record, "carrier")
        yield from _best(same, record, "statewide")
        yield from _best((other for other in everywhere if _generality(other)), record, "statewide")


def has_phone(record: ServiceRecord) -> bool:
    """Of the service or of one of its doors."""
    return bool(record.phones or any(door.phones for door in record.doors))


def _districts(record: ServiceRecord) -> set[str]:
    """Where it has a door, and what it serves."""
    return {*record.areas, *(door.district for door in record.doors if door.district)}


def _near(other: ServiceRecord, record: ServiceRecord) -> bool:
    """In the same district; a carrier's own entry without a place counts as there."""
    return bool(_districts(other) & _districts(record)) or (other.name == other.organization and not other.doors)


def _shared(other: ServiceRecord, record: ServiceRecord) -> set[str]:
    """Kinds of both that say something."""
    return (set(other.kinds) & set(record.kinds)) - {"other"}


def _fits(other: ServiceRecord, record: ServiceRecord) -> bool:
    """Offices are asked about offices; else who does the same, takes up any problem, or is the carrier's front desk."""
    if ("authority" in record.kinds) != ("authority" in other.kinds):
        return False
    return bool(_shared(other, record) or _generality(other)) or other.kind == "other"


def _generality(record: ServiceRecord) -> int:
    """The more people it takes up any problem for, the higher; 0 for special services."""
    return max((number for number, kind in enumerate(general_kinds(), start=1) if kind in record.kinds), default=0)


def _best(found: Iterable[ServiceRecord], record: ServiceRecord, why: Why) -> Iterator[NextWay]:
    ranked = sorted((other for other in found if other.id != record.id), key=_order(record, why))
    return (NextWay(other, why) for other in ranked[:1])


def _order(record: ServiceRecord, why: Why) -> Callable[[ServiceRecord], tuple[object, ...]]:
    """Who takes everyone (of guides), then a phone, the same kind, the same town, younger facts; the name at last."""
    towns = {door.city for door in record.doors if door.city}

    def key(other: ServiceRecord) -> tuple[object, ...]:
        return (
            -_generality(other) if why == "guide" else 0,
            not has_phone(other),
            not _shared(other, record),
            -_generality(other),
            not towns & {door.city for door in other.doors},
            tuple(-ord(sign) for sign in other.as_of or ""),
            other.name,
            other.id,
        )

    return key
