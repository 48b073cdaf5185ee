"""What to confirm next: old and important services first, and nobody is asked twice within a month."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from directory import ids
from directory.database import session, writing
from directory.editing import Change, apply
from directory.models import ConfirmationLink
from directory.registry_files import Entry, EntrySource
from directory.review import Proposed, propose
from directory.worklist import HEADER, worklist, worklist_csv

TODAY = date(2026, 11, 22)
DEBT, OFFICE = ids.service_id("muster-debt-koblenz"), ids.service_id("muster-amt")
TODAY_S = EntrySource("c", "telephone", "2026-11-22", "operator", "high")


@pytest.fixture
def stocked(engine: Engine, load: Callable[..., Any], registry: list[Entry]) -> Engine:
    load(registry)
    return engine


def names(engine: Engine, **options: Any) -> list[str]:
    with session(engine) as db:
        return [task.record.name for task in worklist(db, TODAY, **options)]


def test_old_and_important_comes_first(stocked: Engine) -> None:
    with session(stocked) as db:
        tasks = {task.record.name: task for task in worklist(db, TODAY)}
    assert set(tasks["Amt Muster"].reasons) == {"no_contact", "only_one"}
    assert set(tasks["Schuldnerberatung Muster"].reasons) == {"kind", "only_one"}
    assert set(tasks["Chat Muster"].reasons) == {"kind"}  # it serves no single district
    scores = [task.score for task in tasks.values()]
    assert scores == sorted(scores, reverse=True)
    assert tasks["Schuldnerberatung Muster"].old == ("name", "phone", "address", "hours", "languages")


@pytest.mark.parametrize(
    ("district", "wanted"), [("07137", ["Amt Muster"]), ("07111", ["Schuldnerberatung Muster"]), ("07315", [])]
)
def test_of_one_district(stocked: Engine, district: str, wanted: list[str]) -> None:
    assert names(stocked, district=district) == wanted


def test_an_open_proposal_makes_it_urgent(stocked: Engine) -> None:
    with session(stocked) as db:
        before = {task.record.name: task.score for task in worklist(db, TODAY)}
    with writing(stocked) as db:
        for n in range(5):
            propose(db, Proposed("correction", DEBT, {}, "public", note=str(n)))
    with session(stocked) as db:
        task = next(task for task in worklist(db, TODAY) if task.record.id == DEBT)
    assert "proposals" in task.reasons
    assert task.score == before[task.record.name] + 3 * task.staleness


def test_what_is_confirmed_goes_down(stocked: Engine) -> None:
    with writing(stocked) as db:
        facts = {"name": "Amt Muster", "organization": "Kreis Muster", "phones": ["+492610000009"]}
        apply(db, OFFICE, Change(facts, TODAY_S, "2026-11-22", "editor"))
    assert names(stocked)[-1] == "Amt Muster"


@pytest.mark.parametrize(("asked_on", "due"), [
    ("2026-11-22", False), ("2026-10-24", False), ("2026-10-23", True), ("2025-01-01", True),
])  # fmt: skip
def test_whoever_was_asked_is_left_in_peace_for_a_month(stocked: Engine, asked_on: str, due: bool) -> None:
    with writing(stocked) as db:
        db.add(ConfirmationLink(
            token_hash="0" * 64, service_id=DEBT, channel="mail", issued_on=asked_on, expires_on="2026-12-01",
            used_at=None,
        ))  # fmt: skip
    assert ("Schuldnerberatung Muster" in names(stocked)) is due
    assert "Schuldnerberatung Muster" in names(stocked, asked_too=True)


def test_as_a_table_that_no_spreadsheet_runs(stocked: Engine) -> None:
    with writing(stocked) as db:
        apply(db, DEBT, Change({"name": "=HYPERLINK(1)"}, TODAY_S, None, "editor"))
    with session(stocked) as db:
        rows = list(csv.DictReader(io.StringIO(worklist_csv(worklist(db, TODAY)))))
    assert tuple(rows[0]) == HEADER
    assert {row["name"] for row in rows} == {"'=HYPERLINK(1)", "Chat Muster", "Amt Muster"}
