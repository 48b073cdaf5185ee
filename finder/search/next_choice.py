"""Which steps follow from a situation, a kind or a topic: chosen from the rules alone, in order now, next, beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from directory.deadlines import Deadline, deadlines_about
from directory.general import general_kinds
from directory.referrals import WHENS, Referral, Step, network
from directory.situations import general_situation, situations
from directory.vocabulary import topics
from finder.search.next_person import for_person
from finder.search.next_query import NextQuery

_NO_DEADLINE = 10**7


def choose(query: NextQuery, today: date) -> tuple[Step, ...]:
    """The steps, each kind and office once; never none: whoever takes everyone is always a way on."""
    found = tuple(_once([*_of_situation(query), *_of_rows(query)]))
    steps = for_person(found, query, today) or general_situation().steps
    return tuple(sorted(steps, key=lambda step: _order(step, today)))


def deadlines_of(query: NextQuery, steps: Iterable[Step], today: date) -> tuple[Deadline, ...]:
    """Those of the steps and of the topics asked for, each once, the most urgent first."""
    found = [*(deadline for step in steps for deadline in step.deadlines), *deadlines_about(query.topics)]
    return tuple(sorted({one.id: one for one in found}.values(), key=lambda one: one.urgency(today)))


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
    """By kind alone, all ways on; by both, the ways on that treat the topic, and where there are none, whoever treats
    it and what leads on from this kind."""
    if not query.kinds:
        yield from _by_topic(query)
        return
    rows = [row for row in network().referrals if set(query.kinds) & set(row.from_kinds) and row.to not in query.kinds]
    about = [row for row in rows if set(query.topics) & set(row.topics)]
    if query.topics and not about:
        yield from _who_treats(query, ())
        rows = [row for row in rows if not row.everywhere]
    for row in about or rows:
        yield from _narrowed(row.step, query)


def _by_topic(query: NextQuery) -> Iterator[Step]:
    """To whoever treats it: as who takes everyone would pass on, else by the vocabulary, then by the other rows."""
    about = [row for row in network().referrals if set(query.topics) & set(row.topics)]
    usual = [row for row in about if general_kinds()[-1] in row.from_kinds]
    for row in usual:
        yield from _narrowed(row.step, query)
    yield from _who_treats(query, usual)
    for row in about:
        yield from _narrowed(row.step, query)


def _who_treats(query: NextQuery, rows: Iterable[Referral]) -> Iterator[Step]:
    """A topic whose kind no row leads to: to the first kind of the vocabulary that treats it."""
    reached = {*query.kinds, *(row.to for row in rows)}
    for code in query.topics:
        for kind in topics()[code].kinds[:1]:
            if kind not in reached:
                yield from _narrowed(replace(network().by_topic, kind=kind, topics=(code,)), query)


def _narrowed(step: Step, query: NextQuery) -> Iterator[Step]:
    """To the topics asked for. Which authority it is follows from them: one step for each that decides."""
    asked = tuple(code for code in query.topics if code in step.topics)
    if asked:
        step = replace(step, topics=asked)
    for office in _offices(step, asked) or (step.office,):
        at = replace(step, office=office)
        yield replace(at, deadlines=_deadlines(at)) if asked else at


def _offices(step: Step, asked: Iterable[str]) -> tuple[str, ...]:
    if step.kind != "authority" or step.office:
        return ()
    return tuple(dict.fromkeys(office for code in asked for office in topics()[code].offices))


def _deadlines(step: Step) -> tuple[Deadline, ...]:
    """Of the topics asked for: those that the rule names and all others, at an office only what is kept there."""
    about = deadlines_about(step.topics)
    own = tuple(one for one in step.deadlines if one in about)
    if step.kind != "authority":
        return tuple(dict.fromkeys((*own, *about)))
    here = [one for one in (*own, *about) if step.office in one.offices]
    return tuple(dict.fromkeys((*(one for one in own if not one.offices), *here)))
