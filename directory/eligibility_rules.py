"""The rules of data/rules/eligibility.toml, read and checked. ``directory.eligibility`` applies them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from directory.vocabulary import BadData, kinds, statuses, text_in
from directory.vocabulary.reading import Block, Texts, read_rows, read_toml
from geo.resources import data_dir

Answer = Literal["yes", "no", "ask"]
Area = Literal["stated", "assumed"]
"""How the area is known outside which somebody lives."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. Ages are whole years; ``age_from`` is included, ``age_before`` is not; no ``statuses`` means any;
    ``elsewhere``: only for people who live outside the service's area; ``area_stated``: only where that area is stated
    and not assumed.

    ``expired`` is said once ``valid_to`` (the last day) has passed.
    """

    id: str
    kind: str
    answer: Answer
    reason: Texts = field(hash=False)
    source: str
    as_of: str
    age_from: int | None
    age_before: int | None
    statuses: frozenset[str]
    instead: tuple[str, ...]
    priority: int
    valid_to: date | None
    expired: Texts = field(hash=False)
    elsewhere: bool = False
    area_stated: bool = False

    @property
    def conditional(self) -> bool:
        return self.personal or self.elsewhere

    @property
    def personal(self) -> bool:
        """Whether age or status decide."""
        return self.age_from is not None or self.age_before is not None or bool(self.statuses)

    def holds(self, years: int | None, status: str | None, elsewhere: Area | None = None) -> bool:
        """Whether all conditions hold. One on an answer that was not given does not."""
        return self.lies(elsewhere) and self._age_holds(years) and (not self.statuses or status in self.statuses)

    def lies(self, elsewhere: Area | None) -> bool:
        """Whether the condition of place holds for somebody who lives outside an area known in this way, if at all."""
        return not self.elsewhere or elsewhere == "stated" or (elsewhere == "assumed" and not self.area_stated)

    def has_expired(self, on: date) -> bool:
        return self.valid_to is not None and on > self.valid_to

    def answer_on(self, on: date) -> Answer:
        """Past its last day a rule says no more than "ask"."""
        return "ask" if self.has_expired(on) else self.answer

    def reason_on(self, on: date, lang: str) -> str:
        """Why, in plain words; in English where the language has no text."""
        if self.valid_to is None or not self.has_expired(on):
            return text_in(self.reason, lang)
        day = self.valid_to
        return text_in(self.expired, lang).format(day=day.day, month=day.month, year=day.year)

    def source_in(self, lang: str) -> str:
        """The source in words; a law is called the same in every language."""
        words = rule_book().sources.get(self.source)
        return text_in(words, lang) if words else self.source

    def _age_holds(self, years: int | None) -> bool:
        if self.age_from is None and self.age_before is None:
            return True
        if years is None:
            return False
        return (self.age_from or 0) <= years and (self.age_before is None or years < self.age_before)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """``by_kind`` lists a kind's rules, highest priority first; ``target`` is how a service's own wording is added,
    ``restricted`` what is said of one that takes a special group only, ``sources`` how a source is called."""

    by_kind: Mapping[str, tuple[Rule, ...]]
    target: Texts
    restricted: Texts
    sources: Mapping[str, Texts]

    def rule(self, rule_id: str) -> Rule:
        """Raises StopIteration for an id that no row has."""
        return next(rule for rules in self.by_kind.values() for rule in rules if rule.id == rule_id)


def rule_book() -> RuleBook:
    """All rules, read once; raises BadData naming the row at fault."""
    return _read(data_dir())


@cache
def _read(data: Path) -> RuleBook:
    path = data / "rules" / "eligibility.toml"
    header = Block(path.name, "header", read_toml(path))
    file = read_rows(path, "rule")
    expired = header.texts("expired", file.languages)
    rules = [_rule(row, file.languages, expired) for row in file.blocks]
    by_kind = {kind: _of_kind(kind, rules) for kind in kinds()}
    target, restricted = (header.texts(name, file.languages) for name in ("target", "restricted"))
    return RuleBook(by_kind, target, restricted, _sources(header, file.languages))


def _sources(header: Block, languages: tuple[str, ...]) -> Mapping[str, Texts]:
    named = Block(header.file, "sources", header.values.get("sources", {}))
    return {source: named.texts(source, languages) for source in named.values}


def _rule(row: Block, languages: tuple[str, ...], expired: Texts) -> Rule:
    for key, known in (("statuses", statuses()), ("instead", kinds())):
        row.check_known(key, known)
    valid_to = _date(row)
    rule = Rule(
        id=row.text("id"),
        kind=row.one_of("kind", kinds()),
        answer=_answer(row),
        reason=row.texts("reason", languages),
        source=row.text("source"),
        as_of=row.text("as_of"),
        age_from=row.number_or_none("age_from"),
        age_before=row.number_or_none("age_before"),
        statuses=frozenset(row.codes("statuses")),
        instead=row.codes("instead"),
        priority=row.number_or_none("priority") or 0,
        valid_to=valid_to,
        expired=row.texts("expired") or expired,
        elsewhere=row.flag("elsewhere", False),
        area_stated=row.flag("area_stated", False),
    )
    _check(rule, row)
    return rule


def _check(rule: Rule, row: Block) -> None:
    if rule.answer == "no" and not rule.conditional:
        raise row.wrong('a "no" without a condition would turn a missing answer into "no"')
    if rule.answer == "no" and not rule.instead:
        raise row.wrong('a "no" must name in `instead` a kind that fits')
    if rule.answer == "no" and rule.elsewhere and not rule.area_stated:
        raise row.wrong('a "no" because of an area that is only assumed')
    if rule.kind in rule.instead:
        raise row.wrong("instead names the kind itself")


def _of_kind(kind: str, rules: list[Rule]) -> tuple[Rule, ...]:
    own = sorted((rule for rule in rules if rule.kind == kind), key=lambda rule: -rule.priority)
    if all(rule.conditional for rule in own):
        raise BadData(f"eligibility.toml: {kind} has no rule without conditions")
    return tuple(own)


def _answer(row: Block) -> Answer:
    answers: dict[str, Answer] = {"yes": "yes", "no": "no", "ask": "ask"}
    return answers[row.one_of("answer", answers)]


def _date(row: Block) -> date | None:
    text = row.text_or_none("valid_to")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise row.wrong(f"valid_to is {text!r}, not a date YYYY-MM-DD") from error
