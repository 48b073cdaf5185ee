"""The place as a condition of who may go where: whether somebody lives outside a service's area, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from directory.eligibility_rules import Area, Rule, rule_book
from directory.records import ServiceRecord


def lives_elsewhere(record: ServiceRecord, district: str | None) -> Area | None:
    """Whether the district lies outside the area, and how that area is known; None where it does not, and where
    district or area is not known."""
    return None if district is None or district in record.areas else bounded(record)


def bounded(record: ServiceRecord) -> Area | None:
    """How the area of a service is known; None where nobody lives outside it, as far as we know."""
    if record.scope != "local" or not record.areas:
        return None
    return "assumed" if record.areas_assumed else "stated"


def rules_of(record: ServiceRecord) -> dict[str, tuple[Rule, ...]]:
    """By kind the rules that may ever decide for this service, in their order."""
    area = bounded(record)
    return {kind: tuple(_deciding(rule_book().by_kind[kind], area)) for kind in record.kinds}


def _deciding(rules: Iterable[Rule], area: Area | None) -> Iterator[Rule]:
    by_place = (rule for rule in rules if rule.elsewhere and not rule.personal and rule.lies(area))
    first = next(by_place, None)  # what comes after it for the same reason never decides
    return (rule for rule in rules if not rule.elsewhere or rule is first or (rule.personal and rule.lies(area)))
