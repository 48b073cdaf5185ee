"""Who the person is, as far as the line or the form says: which kinds are sure to take them, and which are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from directory.clock import now as clock
from directory.eligibility import assess
from directory.general import general_kinds
from directory.vocabulary import kinds
from finder.search.query import SearchQuery, Understood

_SURE_FIRST = {"yes": 0, "ask": 1, "no": 2}


@dataclass(frozen=True, slots=True)
class Person:
    """``general``: the services for everything, the fitting one first; ``sure``: kinds known to take this person;
    ``unfit``: kinds that do not, each with the kinds that do instead."""

    general: tuple[str, ...]
    sure: frozenset[str] = frozenset()
    unfit: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def instead_of(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The wanted kinds, and beside each that does not take this person those that do."""
        return tuple(dict.fromkeys(code for kind in wanted for code in (*self.unfit.get(kind, ()), kind)))

    def kinds_for(self, topics: tuple[str, ...]) -> tuple[str, ...]:
        """The special one of the general kinds that treats one of these topics and is sure to take this person."""
        special = (kind for kind in self.general[:1] if kind in self.sure)
        return tuple(kind for kind in special if set(topics) & set(kinds()[kind].topics))


def person_of(understood: Understood, query: SearchQuery) -> Person:
    """Nothing is assumed: without an age or a status nobody is unfit, and the mfd stands first."""
    today = (query.now or clock()).date()
    said = {kind: assess(kind, age=understood.age, status=understood.status, on=today) for kind in kinds()}
    general = tuple(sorted(general_kinds(), key=lambda kind: _SURE_FIRST[said[kind].answer]))
    if understood.age is None and understood.status is None:
        return Person(general)
    sure = frozenset(kind for kind, verdict in said.items() if verdict.answer == "yes")
    return Person(general, sure, {kind: verdict.instead for kind, verdict in said.items() if verdict.answer == "no"})
