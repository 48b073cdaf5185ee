"""Opening hours as HSDS schedules: rows of days with equal times, in the time of Europe/Berlin.

HSDS wants an offset from UTC beside the time; hours on a door have none, since it changes with summer time, so none is
made up. Midnight at the end of a day is 00:00.
"""

from __future__ import annotations

from directory import ids
from directory.exchange.hsds.docs import Attributes, Doc, filled
from directory.exchange.hsds.names import HOURS
from directory.hours import describe


def schedules(hours: str | None, wording: str | None, owner: str, **links: str) -> list[Doc]:
    """``hours`` in OSM's syntax, ``wording`` as the source has it; ``links`` name what the hours are of.

    The first row carries both; without rows (hours that change over the year, or with conditions) it stands alone.
    """
    if not hours and not wording:
        return []
    rows = _rows(hours) or [{}]
    docs = [{"id": ids.make_id("schedule", owner, number), **links, **row} for number, row in enumerate(rows)]
    docs[0] |= filled(description=wording, attributes=_osm(docs[0]["id"], hours))
    return docs


def _osm(schedule: str, hours: str | None) -> list[Doc]:
    attributes = Attributes(schedule, "schedule")
    attributes.add_fact(HOURS, hours)
    return attributes.docs


def _rows(hours: str | None) -> list[Doc]:
    """None where a comment in the hours sets a condition: a row would hide it."""
    if not hours or '"' in hours:
        return []
    days: dict[tuple[str, str, tuple[int, ...]], list[str]] = {}
    for row in describe(hours):
        for start, end in row.spans:
            days.setdefault((start, end, row.weeks), []).append(row.day.upper())
    return [_row(start, end, weeks, named) for (start, end, weeks), named in days.items()]


def _row(start: str, end: str, weeks: tuple[int, ...], days: list[str]) -> Doc:
    byday = [f"{week}{day}" for week in weeks for day in days] if weeks else days
    return {
        "freq": "MONTHLY" if weeks else "WEEKLY",
        "byday": ",".join(byday),
        "opens_at": start,
        "closes_at": "00:00" if end == "24:00" else end,
    }
