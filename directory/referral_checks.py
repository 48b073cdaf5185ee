"""Findings about the network of referrals for ``lotse check``: dead ends, lost kinds, deadlines without a source, and
rules past their end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from directory.deadlines import Deadline, deadlines
from directory.problems import Problem
from directory.referrals import Network, Referral, network
from directory.situations import Situation, situations
from directory.vocabulary import kinds


def check_network(today: date) -> list[Problem]:
    """All findings about the shipped rules, as they stand on this day."""
    book = network()
    return [
        *_lost_kinds(kinds(), book),
        *_deadlines(deadlines().values(), today),
        *_ended(book.referrals, situations(), today),
    ]


def _lost_kinds(codes: Iterable[str], book: Network) -> Iterator[Problem]:
    """What holds for every kind (violence, no common language) is no way on from this one."""
    for code in codes:
        if not book.ways_in(code):
            yield Problem(f"referrals/{code}", None, "no_way_in")
        if all(row.everywhere for row in book.ways_on(code)):
            yield Problem(f"referrals/{code}", None, "dead_end")


def _deadlines(found: Iterable[Deadline], today: date) -> Iterator[Problem]:
    for deadline in found:
        where = f"deadlines/{deadline.id}"
        if not deadline.confirmed:
            yield Problem(where, "law", "deadline_without_source")
        if deadline.in_doubt:
            yield Problem(where, "in_doubt", "rule_in_doubt")
        if deadline.until is not None and deadline.until < today:
            yield Problem(where, "until", "rule_ended", deadline.until.isoformat())


def _ended(rows: Iterable[Referral], described: Mapping[str, Situation], today: date) -> Iterator[Problem]:
    steps = [(f"referrals/{row.id}", row.step) for row in rows]
    steps += [(f"situations/{code}", step) for code, situation in described.items() for step in situation.steps]
    for where, step in steps:
        if step.valid_to is not None and step.valid_to < today:
            yield Problem(where, "valid_to", "rule_ended", step.valid_to.isoformat())
