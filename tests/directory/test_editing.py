"""One fact by hand: checked, sourced, and nothing said before is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory import ids
from directory.database import session, writing
from directory.editing import UnknownService, set_fact
from directory.provenance import history
from directory.registry_files import Entry, EntrySource
from directory.snapshot import load_records, revision
from geo.errors import BadInput

CALL = EntrySource("x", "https://telefonat.example/", "2026-11-20", "operator", "high")
DEBT = ids.service_id("muster-debt-koblenz")


def edit(current: Session, field: str, value: Any, service: str = DEBT) -> bool:
    return set_fact(current, service, field, value, source=CALL, as_of="2026-11-20", by="editor")


@pytest.fixture
def changed(engine: Engine, load: Callable[..., Any], make: dict[str, Callable[..., Entry]]) -> Engine:
    load([make["debt"]()])
    return engine


def test_an_edit_is_seen_dated_and_remembered(changed: Engine) -> None:
    with session(changed) as current:
        before = revision(current)
    with writing(changed) as current:
        assert edit(current, "doors.musterstadt.street", "Neue Straße 2")
    with session(changed) as current:
        (found,) = load_records(current)
        told = [s for s in history(current, DEBT) if s.field == "doors.musterstadt.street"]
        assert revision(current) > before
    assert (found.doors[0].street, found.as_of) == ("Neue Straße 2", "2026-11-20")
    assert [(s.value, s.origin, s.recorded_by) for s in told] == [
        ("Neue Straße 2", "edit", "editor"),
        ("Musterstraße 1", "shipped", None),
    ]
    assert told[0].source is not None
    assert told[0].source.url == CALL.url


def test_confirming_a_value_makes_it_younger(changed: Engine) -> None:
    with writing(changed) as current:
        assert edit(current, "phones", ["+492610000000"])
        assert not edit(current, "phones", ["+492610000000"])
    with session(changed) as current:
        assert load_records(current)[0].as_of == "2026-11-20"


def test_withdrawn_services_are_gone_from_sight(changed: Engine) -> None:
    with writing(changed) as current:
        edit(current, "status", "withdrawn")
    with session(changed) as current:
        assert load_records(current, include_drafts=True) == ()
        assert history(current, DEBT)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("phone", "115", "There is no field 'phone'"),
        ("doors.musterstadt.floor", "2", "There is no field"),
        ("doors.neu.city", "Mayen", "The service has no door 'neu'"),
        ("phones", ["0261"], "is not a phone number"),
        ("phones", "115", "not of the right type"),
        ("status", "hidden", "not one of the words"),
        ("name", "", "the name is missing"),
        ("kinds", [], "the kind is missing"),
        ("doors", ["musterstadt", "musterstadt"], "stands twice"),
    ],
)
def test_wrong_edits_are_refused(changed: Engine, field: str, value: Any, sentence: str) -> None:
    with writing(changed) as current, pytest.raises(BadInput, match=sentence):
        edit(current, field, value)


def test_an_unknown_service(changed: Engine) -> None:
    with writing(changed) as current, pytest.raises(UnknownService, match="no service with the id"):
        edit(current, "name", "X", service="nobody")


@pytest.mark.parametrize("when", ["2999", "Oktober 2025"])
def test_an_impossible_date(changed: Engine, when: str) -> None:
    with writing(changed) as current, pytest.raises(BadInput, match="date"):
        set_fact(current, DEBT, "name", "X", source=CALL, as_of=when, by="editor")
