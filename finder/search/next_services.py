"""Who stands behind a step here: a search like any other, so that the area comes before the distance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from directory.general import general_kinds
from directory.referrals import Step
from directory.vocabulary import kinds, topics
from finder.search.next_best_way import has_phone
from finder.search.next_partners import InHand
from finder.search.next_query import NextQuery
from finder.search.query import SearchQuery
from finder.search.results import Result, Results
from finder.search.say import Say

MOST = 3  # services to a step: more would be a list to search in, and there is one
_LOOKED_AT = 40
_ALL = 500  # where a partner, or one for the whole Land, is looked for, who may stand anywhere in the list
Find = Callable[[SearchQuery], Results]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step with whom to go to. ``instead``: nobody is known for it here, ``services`` hold who knows further."""

    step: Step
    services: tuple[Result, ...]
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """The question with what is needed to answer it. ``unfit``: kinds that do not take the person."""

    query: NextQuery
    hand: InHand
    find: Find
    say: Say
    now: datetime
    unfit: frozenset[str] = frozenset()


def with_services(step: Step, asking: Asking) -> NextStep:
    """Without a place only partners of the service in hand are named, and who is there for the whole Land."""
    fit = asking.hand.first(_fitting(step, asking), asking.say)
    known = asking.hand.partners
    if asking.query.near is None:
        return NextStep(step, _anywhere(step, fit, known)[:MOST])
    tiers = ("responsible",) if step.kind == "authority" else ("responsible", "open")
    here = tuple(one for one in fit if one.serves_place in tiers)
    if step.kind == "authority":
        fit = here = _one_of_each_office(step, here)
    else:
        here = tuple(one for one in fit if one in here or one.record.id in known)
    if here:
        return NextStep(step, here[:MOST])
    # Nobody is known for it here: who knows further, then those for other districts, marked as such.
    guides = _guides(asking)
    if not guides:
        return NextStep(step, tuple(sorted(fit, key=lambda one: not has_phone(one.record)))[:MOST])
    sentence = asking.say("Eine dafür zuständige Stelle kennen wir hier nicht. Diese Stelle vor Ort weiß, wer hilft.")
    return NextStep(step, (*guides, *fit)[:MOST], sentence)


def _anywhere(step: Step, fit: Iterable[Result], known: frozenset[str]) -> tuple[Result, ...]:
    """Partners, then who is there for everybody in the Land, by phone if there is one; never an authority."""
    wide = [one for one in fit if one.record.scope != "local" and step.kind != "authority"]
    wide.sort(key=lambda one: (one.record.restricted, not has_phone(one.record), one.record.scope != "statewide"))
    partners = [one for one in fit if one.record.id in known]
    return tuple({one.record.id: one for one in (*partners, *wide)}.values())


def _one_of_each_office(step: Step, here: Iterable[Result]) -> tuple[Result, ...]:
    """Where no office is named: one of each at which the step's deadlines are kept, or else that decides on its topics.
    Where there is no such office it may be any court: naming an authority would mislead."""
    found = tuple(here)
    if step.office:
        return found
    where_kept = [office for deadline in step.deadlines for office in deadline.offices]
    deciding = where_kept or [office for code in step.topics for office in topics()[code].offices]
    firsts = [next((one for one in found if one.record.office == office), None) for office in dict.fromkeys(deciding)]
    return tuple(one for one in firsts if one)


def _fitting(step: Step, asking: Asking) -> tuple[Result, ...]:
    """Of the kind and the office. Of a kind as wide as "other" only who treats one of the step's topics."""
    wants = (step.office,) if step.office else step.topics
    about = set() if kinds()[step.kind].topics or step.kind == "authority" else set(step.topics)
    results = asking.find(_search((step.kind,), wants, asking)).results
    return tuple(
        result
        for result in results
        if step.kind in result.record.kinds
        and (not step.office or result.record.office == step.office)
        and (not about or about & set(result.record.topics))
    )


def _guides(asking: Asking) -> tuple[Result, ...]:
    """Who takes up any problem in the place: the mfd, else the mbe, if it takes this person."""
    for kind in general_kinds()[:-3:-1]:
        if kind in asking.unfit:
            continue
        results = asking.find(_search((kind,), (), asking)).results
        found = [one for one in results if kind in one.record.kinds and one.serves_place == "responsible"]
        if found:
            return (min(found, key=lambda one: not has_phone(one.record)),)
    return ()


def _search(of: tuple[str, ...], wants: tuple[str, ...], asking: Asking) -> SearchQuery:
    query = asking.query
    return SearchQuery(
        ui=query.ui, kinds=of, wants=wants, near=query.near, age=query.age, status=query.status_meant, now=asking.now,
        per_page=_ALL if asking.hand.partners or query.near is None else _LOOKED_AT,
    )  # fmt: skip
