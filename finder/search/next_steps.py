"""What comes next: the chosen steps, each with the services nearby that are responsible for it.

Which steps follow is a matter of the rules (``next_choice``); who stands behind a step here is a search like any other,
so that the area comes before the distance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from directory.deadlines import Deadline
from directory.general import general_kinds
from directory.referrals import Step
from directory.situations import Situation, situations
from directory.vocabulary import kinds
from finder.search.next_choice import NextQuery, choose
from finder.search.next_partners import InHand
from finder.search.query import SearchQuery
from finder.search.results import Result, Results
from finder.search.say import Say

MOST = 3  # services to a step: more would be a list to search in, and there is one
_LOOKED_AT = 40
_ALL = 500  # where a partner is looked for, who may stand anywhere in the list
Find = Callable[[SearchQuery], Results]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step with whom to go to. ``instead``: nobody is known for it here, ``services`` hold who knows further."""

    step: Step
    services: tuple[Result, ...]
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The whole answer. ``deadlines``: those of all steps, each once, the most urgent first."""

    query: NextQuery
    situation: Situation | None
    steps: tuple[NextStep, ...]
    deadlines: tuple[Deadline, ...]
    today: date
    hand: InHand


@dataclass(frozen=True, slots=True)
class _Asking:
    query: NextQuery
    hand: InHand
    find: Find
    say: Say
    now: datetime


def next_steps(query: NextQuery, find: Find, say: Say, now: datetime, hand: InHand | None = None) -> NextSteps:
    """``find`` is ``Service.find``. Without a place only partners of the service in hand are named: there would be no
    reason to the choice of others."""
    asking = _Asking(query, hand or InHand(), find, say, now)
    today = now.date()
    steps = choose(query, today)
    named = {deadline.id: deadline for step in steps for deadline in step.deadlines}
    return NextSteps(
        query=query,
        situation=situations()[query.situation] if query.situation else None,
        steps=tuple(_with_services(step, asking) for step in steps),
        deadlines=tuple(sorted(named.values(), key=lambda deadline: deadline.urgency(today))),
        today=today,
        hand=asking.hand,
    )


def _with_services(step: Step, asking: _Asking) -> NextStep:
    known = asking.hand.partners
    # An authority without an office may be any court or office: naming one would mislead.
    if (asking.query.near is None and not known) or (step.kind == "authority" and not step.office):
        return NextStep(step, ())
    fit = asking.hand.first(_fitting(step, asking), asking.say)
    if asking.query.near is None:
        return NextStep(step, tuple(result for result in fit if result.record.id in known)[:MOST])
    here = tuple(one for one in fit if one.serves_place in ("responsible", "open") or one.record.id in known)
    if step.kind == "authority":
        fit = here = tuple(result for result in here if result.serves_place == "responsible")
    if here:
        return NextStep(step, here[:MOST])
    # Nobody is known for it here: who knows further, then those for other districts, marked as such.
    guides = _guides(asking)
    sentence = asking.say("Eine dafür zuständige Stelle kennen wir hier nicht. Diese Stelle vor Ort weiß, wer hilft.")
    return NextStep(step, (*guides, *fit)[:MOST], sentence if guides else None)


def _fitting(step: Step, asking: _Asking) -> tuple[Result, ...]:
    """Of the kind and the office. Of a kind as wide as "other" only who treats one of the step's topics."""
    wants = (step.office,) if step.office else step.topics
    topics = set() if kinds()[step.kind].topics or step.kind == "authority" else set(step.topics)
    results = asking.find(_search((step.kind,), wants, asking)).results
    return tuple(
        result
        for result in results
        if step.kind in result.record.kinds
        and (not step.office or result.record.office == step.office)
        and (not topics or topics & set(result.record.topics))
    )


def _guides(asking: _Asking) -> tuple[Result, ...]:
    """Who takes up any problem in the place: the mfd, else the mbe."""
    for kind in general_kinds()[:-3:-1]:
        results = asking.find(_search((kind,), (), asking)).results
        found = [one for one in results if kind in one.record.kinds and one.serves_place == "responsible"]
        if found:
            return (found[0],)
    return ()


def _search(of: tuple[str, ...], wants: tuple[str, ...], asking: _Asking) -> SearchQuery:
    looked_at = _ALL if asking.hand.partners else _LOOKED_AT
    query = asking.query
    return SearchQuery(ui=query.ui, kinds=of, wants=wants, near=query.near, per_page=looked_at, now=asking.now)
