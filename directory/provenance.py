"""Dates and origins of facts: how fresh is what we say, and what was said before."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import Fact, Source
from directory.records import SourceRef
from geo.errors import BadInput
from geo.resources import data_dir

Freshness = Literal["fresh", "ageing", "stale", "undated"]

_PERIOD = re.compile(r"\d{4}(-\d\d){0,2}")


@lru_cache(maxsize=1)
def _limits() -> tuple[int, int]:
    rule = tomllib.loads((data_dir() / "rules" / "freshness.toml").read_text(encoding="utf-8"))
    return rule["fresh_months"], rule["ageing_months"]


def period_start(as_of: str | None) -> date:
    """The first day that ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` can mean; for None the oldest date there is.

    The start and not the end, on purpose: "2025" proves no more than that it was so on 1 January 2025, and a fact
    must never look fresher than it was shown to be. Raises ValueError for anything else.

    >>> period_start("2025-10")
    datetime.date(2025, 10, 1)
    """
    if as_of is None:
        return date.min
    if not _PERIOD.fullmatch(as_of):
        raise ValueError(f"{as_of!r} is no date: YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day, *_ = (*map(int, as_of.split("-")), 1, 1)
    return date(year, month, day)


def check_date(as_of: str | None, today: date) -> None:
    """Raises BadInput for a date that is none or lies in the future."""
    try:
        ahead = period_start(as_of) > today
    except ValueError as error:
        raise BadInput(f"{as_of!r} is no date: YYYY, YYYY-MM or YYYY-MM-DD.", field="as_of") from error
    if ahead:
        raise BadInput(f"The date {as_of} lies in the future.", field="as_of")


def freshness(as_of: str | None, today: date, months: tuple[int, int] | None = None) -> Freshness:
    """Fresh, ageing, then stale after these ``months``, else those for core facts in data/rules/freshness.toml;
    undated where there is no date."""
    if as_of is None:
        return "undated"
    start = period_start(as_of)
    fresh, ageing = months or _limits()
    if start >= months_before(today, fresh):
        return "fresh"
    return "ageing" if start >= months_before(today, ageing) else "stale"


def youngest(dates: list[str | None]) -> str | None:
    """The latest of several dates, as written; an exact one before a vague one of the same start."""
    known = [as_of for as_of in dates if as_of]
    return max(known, key=lambda as_of: (period_start(as_of), len(as_of)), default=None)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one; the first date there is where that would be earlier still."""
    if months >= (day.year - 1) * 12 + day.month:
        return date.min
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError  # pragma: no cover - every month has 28 days


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a service's history. ``superseded_at`` None: in force. Times are ISO, UTC."""

    field: str
    value: Any
    source: SourceRef | None
    as_of: str | None
    origin: str
    recorded_at: str
    recorded_by: str | None
    superseded_at: str | None
    note: str | None


def history(session: Session, service_id: str) -> tuple[Statement, ...]:
    """All that was ever stated about a service, newest record first."""
    rows = session.execute(
        select(Fact, Source)
        .outerjoin(Source, Source.id == Fact.source_id)
        .where(Fact.entity_id == service_id)
        .order_by(Fact.recorded_at.desc(), Fact.id.desc())
    )
    return tuple(_statement(fact, source) for fact, source in rows)


def _statement(fact: Fact, source: Source | None) -> Statement:
    found = SourceRef(source.id, source.url, source.as_of, source.kind, source.confidence) if source else None
    return Statement(
        fact.field, fact.value, found, fact.as_of, fact.origin,
        fact.recorded_at, fact.recorded_by, fact.superseded_at, fact.note,
    )  # fmt: skip
