"""What age and status say about the kind of service, where the line itself asks for nothing special."""

from __future__ import annotations

from collections.abc import Sequence

from directory.eligibility_rules import rule_book
from directory.vocabulary import kinds as all_kinds

_YOUTH = "jmd"
_GENERAL = frozenset({"mfd", "mbe", _YOUTH})


def with_youth(kinds: tuple[str, ...], topics: Sequence[str], age: int | None, status: str | None) -> tuple[str, ...]:
    """The kinds, with the service for young migrants first if it takes this person and nothing special is sought.

    Who it takes is the rule of data/rules/eligibility.toml.
    """
    special = set(kinds[:1]) - _GENERAL or set(topics) - set(all_kinds()[_YOUTH].topics)
    if age is None or special or not _takes(age, status):
        return kinds
    return (_YOUTH, *(kind for kind in kinds if kind != _YOUTH))


def _takes(age: int, status: str | None) -> bool:
    rule = next(rule for rule in rule_book().by_kind[_YOUTH] if rule.holds(age, status))
    return rule.answer == "yes"
