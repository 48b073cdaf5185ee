"""One master: what was edited here survives every newer set of shipped files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from directory import ids
from directory.database import session, writing
from directory.editing import set_fact
from directory.models import Base, Fact, Organization
from directory.provenance import history
from directory.records import ServiceRecord
from directory.registry_files import Earlier, Entry, EntryDoor, EntrySource
from directory.snapshot import find_redirect, load_records

Load = Callable[..., Any]
Make = dict[str, Callable[..., Entry]]
DEBT = ids.service_id("muster-debt-koblenz")
OPERATOR = EntrySource(id="x", url="https://telefonat.example/", date="2026-11", kind="operator", confidence="high")


def record(engine: Engine, key: str) -> ServiceRecord:
    with session(engine) as current:
        return {found.key: found for found in load_records(current, include_drafts=True)}[key]


def edit(engine: Engine, field: str, value: object, service: str = DEBT) -> None:
    with writing(engine) as current:
        set_fact(current, service, field, value, source=OPERATOR, as_of="2026-11-20", by="editor")


def rows(engine: Engine) -> dict[str, int]:
    with session(engine) as current:
        tables = Base.metadata.sorted_tables
        return {table.name: current.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_first_start_reads_all(load: Load, registry: list[Entry]) -> None:
    report = load(registry)
    assert (report.services_new, report.services_changed, report.unchanged) == (3, 0, False)


def test_same_version_reads_nothing(engine: Engine, load: Load, registry: list[Entry]) -> None:
    load(registry)
    assert load([], "1").unchanged
    assert record(engine, "muster-chat").name == "Chat Muster"


def test_same_files_under_a_new_version_change_nothing(engine: Engine, load: Load, registry: list[Entry]) -> None:
    load(registry)
    before = rows(engine)
    report = load(registry, "2")
    assert (report.services_new, report.services_changed, report.facts_written) == (0, 0, 0)
    assert rows(engine) == before


def test_newer_files_change_what_changed(engine: Engine, load: Load, registry: list[Entry], make: Make) -> None:
    load(registry)
    report = load([make["debt"](phones=["+492610000009"]), *registry[1:]], "2")
    assert (report.services_changed, report.facts_written) == (1, 1)
    assert [p.number for p in record(engine, "muster-debt-koblenz").phones] == ["+492610000009"]


def test_edits_are_kept_and_the_shipped_one_is_history(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    edit(engine, "phones", ["+492610000005"])
    report = load([make["debt"](phones=["+492610000009"])], "2")
    assert report.kept_edits == ["muster-debt-koblenz phones"]
    assert [p.number for p in record(engine, "muster-debt-koblenz").phones] == ["+492610000005"]
    with session(engine) as current:
        told = [(s.value, s.origin, s.superseded_at is None) for s in history(current, DEBT) if s.field == "phones"]
    assert sorted(told) == [
        (["+492610000000"], "shipped", False),
        (["+492610000005"], "edit", True),
        (["+492610000009"], "shipped", False),
    ]


def test_kept_once_is_not_recorded_again(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    edit(engine, "phones", [])
    load([make["debt"](phones=["+492610000009"])], "2")
    before = rows(engine)
    report = load([make["debt"](phones=["+492610000009"])], "3")
    assert (report.facts_written, report.kept_edits, rows(engine)) == (0, [], before)
    assert record(engine, "muster-debt-koblenz").phones == ()


def test_doors_added_here_survive_newer_files(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    edit(engine, "doors", ["musterstadt", "aussen", "neu"])
    edit(engine, "doors.neu.city", "Mayen")
    load([make["debt"](name="Neuer Name")], "2")
    found = record(engine, "muster-debt-koblenz")
    assert (found.name, [door.key for door in found.doors]) == ("Neuer Name", ["musterstadt", "aussen", "neu"])


def test_what_the_files_drop_is_dropped(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    main = make["debt"]().doors[0]
    load([make["debt"](email=None, languages=[], doors=[main])], "2")
    found = record(engine, "muster-debt-koblenz")
    assert (found.email, found.languages, len(found.doors)) == (None, (), 1)


def test_services_gone_from_the_files_stay_and_are_reported(engine: Engine, load: Load, registry: list[Entry]) -> None:
    load(registry)
    assert load(registry[:1], "2").gone == ["muster-amt", "muster-chat"]
    assert record(engine, "muster-amt").name == "Amt Muster"


def test_a_newer_source_for_the_same_value_makes_it_younger(engine: Engine, load: Load, make: Make) -> None:
    load([make["office"]()])
    read_again = [replace(make["office"]().sources[0], date="2026-10")]
    load([make["office"](sources=read_again)], "2")
    assert record(engine, "muster-amt").as_of == "2026-10"


def test_merged_keys_redirect_and_the_old_record_goes(engine: Engine, load: Load, registry: list[Entry]) -> None:
    load(registry)
    report = load([replace(registry[0], merged_keys=["muster-amt"]), registry[1]], "2")
    assert (report.merged, report.gone) == (["muster-amt"], [])
    with session(engine) as current:
        assert {found.key for found in load_records(current)} == {"muster-debt-koblenz", "muster-chat"}
        assert find_redirect(current, ids.service_id("muster-amt")) == DEBT
        assert find_redirect(current, DEBT) is None


def test_a_merge_can_be_undone(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](), make["office"]()])
    load([make["debt"](merged_keys=["muster-amt"])], "2")
    load([make["debt"](), make["office"]()], "3")
    assert record(engine, "muster-amt").name == "Amt Muster"
    with session(engine) as current:
        assert find_redirect(current, ids.service_id("muster-amt")) is None


def test_merges_of_merges_lead_to_the_last(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](merged_keys=["b"]), make["hotline"](key="b", merged_keys=["a"])])
    with session(engine) as current:
        assert find_redirect(current, ids.service_id("a")) == DEBT


def test_earlier_values_are_history_and_never_in_force(engine: Engine, load: Load, make: Make) -> None:
    earlier = Earlier("phones", ["+492610000077"], "s1", "replaced by own site")
    load([make["debt"](earlier=[earlier])])
    before = rows(engine)
    load([make["debt"](earlier=[earlier])], "2")
    assert rows(engine) == before
    with session(engine) as current:
        old = [s for s in history(current, DEBT) if s.note]
    assert [(s.value, s.note, s.superseded_at is None) for s in old] == [(["+492610000077"], earlier.reason, False)]
    assert [p.number for p in record(engine, "muster-debt-koblenz").phones] == ["+492610000000"]


def test_drafts_stay_hidden(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](status="draft", draft_reason="too old")])
    with session(engine) as current:
        assert load_records(current) == ()
    assert record(engine, "muster-debt-koblenz").draft_reason == "too old"


def test_a_carrier_is_one_however_it_is_typed(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](), make["office"](organization="MUSTER E.V.")])
    with session(engine) as current:
        assert [row.name for row in current.scalars(select(Organization))] == ["Muster e. V."]


def test_renaming_a_service_or_its_carrier_keeps_all_ids(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    before = record(engine, "muster-debt-koblenz")
    with writing(engine) as current:
        current.execute(select(Organization)).scalar_one().name = "Muster gGmbH"
    load([make["debt"](name="Ganz anders")], "2")
    after = record(engine, "muster-debt-koblenz")
    assert (after.name, after.organization) == ("Ganz anders", "Muster gGmbH")
    assert (after.id, after.organization_id, after.doors[0].id) == (
        before.id, before.organization_id, before.doors[0].id,
    )  # fmt: skip


@pytest.mark.parametrize("bad", [{"intake": "maybe"}, {"scope": "world"}])
def test_a_load_that_fails_leaves_the_database_as_it_was(
    engine: Engine, load: Load, registry: list[Entry], make: Make, bad: dict[str, Any]
) -> None:
    load(registry)
    before = rows(engine)
    with pytest.raises(Exception, match="CHECK"):
        load([make["debt"](name="New"), make["office"](**bad)], "2")
    assert rows(engine) == before


@pytest.fixture
def many() -> Iterator[list[Entry]]:
    yield [
        Entry(
            key=f"s{n}", name=f"Dienst {n}", kinds=["mfd"], district="07111",
            doors=[EntryDoor(key="d", postcode="56068", city="Koblenz", district="07111")],
            sources=[EntrySource("s1", "https://liste.example/", "2025", "list", "low")],
        )
        for n in range(600)
    ]  # fmt: skip


def test_more_services_than_fit_into_one_statement(engine: Engine, load: Load, many: list[Entry]) -> None:
    load(many)
    report = load([replace(entry, name=entry.name + "!") for entry in many], "2")
    assert report.services_changed == 600
    with session(engine) as current:
        assert {found.name[-1] for found in load_records(current)} == {"!"}
        assert current.scalar(select(func.count()).select_from(Fact).where(Fact.field == "name")) == 1200
