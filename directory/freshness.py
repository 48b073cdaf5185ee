"""How old each group of facts is: phone, address, hours, languages, eligibility, each with its own date and source.

The groups and their months stand in data/rules/freshness.toml. A group is as old as the oldest of the facts that are
shown together: nobody is helped by a new house number behind an old street.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from directory.facts import door_field
from directory.provenance import Freshness, freshness, months_before, period_start
from directory.records import Door, ServiceRecord, SourceRef
from geo.resources import data_dir

_NOTHING = (None, (), False, "unknown")  # what fields hold that say nothing

State = Freshness | Literal["unknown"]  # unknown: nothing is known of this group


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that are dated together. Months as in ``provenance.freshness``."""

    code: str
    fields: tuple[str, ...]
    core: bool
    fresh_months: int
    ageing_months: int


@dataclass(frozen=True, slots=True)
class Age:
    """The date of one group and the source that says so; both None where nothing is known, or nothing of its age."""

    group: Group
    state: State
    as_of: str | None = None
    source: SourceRef | None = None


def groups() -> Mapping[str, Group]:
    """All groups by code, in the order of the file."""
    return _read(data_dir())


@cache
def _read(data: Path) -> Mapping[str, Group]:
    rule: dict[str, Any] = tomllib.loads((data / "rules" / "freshness.toml").read_text(encoding="utf-8"))
    return {code: Group(code, tuple(row.pop("fields")), **row) for code, row in rule["group"].items()}


def group_of(field: str) -> str | None:
    """The group that a field belongs to, of the service or of a door; None for what has no date of its own.

    >>> group_of("doors.main.street")
    'address'
    """
    name = field.rpartition(".")[2]
    return next((group.code for group in groups().values() if name in group.fields), None)


def ages(record: ServiceRecord, today: date) -> dict[str, Age]:
    """Every group by code: core facts of the main door where it has any, else of the service, else of another door."""
    return {code: _age(record, group, _where_known(record, group), today) for code, group in groups().items()}


def age_at(record: ServiceRecord, door: Door, code: str, today: date) -> Age:
    """One group as it is known of one door."""
    group = groups()[code]
    return _age(record, group, _stated(record, group, door), today)


def _where_known(record: ServiceRecord, group: Group) -> list[str]:
    main, *others = record.doors if group.core and record.doors else (None,)
    places = dict.fromkeys((main, None, *others))
    return next((found for door in places if (found := _stated(record, group, door))), [])


def _stated(record: ServiceRecord, group: Group, door: Door | None) -> list[str]:
    found = [name for name in group.fields if getattr(door or record, name, None) not in _NOTHING]
    return [door_field(door.key, name) for name in found] if door else found


def _age(record: ServiceRecord, group: Group, fields: Iterable[str], today: date) -> Age:
    sources = [next(iter(record.fact_sources.get(field, ())), None) for field in fields]
    if not sources:
        return Age(group, "unknown")
    oldest = min(sources, key=lambda source: period_start(source.as_of if source else None))
    as_of = oldest.as_of if oldest else None
    return Age(group, freshness(as_of, today, (group.fresh_months, group.ageing_months)), as_of, oldest)


def not_too_old(records: Iterable[ServiceRecord], today: date, months: int) -> tuple[ServiceRecord, ...]:
    """Those whose youngest core fact is at most so many months old; all of them for 0. Undated ones are too old:
    nothing shows that they are younger."""
    if not months:
        return tuple(records)
    limit = months_before(today, months)
    return tuple(record for record in records if period_start(record.as_of) >= limit)
