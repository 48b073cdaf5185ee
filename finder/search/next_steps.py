"""What comes next: the chosen steps, each with the services nearby that are responsible for it.

Which steps follow is a matter of the rules (``next_choice``), whom they lead to one of the place (``next_services``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from directory.deadlines import Deadline
from directory.situations import Situation, situations
from finder.search.crisis import lines_for
from finder.search.next_choice import choose, deadlines_of
from finder.search.next_partners import InHand
from finder.search.next_person import unfit_kinds
from finder.search.next_query import NextQuery
from finder.search.next_services import Asking, Find, NextStep, with_services
from finder.search.results import CrisisLine
from finder.search.say import Say


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The whole answer. ``crisis``: the numbers above all steps; ``deadlines``: those of the steps and the topics, each
    once, the most urgent first; ``unfit``: kinds that do not take the person."""

    query: NextQuery
    situation: Situation | None
    crisis: tuple[CrisisLine, ...]
    steps: tuple[NextStep, ...]
    deadlines: tuple[Deadline, ...]
    today: date
    hand: InHand
    unfit: frozenset[str] = frozenset()


def next_steps(query: NextQuery, find: Find, say: Say, now: datetime, hand: InHand | None = None) -> NextSteps:
    """``find`` is ``Service.find``."""
    today = now.date()
    unfit = unfit_kinds(query, today)
    asking = Asking(query, hand or InHand(), find, say, now, unfit)
    steps = choose(query, today)
    return NextSteps(
        query=query,
        situation=situations()[query.situation] if query.situation else None,
        crisis=lines_for(query.needs, now, query.ui),
        steps=tuple(with_services(step, asking) for step in steps),
        deadlines=deadlines_of(query, steps, today),
        today=today,
        hand=asking.hand,
        unfit=unfit,
    )
