"""Two records of one service: each fact chosen, nothing lost, no link dead, and no shipped file brings it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from directory import ids
from directory.database import session, writing
from directory.editing import Change, Conflict, Invalid, UnknownService, apply
from directory.merging import Comparison, Merge, compare, merge
from directory.provenance import history
from directory.records import ServiceRecord
from directory.redirects import merged_into
from directory.registry_files import Entry, EntryDoor, EntrySource
from directory.review import Proposed, propose, queue
from directory.snapshot import find_redirect, load_records
from directory.undoing import change_sets, undo
from geo.errors import BadInput

DEBT, TWIN, AMT = (ids.service_id(key) for key in ("muster-debt-koblenz", "zwilling", "muster-amt"))
FOUND = EntrySource(id="s1", url="https://zwilling.example/", date="2024-05", kind="own site", confidence="high")
Make = dict[str, Callable[..., Entry]]
Load = Callable[..., Any]


def twin(**changes: Any) -> Entry:
    same = EntryDoor(key="main", street="Musterstr. 1", postcode="56068", city="Koblenz", hours="Mo-Th 10:00-16:00")
    more = EntryDoor(key="aussen", name="Pfarrheim", city="Mayen", district="07137", outreach=True)
    return replace(
        Entry(
            key="zwilling", name="Schuldnerberatung Muster e. V.", kinds=["debt"], languages=["de", "ru"],
            email="zwilling@muster.example", district="07111", doors=[same, more], sources=[FOUND],
            refers_to=["muster-debt-koblenz", "muster-amt"],
        ),
        **changes,
    )  # fmt: skip


@pytest.fixture
def files(make: Make) -> list[Entry]:
    return [make["debt"](), twin(), make["office"](refers_to=["zwilling"])]


@pytest.fixture
def twins(engine: Engine, load: Load, files: list[Entry]) -> Engine:
    load(files)
    return engine


def compared(engine: Engine) -> Comparison:
    with session(engine) as current:
        return compare(current, DEBT, TWIN)


def merged(engine: Engine, **more: Any) -> tuple[str, ...]:
    with writing(engine) as current:
        return merge(current, Merge(**{"kept": DEBT, "gone": TWIN, "take": {}, "by": "redaktion", **more}))


def published(engine: Engine) -> dict[str, ServiceRecord]:
    with session(engine) as current:
        return {record.id: record for record in load_records(current)}


def test_both_stand_side_by_side_with_their_sources(twins: Engine) -> None:
    found = compared(twins)
    pairs = {pair.field: pair for pair in found.pairs}
    assert (pairs["languages"].ours.value, pairs["languages"].theirs.value) == (["de", "ar"], ["de", "ru"])
    assert pairs["languages"].both
    assert not pairs["email"].both
    assert (pairs["email"].ours.as_of, pairs["email"].theirs.as_of) == ("2022", "2024-05")
    assert pairs["email"].theirs.source is not None
    assert pairs["email"].theirs.source.url == FOUND.url
    # The same house is one door, and the other one is new.
    assert "doors.musterstadt.hours" in pairs
    assert found.doors == {"aussen": "Pfarrheim, Mayen"}
    # What is equal is no choice, and nobody refers to itself.
    assert "kinds" not in pairs
    assert pairs["refers_to"].theirs.value == ["muster-amt"]


def test_each_fact_is_chosen_with_its_source(twins: Engine) -> None:
    take = {"email": "theirs", "languages": "both", "doors.musterstadt.hours": "theirs", "refers_to": "theirs"}
    merged(twins, take=take, doors=("aussen",), note="doppelt erfasst")
    (kept, *others) = (published(twins)[one] for one in (DEBT, AMT))
    assert (kept.email, kept.languages) == ("zwilling@muster.example", ("de", "ar", "ru"))
    assert kept.name == "Schuldnerberatung Muster"
    assert [(door.key, door.city, door.hours) for door in kept.doors] == [
        ("musterstadt", "Koblenz", "Mo-Th 10:00-16:00"),
        ("aussen", "Koblenz", None),
        ("aussen-2", "Mayen", None),
    ]
    (source,) = kept.fact_sources["email"]
    assert (source.url, source.as_of) == (FOUND.url, "2024-05")
    assert kept.fact_sources["languages"][0].as_of == "2022"  # as old as the older of both
    assert [relation.other for relation in kept.relations] == [AMT]
    assert [relation.other for relation in others[0].relations] == [DEBT]


def test_the_other_goes_and_all_that_led_to_it_leads_on(twins: Engine, load: Load, files: list[Entry]) -> None:
    load([files[0], replace(files[1], merged_keys=["frueher"]), files[2]], "2")
    with writing(twins) as current:
        propose(current, Proposed("correction", TWIN, {"email": "neu@muster.example"}, "public"))
    merged(twins, note="doppelt erfasst")
    assert TWIN not in published(twins)
    with session(twins) as current:
        assert find_redirect(current, TWIN) == DEBT
        assert find_redirect(current, ids.service_id("frueher")) == DEBT
        assert set(merged_into(current, DEBT)) == {TWIN, ids.service_id("frueher")}
        assert [waits.service_id for waits in queue(current)] == [DEBT]
        last = history(current, TWIN)[0]
    assert (last.field, last.value, last.recorded_by, last.note) == (
        "status", "withdrawn", "redaktion", "doppelt erfasst",
    )  # fmt: skip


@pytest.mark.parametrize("newer", [{}, {"email": "neuer@muster.example"}, {"status": "draft"}])
def test_shipped_files_do_not_bring_it_back(
    twins: Engine, load: Load, files: list[Entry], newer: dict[str, Any]
) -> None:
    merged(twins)
    load([files[0], twin(**newer), files[2]], "2")
    load([files[0], twin(), files[2]], "3")
    assert TWIN not in published(twins)
    with session(twins) as current:
        assert find_redirect(current, TWIN) == DEBT


@pytest.mark.parametrize("into", ["debt", "office"])
def test_files_that_merge_it_otherwise_do_not_win(twins: Engine, load: Load, make: Make, into: str) -> None:
    """Nor do files that merge the other way round make a ring."""
    merged(twins)
    office = make["office"](merged_keys=["zwilling"] if into == "office" else [])
    others = [twin(merged_keys=["muster-debt-koblenz"])] if into == "debt" else [make["debt"]()]
    load([*others, office], "2")
    assert DEBT in published(twins)
    with session(twins) as current:
        assert find_redirect(current, TWIN) == DEBT


def test_a_merge_can_be_undone_on_both_sides(twins: Engine, load: Load, files: list[Entry]) -> None:
    before = published(twins)
    merged(twins, take={"email": "theirs"}, doors=("aussen",))
    for one in (DEBT, TWIN):
        with writing(twins) as current:
            undo(current, one, change_sets(current, one)[0].id, by="zwei")
    after = published(twins)
    assert [(after[one].email, after[one].doors) for one in (DEBT, TWIN)] == [
        (before[one].email, before[one].doors) for one in (DEBT, TWIN)
    ]
    with session(twins) as current:
        assert find_redirect(current, TWIN) is None
    load(files, "2")
    assert TWIN in published(twins)


def test_what_is_published_again_is_no_other_ones_any_more(twins: Engine) -> None:
    merged(twins)
    with writing(twins) as current:
        apply(current, TWIN, Change({"status": "published"}, FOUND, None, "zwei"))
    assert TWIN in published(twins)
    with session(twins) as current:
        assert find_redirect(current, TWIN) is None


def test_what_changed_meanwhile_is_told(twins: Engine) -> None:
    seen = compared(twins).versions
    with writing(twins) as current:
        apply(current, TWIN, Change({"email": "neu@muster.example"}, FOUND, "2026-11", "zwei"))
    with pytest.raises(Conflict) as refused:
        merged(twins, take={"email": "theirs"}, versions=seen)
    assert refused.value.fields == ("email",)
    merged(twins, take={"email": "theirs"}, versions=compared(twins).versions)
    assert published(twins)[DEBT].email == "neu@muster.example"


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"gone": DEBT}, BadInput),
        ({"gone": "nobody"}, UnknownService),
        ({"kept": "nobody"}, UnknownService),
        ({"take": {"floor": "theirs"}}, BadInput),
        ({"take": {"email": "both"}}, BadInput),
        ({"doors": ("main",)}, None),
        ({"doors": ("keller",)}, BadInput),
        ({"take": {"kinds": "theirs"}}, None),
        ({"take": {"district": "theirs", "organization": "theirs"}}, None),
    ],
)
def test_what_cannot_be_merged(twins: Engine, wanted: dict[str, Any], error: type[Exception] | None) -> None:
    if error is None:
        assert merged(twins, **wanted)
        return
    with pytest.raises(error):
        merged(twins, **wanted)
    assert TWIN in published(twins)


def test_an_outcome_that_cannot_stand_is_refused(twins: Engine, load: Load, files: list[Entry]) -> None:
    load([files[0], twin(email="keine Adresse"), files[2]], "2")
    with pytest.raises(Invalid, match="not an e-mail address"):
        merged(twins, take={"email": "theirs"})
    assert TWIN in published(twins)


def test_merged_twice_is_refused(twins: Engine) -> None:
    merged(twins)
    with pytest.raises(BadInput, match="withdrawn"):
        merged(twins)
