"""Who may go where: yes, no or ask, each with its rule, its legal source and that rule's date.

An answer that was not given never turns into "no". Age and status are neither stored nor logged here, and nothing is
cached by them (§87 AufenthG).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from directory.eligibility_rules import Answer, Rule, rule_book
from directory.vocabulary import Texts, entry, kinds, text_in
from geo.errors import BadInput

__all__ = ["Answer", "Verdict", "assess", "assess_all", "best", "read_age", "years_on"]

OLDEST = 120
_BEST_FIRST: tuple[Answer, ...] = ("yes", "ask", "no")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer for one kind. ``instead`` names kinds that fit better, best first, and never one that is itself a no.

    ``expired_on``: the rule's last day, where that has passed, so that the answer is "ask".
    """

    kind: str
    answer: Answer
    rule: str
    source: str
    as_of: str
    instead: tuple[str, ...]
    reasons: Texts = field(hash=False)
    expired_on: date | None = None
    target: str | None = None

    @property
    def expired(self) -> bool:
        return self.expired_on is not None

    def reason(self, lang: str) -> str:
        """Why, in plain words; in English where the language has no text. The service's own wording stays German."""
        said = text_in(self.reasons, lang)
        if day := self.expired_on:
            said = said.format(day=day.day, month=day.month, year=day.year)
        return f"{said} {text_in(rule_book().target, lang).format(target=self.target)}" if self.target else said


def assess(
    kind: str, *, age: int | date | None = None, status: str | None = None, on: date, target: str | None = None
) -> Verdict:
    """Whether a person may go to a service of this kind on the day ``on``.

    ``age`` is in whole years, or the date of birth; ``status`` a code of statuses.toml, where ``unknown`` counts as
    not given. ``target`` is the service's own wording of whom it is for: it is added to the reason and decides nothing.
    Raises BadInput (field kind, age or status) on an unknown code or an impossible age.
    """
    entry(kind, "kind")
    years, status = years_on(age, on), _known_status(status)
    rule, answer = _decide(kind, years, status, on)
    expired = _has_expired(rule, on)
    return Verdict(
        kind=kind,
        answer=answer,
        rule=rule.id,
        source=rule.source,
        as_of=rule.as_of,
        instead=() if answer == "yes" else _instead(rule, years, status, on),
        reasons=rule.expired if expired else rule.reason,
        expired_on=rule.valid_to if expired else None,
        target=target or None,
    )


def assess_all(*, age: int | date | None = None, status: str | None = None, on: date) -> tuple[Verdict, ...]:
    """One verdict for every kind, in the order of the vocabulary."""
    return tuple(assess(kind, age=age, status=status, on=on) for kind in kinds())


def best(verdicts: Iterable[Verdict]) -> Verdict:
    """The most welcoming verdict; the first of equals. A house with several kinds takes whom any of them takes."""
    return min(verdicts, key=lambda verdict: _BEST_FIRST.index(verdict.answer))


def read_age(text: str | int | None) -> int | date | None:
    """Whole years or a birth date ``YYYY-MM-DD`` as typed; None for nothing. Raises BadInput, without repeating it."""
    if isinstance(text, int) and not isinstance(text, bool):
        return text
    if text is None or not (typed := str(text).strip()):
        return None
    try:
        return int(typed) if typed.isdecimal() else date.fromisoformat(typed)
    except ValueError as error:
        raise BadInput("The age is whole years or a birth date YYYY-MM-DD.", field="age") from error


def years_on(age: int | date | None, on: date) -> int | None:
    """Completed years on that day: a person born on 29 February completes a year on 1 March where there is no 29th."""
    years = age
    if isinstance(age, date):
        years = on.year - age.year - ((on.month, on.day) < (age.month, age.day))
    if years is None:
        return None
    if not isinstance(years, int) or isinstance(years, bool) or not 0 <= years <= OLDEST:
        raise BadInput(f"The age must lie between 0 and {OLDEST} years.", field="age")
    return years


def _known_status(status: str | None) -> str | None:
    if status is None or status == "":
        return None
    entry(status, "status")
    return None if status == "unknown" else status


def _decide(kind: str, years: int | None, status: str | None, on: date) -> tuple[Rule, Answer]:
    rule = next(rule for rule in rule_book().by_kind[kind] if rule.holds(years, status))
    return rule, "ask" if _has_expired(rule, on) else rule.answer


def _has_expired(rule: Rule, on: date) -> bool:
    return rule.valid_to is not None and on > rule.valid_to


def _instead(rule: Rule, years: int | None, status: str | None, on: date) -> tuple[str, ...]:
    """The kinds that the rule names, without those that are a no for this person, a yes before an ask."""
    answers = {kind: _decide(kind, years, status, on)[1] for kind in rule.instead}
    fitting = [kind for kind, answer in answers.items() if answer != "no"]
    return tuple(sorted(fitting, key=lambda kind: _BEST_FIRST.index(answers[kind])))
