"""What age, status and danger say about the kind of service."""

from __future__ import annotations

from collections.abc import Sequence

from directory.eligibility_rules import rule_book
from directory.vocabulary import kinds as all_kinds

_YOUTH = "jmd"
_WOMEN, _FAMILY = "women", "family"
_FOR_WOMEN, _FOR_MEN = frozenset({"violence", "forced_marriage"}), "violence_men"
_GENERAL = frozenset({"mfd", "mbe", _YOUTH})


def with_youth(kinds: tuple[str, ...], topics: Sequence[str], age: int | None, status: str | None) -> tuple[str, ...]:
    """The kinds, with the service for young migrants first if it takes this person and nothing special is sought.

    Who it takes is the rule of data/rules/eligibility.toml.
    """
    special = set(kinds[:1]) - _GENERAL or set(topics) - set(all_kinds()[_YOUTH].topics)
    if age is None or special or not _takes(age, status):
        return kinds
    return (_YOUTH, *(kind for kind in kinds if kind != _YOUTH))


def with_protection(kinds: tuple[str, ...], danger: Sequence[str]) -> tuple[str, ...]:
    """The kinds without family advice where somebody is beaten or forced to marry: protection comes before talks.

    ``danger``: the needs that raise an alarm. Men who are beaten are not sent to a women's service.
    """
    if _FOR_MEN in danger or not _FOR_WOMEN & set(danger):
        return kinds
    return (_WOMEN, *(kind for kind in kinds if kind not in _GENERAL | {_FAMILY, _WOMEN}))


def _takes(age: int, status: str | None) -> bool:
    rule = next(rule for rule in rule_book().by_kind[_YOUTH] if rule.holds(age, status))
    return rule.answer == "yes"
