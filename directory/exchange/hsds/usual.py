"""What holds for every service of a kind, where HSDS has a field for it: description, who may come, ages."""

from __future__ import annotations

from functools import cache

from directory.eligibility_rules import Rule, rule_book
from directory.records import ServiceRecord
from directory.vocabulary import kinds
from geo.resources import data_dir

_GENERAL = "(Gilt allgemein für Angebote dieser Art.)"


def description(record: ServiceRecord) -> str | None:
    """What its kinds do, in the vocabulary's German words; no source describes the single service."""
    return _of_kinds(record, {code: kind.does["de"] for code, kind in kinds().items()})


def eligibility(record: ServiceRecord) -> str | None:
    """Whom it is for in the source's words, else what holds for its kinds; nothing where it takes a special group."""
    if record.target_group or record.restricted:
        return record.target_group
    return _of_kinds(record, {code: kind.who["de"] for code, kind in kinds().items()})


def _of_kinds(record: ServiceRecord, texts: dict[str, str]) -> str | None:
    told = [f"{kinds()[code].official}: {texts[code]}" for code in record.kinds if texts.get(code)]
    return f"{' '.join(told)} {_GENERAL}" if told else None


def ages(record: ServiceRecord) -> tuple[int | None, int | None]:
    """The first and the last year of age that it takes, where the rules leave no doubt; else None."""
    if record.restricted:
        return None, None
    bounds = [_bounds(data_dir()).get(code, (None, None)) for code in record.kinds]
    lowest, highest = [low for low, _ in bounds], [high for _, high in bounds]
    return (
        min((low for low in lowest if low is not None), default=None) if None not in lowest else None,
        max((high for high in highest if high is not None), default=None) if None not in highest else None,
    )


@cache
def _bounds(_: object) -> dict[str, tuple[int | None, int | None]]:
    return {kind: (_lowest(rules), _highest(rules)) for kind, rules in rule_book().by_kind.items()}


def _lowest(rules: tuple[Rule, ...]) -> int | None:
    """Certain only where "no" by age alone ends at the very age at which "yes" begins; between them one has to ask."""
    welcome = {rule.age_from for rule in rules if rule.answer == "yes" and _by_age_alone(rule)}
    ends = {rule.age_before for rule in rules if rule.answer == "no" and _by_age_alone(rule) and rule.age_from is None}
    return max((age for age in welcome & ends if age is not None), default=None)


def _highest(rules: tuple[Rule, ...]) -> int | None:
    welcome = {rule.age_before for rule in rules if rule.answer == "yes" and _by_age_alone(rule)}
    starts = {rule.age_from for rule in rules if rule.answer == "no" and _by_age_alone(rule) and not rule.age_before}
    return min((age - 1 for age in welcome & starts if age is not None), default=None)


def _by_age_alone(rule: Rule) -> bool:
    return rule.personal and not rule.statuses and not rule.elsewhere and rule.valid_to is None
