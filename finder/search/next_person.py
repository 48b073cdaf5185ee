"""The steps for this person: nobody is sent to whoever may not advise them, or to an office that may have to report
them; in place of such a step stands whoever takes everyone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from directory.eligibility import assess
from directory.referrals import WHENS, Step
from directory.situations import general_situation
from directory.vocabulary import kinds
from finder.search.next_query import NextQuery


def unfit_kinds(query: NextQuery, today: date) -> frozenset[str]:
    """Kinds that do not take the person; nothing said, none."""
    age, status = query.age, query.status_meant
    if age is None and status is None:
        return frozenset()
    return frozenset(kind for kind in kinds() if assess(kind, age=age, status=status, on=today).answer == "no")


def for_person(steps: tuple[Step, ...], query: NextQuery, today: date) -> tuple[Step, ...]:
    """Without the steps that are not for them; whoever takes everyone then stands at least as early as these did."""
    unfit, status = unfit_kinds(query, today), query.status_meant
    dropped = [step for step in steps if step.kind in unfit or (status and status in step.not_for)]
    kept = tuple(step for step in steps if step not in dropped)
    general = general_situation().steps[0]
    if not dropped or general.kind in query.kinds:
        return kept
    first = min((step.when for step in dropped), key=WHENS.index)
    known = next((step for step in kept if step.kind == general.kind), general)
    when = min(first, known.when, key=WHENS.index) if known in kept else first
    return tuple(replace(step, when=when) if step is known else step for step in dict.fromkeys((*kept, known)))
