"""Which steps follow from a situation, a kind or a topic: chosen from the rules alone, in order now, next, beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from directory.referrals import WHENS, Referral, Step, network
from directory.situations import general_situation, situations
from directory.vocabulary import topics
from finder.search.query import PlaceMeant

_NO_DEADLINE = 10**7


@dataclass(frozen=True, slots=True)
class NextQuery:
    """What was asked. ``everywhere``: with the rows that hold for every kind (violence, no common language), even
    where their topic was not asked for. ``service``: the id of the one in hand, whose own partners are named first."""

    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    situation: str | None = None
    near: PlaceMeant | None = None
    ui: str = "de"
    everywhere: bool = True
    service: str | None = None


def choose(query: NextQuery, today: date) -> tuple[Step, ...]:
    """The steps, each kind and office once; never none: whoever takes everyone is always a way on."""
    steps = [*_of_situation(query), *_of_rows(query)]
    return tuple(sorted(_once(steps or general_situation().steps), key=lambda step: _order(step, today)))


def _order(step: Step, today: date) -> tuple[int, int]:
    """Now, next, beside; in each of them what has the shortest deadline first."""
    urgent = min((deadline.urgency(today) for deadline in step.deadlines), default=_NO_DEADLINE)
    return WHENS.index(step.when), urgent


def _once(steps: Iterable[Step]) -> Iterator[Step]:
    seen = set()
    for step in steps:
        if (step.kind, step.office) not in seen:
            seen.add((step.kind, step.office))
            yield step


def _of_situation(query: NextQuery) -> tuple[Step, ...]:
    return situations()[query.situation].steps if query.situation else ()


def _of_rows(query: NextQuery) -> Iterator[Step]:
    """By topic alone, to whoever treats it; by kind alone, all ways on; by both, the ways on that treat the topic, and
    where there are none, all ways on."""
    rows = _leading_on(query)
    about = [row for row in rows if set(query.topics) & set(row.topics)]
    if query.kinds and not about:
        about = [row for row in rows if not row.everywhere]
    rest = [row for row in rows if row.everywhere and query.everywhere and query.kinds and row not in about]
    for row in (*about, *rest):
        yield _narrowed(row.step, query)
    if query.topics and not query.kinds and not about:
        yield from _who_treats(query)


def _leading_on(query: NextQuery) -> list[Referral]:
    if not query.kinds and not query.topics:
        return []
    found = [row for row in network().referrals if not query.kinds or set(query.kinds) & set(row.from_kinds)]
    return [row for row in found if row.to not in query.kinds]


def _narrowed(step: Step, query: NextQuery) -> Step:
    """To the topics asked for. Which authority it is follows from them, where only one decides."""
    step = replace(step, topics=tuple(code for code in query.topics if code in step.topics) or step.topics)
    if step.kind != "authority" or step.office:
        return step
    decide = {office for code in query.topics for office in topics()[code].offices[:1]}
    return replace(step, office=next(iter(decide))) if len(decide) == 1 else step


def _who_treats(query: NextQuery) -> Iterator[Step]:
    """A topic that no row names: to the first kind of the vocabulary that treats it."""
    for code in query.topics:
        for kind in topics()[code].kinds[:1]:
            yield _narrowed(replace(network().by_topic, kind=kind, topics=(code,)), query)
