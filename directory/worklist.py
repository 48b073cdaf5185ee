"""What to confirm next: the staleness of a service's facts times its importance, weighed by data/rules/worklist.toml.

A service that was asked within the last month is not on the list: it has had its letter.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.exchange.cells import protect
from directory.freshness import Age, ages
from directory.models import ConfirmationLink, Proposal
from directory.records import ServiceRecord
from directory.snapshot import load_records
from geo.resources import data_dir

HEADER = ("score", "id", "key", "name", "district", "kind", "as_of", "email", "asked_on", "reasons", "old_facts")


@dataclass(frozen=True, slots=True)
class Task:
    """One service to confirm. ``reasons``: codes of what makes it important; ``asked_on``: the day on which it was
    last asked (ISO), None for never."""

    record: ServiceRecord
    staleness: int
    importance: int
    reasons: tuple[str, ...]
    ages: Mapping[str, Age]
    asked_on: str | None

    @property
    def score(self) -> int:
        return self.staleness * self.importance

    @property
    def organization_id(self) -> str | None:
        return self.record.organization_id

    @property
    def own_districts(self) -> frozenset[str]:
        return own_districts(self.record)

    @property
    def old(self) -> tuple[str, ...]:
        """The groups of facts that are no longer fresh, or have no date."""
        return tuple(code for code, age in self.ages.items() if age.state not in ("fresh", "unknown"))


@cache
def _rules(data: Path) -> Mapping[str, Any]:
    return tomllib.loads((data / "rules" / "worklist.toml").read_text(encoding="utf-8"))


def worklist(session: Session, today: date, district: str | None = None, *, asked_too: bool = False) -> list[Task]:
    """All published services that are worth a question, most urgent first; of one district, if a key is given.

    ``asked_too``: also those that were asked a short while ago.
    """
    asked, waiting = last_asked(session), _open_proposals(session)
    records = load_records(session)
    alike = Counter((record.kind, record.district) for record in records)
    tasks = (
        _task(record, today, waiting[record.id], alike[record.kind, record.district], asked.get(record.id))
        for record in records
        if district is None or district in own_districts(record)
    )
    wanted = (task for task in tasks if task.score and (asked_too or not asked_lately(task.asked_on, today)))
    return sorted(wanted, key=lambda task: (-task.score, task.record.name, task.record.id))


def asked_lately(asked_on: str | None, today: date) -> bool:
    """Whether a service should be left in peace."""
    waited = timedelta(days=_rules(data_dir())["ask_again_days"])
    return asked_on is not None and date.fromisoformat(asked_on) > today - waited


def last_asked(session: Session) -> dict[str, str]:
    """Service id -> the day on which it was last asked (ISO)."""
    link = ConfirmationLink
    rows = session.execute(select(link.service_id, func.max(link.issued_on)).group_by(link.service_id))
    return {row[0]: row[1] for row in rows}


def _open_proposals(session: Session) -> Counter[str | None]:
    return Counter(session.scalars(select(Proposal.service_id).where(Proposal.state == "open")))


def own_districts(record: ServiceRecord) -> frozenset[str]:
    """The district that it belongs to, and those of its doors."""
    return frozenset(filter(None, (record.district, *(door.district for door in record.doors))))


def _task(record: ServiceRecord, today: date, proposals: int, alike: int, asked_on: str | None) -> Task:
    aged, weight = ages(record, today), _rules(data_dir())["staleness"]
    stale = sum(weight[age.state] for age in aged.values())
    because = _importance(record, proposals, alike)
    return Task(record, stale, 1 + sum(because.values()), tuple(because), aged, asked_on)


def _importance(record: ServiceRecord, proposals: int, alike: int) -> dict[str, int]:
    """Reason -> its weight; only what is so."""
    rule = _rules(data_dir())["importance"]
    found = {
        "kind": rule["kinds"].get(record.kind, 0),
        "no_contact": 0 if record.reachable else rule["no_contact"],
        "only_one": rule["only_one"] if record.district and alike == 1 else 0,
        "proposals": rule["proposal"] * min(proposals, rule["most_proposals"]),
    }
    return {reason: weight for reason, weight in found.items() if weight}


def worklist_csv(tasks: Iterable[Task]) -> str:
    """One row a service, as HEADER names it; a spreadsheet runs none of it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for task in tasks:
        record = task.record
        writer.writerow([
            task.score, record.id, record.key, protect(record.name), record.district or "", record.kind,
            record.as_of or "", protect(record.email or ""), task.asked_on or "", " ".join(task.reasons),
            " ".join(task.old),
        ])  # fmt: skip
    return out.getvalue()
