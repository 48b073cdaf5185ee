"""Who may go where: yes, no or ask, each with its rule, its legal source and that rule's date.

An answer that was not given never turns into "no". Age and status are neither stored nor logged here, and nothing is
cached by them (§87 AufenthG).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from directory.eligibility_rules import Answer, Area, Rule, rule_book
from directory.records import ServiceRecord
from directory.vocabulary import entry, kinds, text_in
from geo.errors import BadInput

__all__ = [
    "Answer",
    "Area",
    "Verdict",
    "assess",
    "assess_all",
    "assess_service",
    "best",
    "years_on",
]

OLDEST = 120
_BEST_FIRST: tuple[Answer, ...] = ("yes", "ask", "no")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer for one kind, by one rule as it stands on the day ``on``.

    ``instead`` names kinds that fit better, best first, and never one that is itself a no. ``restricted``: the kind
    says yes, but this service takes a special group only.
    """

    kind: str
    answer: Answer
    by: Rule = field(hash=False)
    on: date
    instead: tuple[str, ...]
    target: str | None = None
    restricted: bool = False

    @property
    def rule(self) -> str:
        return self.by.id

    @property
    def source(self) -> str:
        return self.by.source

    @property
    def as_of(self) -> str:
        return self.by.as_of

    @property
    def expired(self) -> bool:
        return self.by.has_expired(self.on)

    def reason(self, lang: str) -> str:
        """Why, in plain words, and whom the service itself says it is for: that wording stays German."""
        why = self.why(lang)
        return f"{why} {text_in(rule_book().target, lang).format(target=self.target)}" if self.target else why

    def why(self, lang: str) -> str:
        """The reason without the service's own wording; in English where the language has no text."""
        return text_in(rule_book().restricted, lang) if self.restricted else self.by.reason_on(self.on, lang)


def assess(
    kind: str, *, age: int | date | None = None, status: str | None = None, on: date, target: str | None = None,
    elsewhere: Area | None = None, restricted: bool = False,
) -> Verdict:  # fmt: skip
    """Whether a person may go to a service of this kind on the day ``on``.

    ``age`` is in whole years, or the date of birth; ``status`` a code of statuses.toml, where ``unknown`` counts as
    not given. ``target`` is the service's own wording of whom it is for: it is added to the reason and decides nothing.
    ``elsewhere``: the person lives outside the service's area, which is stated or assumed. ``restricted``: the service
    takes a special group only, so a yes to its kind is no more than "ask". Raises BadInput (field kind, age or status)
    on an unknown code or an impossible age.
    """
    entry(kind, "kind")
    years, status = years_on(age, on), _known_status(status)
    rule = _decide(kind, years, status, elsewhere)
    usual = rule.answer_on(on)
    answer: Answer = "ask" if restricted and usual == "yes" else usual
    return Verdict(
        kind=kind,
        answer=answer,
        by=rule,
        on=on,
        instead=() if answer == "yes" else _instead(rule, years, status, on),
        target=target or None,
        restricted=answer != usual,
    )


def assess_service(
    record: ServiceRecord,
    *,
    age: int | date | None = None,
    status: str | None = None,
    on: date,
    elsewhere: Area | None = None,
) -> tuple[Verdict, ...]:
    """One verdict for each of the service's kinds, with whom it says it is for."""
    return tuple(
        assess(
            kind, age=age, status=status, on=on, target=record.target_group, elsewhere=elsewhere,
            restricted=record.restricted,
        )
        for kind in record.kinds
    )  # fmt: skip


def assess_all(*, age: int | date | None = None, status: str | None = None, on: date) -> tuple[Verdict, ...]:
    """One verdict for every kind, in the order of the vocabulary."""
    return tuple(assess(kind, age=age, status=status, on=on) for kind in kinds())


def best(verdicts: Iterable[Verdict]) -> Verdict:
    """The most welcoming verdict; the first of equals. A house with several kinds takes whom any of them takes."""
    return min(verdicts, key=lambda verdict: _BEST_FIRST.index(verdict.answer))


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


def _decide(kind: str, years: int | None, status: str | None, elsewhere: Area | None = None) -> Rule:
    return next(rule for rule in rule_book().by_kind[kind] if rule.holds(years, status, elsewhere))


def _instead(rule: Rule, years: int | None, status: str | None, on: date) -> tuple[str, ...]:
    """The kinds that the rule names, without those that are a no for this person, a yes before an ask."""
    answers = {kind: _decide(kind, years, status).answer_on(on) for kind in rule.instead}
    fitting = [kind for kind, answer in answers.items() if answer != "no"]
    return tuple(sorted(fitting, key=lambda kind: _BEST_FIRST.index(answers[kind])))
