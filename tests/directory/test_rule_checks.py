"""Rules that somebody should look at again, as ``lotse check`` lists them."""

from __future__ import annotations

from datetime import date

import pytest

from directory.rule_checks import check_rules


def _found(today: date) -> dict[str, list[str]]:
    """Place -> levels and codes."""
    found: dict[str, list[str]] = {}
    for problem in check_rules(today):
        found.setdefault(problem.where, []).append(f"{problem.level} {problem.code}")
    return found


@pytest.mark.parametrize(
    ("today", "rule", "codes"),
    [
        (date(2026, 11, 19), "mfd-everyone", ["note rule_old"]),
        (date(2026, 11, 19), "mbe-duldung", ["note rule_old"]),
        (date(2026, 11, 19), "jmd-from-27", []),
        (date(2027, 11, 1), "jmd-from-27", []),
        (date(2027, 11, 2), "jmd-from-27", ["note rule_old"]),
        (date(2026, 11, 19), "asylum-procedure", ["warning rule_expired"]),
        (date(2027, 3, 4), "mbe-temporary-protection", []),
        (date(2027, 3, 5), "mbe-temporary-protection", ["warning rule_expired"]),
        (date(2028, 1, 1), "mbe-temporary-protection", ["note rule_old", "warning rule_expired"]),
    ],
)
def test_old_and_ended_rules_are_found(today: date, rule: str, codes: list[str]) -> None:
    assert _found(today).get(f"rules/eligibility: {rule}", []) == codes


def test_a_finding_says_how_old_the_rule_is() -> None:
    old = next(problem for problem in check_rules(date(2026, 11, 19)) if problem.where.endswith(": mfd-everyone"))
    assert str(old) == "note: rules/eligibility: mfd-everyone: this rule is as of 2021: older than a year"
