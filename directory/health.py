"""How well the registry is known, in all and district by district: what is known, how old it is, who says so."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from directory.freshness import ages
from directory.provenance import Freshness, freshness
from directory.records import ServiceRecord
from geo.districts import districts

AGES: tuple[Freshness, ...] = ("fresh", "ageing", "stale", "undated")
SOURCE_KINDS = ("carrier", "own site", "municipality", "ministry", "list", "pdf", "press", "operator", "other")
# What a seeker needs to know of a service. Whether it is known, and the group of facts that dates it.
KNOWN: dict[str, tuple[Callable[[ServiceRecord], object], str]] = {
    "phone": (lambda record: record.phones or any(door.phones for door in record.doors), "phone"),
    "email": (lambda record: record.email, "name"),
    "url": (lambda record: record.url, "name"),
    "address": (lambda record: any(door.street for door in record.doors), "address"),
    "hours": (
        lambda record: record.hours or record.hours_text or any(d.hours or d.hours_text for d in record.doors),
        "hours",
    ),
    "languages": (lambda record: record.languages, "languages"),
    "eligibility": (lambda record: record.target_group or record.access_text, "eligibility"),
}
HEADER = (
    "district", "district_name", "services", *(f"core_{age}" for age in AGES),
    *(column for fact in KNOWN for column in (fact, *(f"{fact}_{age}" for age in AGES))),
    *(f"source_{kind.replace(' ', '_')}" for kind in SOURCE_KINDS),
)  # fmt: skip


@dataclass(slots=True)
class Health:
    """Counts of services. ``ages`` by the youngest core fact; ``known`` by name of KNOWN; ``known_ages`` by name and
    age; ``sources`` by the kind of each source that stands behind a fact, ``main_sources`` by that of the first one.

    All ages are measured by the months of core facts, so that columns can be compared.
    """

    services: int = 0
    ages: Counter[Freshness] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    known_ages: Counter[tuple[str, Freshness]] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    main_sources: Counter[str] = field(default_factory=Counter)

    def share(self, fact: str) -> int:
        """Per cent of the services of which it is known; 0 where there are none."""
        return round(100 * self.known[fact] / self.services) if self.services else 0

    def count(self, record: ServiceRecord, today: date) -> None:
        """Take one more service in."""
        aged = ages(record, today)
        self.services += 1
        self.ages[freshness(record.as_of, today)] += 1
        for fact, (is_known, group) in KNOWN.items():
            if is_known(record):
                self.known[fact] += 1
                self.known_ages[fact, freshness(aged[group].as_of, today)] += 1
        self.sources.update({source.kind for found in record.fact_sources.values() for source in found})
        self.main_sources.update(source.kind for source in record.sources[:1])


def health(records: Iterable[ServiceRecord], today: date) -> Health:
    """Of all these services together."""
    found = Health()
    for record in records:
        found.count(record, today)
    return found


def by_district(records: Iterable[ServiceRecord], today: date) -> Mapping[str, Health]:
    """Every district by key; under "" the services that belong to none of them."""
    found = {key: Health() for key in (*districts(), "")}
    for record in records:
        key = record.district if record.district in found else ""
        found[key or ""].count(record, today)
    return found


def health_csv(records: Sequence[ServiceRecord], today: date) -> str:
    """One row a district, then those without one, then all; columns as HEADER names them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for key, found in by_district(records, today).items():
        writer.writerow([key, districts()[key].label if key else "", *_numbers(found)])
    writer.writerow(["all", "", *_numbers(health(records, today))])
    return out.getvalue()


def _numbers(found: Health) -> list[int]:
    facts = ((found.known[fact], *(found.known_ages[fact, age] for age in AGES)) for fact in KNOWN)
    return [
        found.services, *(found.ages[age] for age in AGES), *(number for row in facts for number in row),
        *(found.sources[kind] for kind in SOURCE_KINDS),
    ]  # fmt: skip
