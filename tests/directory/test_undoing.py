"""The way back: older values with their sources, as new statements, and never over somebody else's newer word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from directory import ids
from directory.database import session, writing
from directory.editing import Change, Conflict, UnknownService, apply
from directory.provenance import history
from directory.records import ServiceRecord
from directory.registry_files import Entry, EntrySource
from directory.snapshot import load_records
from directory.undoing import ChangeSet, change_sets, undo
from geo.errors import BadInput

CALL = EntrySource("x", "https://telefonat.example/", "2026-11-20", "operator", "high")
DEBT = ids.service_id("muster-debt-koblenz")
Make = dict[str, Callable[..., Entry]]


@pytest.fixture
def registry_of_one(engine: Engine, load: Callable[..., Any], make: Make) -> Engine:
    load([make["debt"]()])
    return engine


def edit(engine: Engine, by: str = "eins", note: str | None = None, /, **facts: Any) -> None:
    named = {field.replace("__", "."): content for field, content in facts.items()}
    with writing(engine) as current:
        apply(current, DEBT, Change(named, CALL, "2026-11-20", by, note))


def told(engine: Engine) -> tuple[ChangeSet, ...]:
    with session(engine) as current:
        return change_sets(current, DEBT)


def now(engine: Engine) -> ServiceRecord:
    with session(engine) as current:
        return load_records(current, include_drafts=True)[0]


def test_history_tells_who_when_what_and_why(registry_of_one: Engine) -> None:
    edit(registry_of_one, "eins", "Anruf", email="neu@muster.example", languages=["de"])
    last, first = told(registry_of_one)
    assert (last.recorded_by, last.origin, last.note, last.undoable) == ("eins", "edit", "Anruf", True)
    assert [(change.field, change.before, change.after) for change in last.changes] == [
        ("email", "post@muster.example", "neu@muster.example"),
        ("languages", ["de", "ar"], ["de"]),
    ]
    assert last.changes[0].source is not None
    assert last.changes[0].source.url == CALL.url
    assert (first.origin, first.first, first.undoable) == ("shipped", True, False)


def test_undo_states_the_older_values_with_their_sources(registry_of_one: Engine) -> None:
    before = now(registry_of_one)
    edit(registry_of_one, doors__musterstadt__phones=["+492610000002"], languages=[], status="withdrawn")
    with writing(registry_of_one) as current:
        undone = undo(current, DEBT, told(registry_of_one)[0].id, by="zwei", note="Irrtum")
    after = now(registry_of_one)
    assert set(undone) == {"doors.musterstadt.phones", "languages", "status"}
    assert (after.doors, after.languages, after.as_of) == (before.doors, before.languages, before.as_of)
    assert after.fact_sources["doors.musterstadt.phones"] == before.fact_sources["doors.musterstadt.phones"]
    with session(registry_of_one) as current:
        said = [line for line in history(current, DEBT) if line.field == "languages"]
    assert [(line.value, line.recorded_by, line.note) for line in said] == [
        (["de", "ar"], "zwei", "Irrtum"),
        ([], "eins", None),
        (["de", "ar"], None, None),
    ]


def test_an_undo_can_be_undone(registry_of_one: Engine) -> None:
    edit(registry_of_one, url="https://neu.example/", intake="closed")
    for _ in range(2):
        with writing(registry_of_one) as current:
            undo(current, DEBT, told(registry_of_one)[0].id, by="zwei")
    assert (now(registry_of_one).url, now(registry_of_one).intake) == ("https://neu.example/", "closed")


def test_a_door_that_was_added_goes_and_one_that_was_dropped_comes_back(registry_of_one: Engine) -> None:
    edit(registry_of_one, doors=["musterstadt", "neu"], doors__neu__city="Mayen")
    with writing(registry_of_one) as current:
        undo(current, DEBT, told(registry_of_one)[0].id, by="zwei")
    assert [door.key for door in now(registry_of_one).doors] == ["musterstadt", "aussen"]


def test_what_has_moved_on_is_not_overwritten(registry_of_one: Engine) -> None:
    edit(registry_of_one, email="eins@muster.example", url="https://eins.example/")
    number = told(registry_of_one)[0].id
    edit(registry_of_one, "zwei", url="https://zwei.example/")
    assert [change_set.undoable for change_set in told(registry_of_one)] == [True, False, False]
    with pytest.raises(Conflict) as refused, writing(registry_of_one) as current:
        undo(current, DEBT, number, by="drei")
    assert refused.value.fields == ("url",)
    assert now(registry_of_one).email == "eins@muster.example"


def test_what_never_counted_is_told_but_not_undone(registry_of_one: Engine, load: Any, make: Make) -> None:
    edit(registry_of_one, email="neu@muster.example")
    load([make["debt"](email="datei@muster.example")], "2")
    last = told(registry_of_one)[0]
    assert [(change.after, change.counted) for change in last.changes] == [("datei@muster.example", False)]
    assert not last.undoable
    with writing(registry_of_one) as current, pytest.raises(BadInput, match="nothing to undo"):
        undo(current, DEBT, last.id, by="zwei")


def test_newer_files_can_be_undone(registry_of_one: Engine, load: Any, make: Make) -> None:
    load([make["debt"](email="datei@muster.example")], "2")
    with writing(registry_of_one) as current:
        undo(current, DEBT, told(registry_of_one)[0].id, by="zwei")
    load([make["debt"](email="datei@muster.example")], "3")
    assert now(registry_of_one).email == "post@muster.example"


@pytest.mark.parametrize(("service", "change"), [(DEBT, 10**6), (DEBT, 1), (DEBT, -1)])
def test_nothing_to_undo(registry_of_one: Engine, service: str, change: int) -> None:
    with writing(registry_of_one) as current, pytest.raises(BadInput, match="nothing to undo"):
        undo(current, service, change, by="zwei")


def test_an_unknown_service_has_no_history(registry_of_one: Engine) -> None:
    with writing(registry_of_one) as current, pytest.raises(UnknownService):
        undo(current, "nobody", 1, by="zwei")
    with session(registry_of_one) as current:
        assert change_sets(current, "nobody") == ()
