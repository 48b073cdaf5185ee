"""Newer shipped files and newer code on a registry that people changed: their edits win, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, MetaData, func, insert, select

from directory import ids
from directory.database import migrate, open_database, session, version, writing
from directory.editing import Change, apply, create, set_fact
from directory.facts import record_facts
from directory.loading import load_shipped
from directory.migrations import HEAD
from directory.migrations.runner import config
from directory.models import Base, Fact, Phone, Proposal
from directory.provenance import history
from directory.records import ServiceRecord
from directory.registry_files import Entry, EntrySource
from directory.review import Waiting, accept, queue, reject
from directory.snapshot import find_redirect, load_records

ROOT = Path(__file__).resolve().parents[2]
Load = Callable[..., Any]
Make = dict[str, Callable[..., Entry]]
DEBT, OFFICE = ids.service_id("muster-debt-koblenz"), ids.service_id("muster-amt")
CALL = EntrySource(id="x", url="https://telefonat.example/", date="2026-11", kind="operator", confidence="high")


def edit(engine: Engine, field: str, value: object, service: str = DEBT) -> None:
    with writing(engine) as current:
        set_fact(current, service, field, value, source=CALL, as_of="2026-11-20", by="redaktion")


def asked(engine: Engine) -> tuple[Waiting, ...]:
    with session(engine) as current:
        return queue(current)


def records(engine: Engine) -> dict[str, ServiceRecord]:
    with session(engine) as current:
        return {found.key: found for found in load_records(current, include_drafts=True)}


def test_a_shipped_value_against_an_edit_is_asked_once(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    edit(engine, "email", "neu@muster.example")
    newer = make["debt"](email="anders@muster.example")
    assert load([newer], "2").queued == 1
    (found,) = asked(engine)
    assert (found.kind, found.service_id, found.facts, found.now) == (
        "shipped", DEBT, {"email": "anders@muster.example"}, {"email": "neu@muster.example"},
    )  # fmt: skip
    assert (found.source_url, found.as_of) == ("https://liste.example/", "2022")
    with writing(engine) as current:
        reject(current, found.id, by="redaktion")
    assert load([newer], "3").queued == 0
    assert load([make["debt"]()], "4").queued == 1  # another value: the one before
    assert load([newer], "5").queued == 0  # asked already, and rejected
    assert records(engine)["muster-debt-koblenz"].email == "neu@muster.example"


def test_what_is_accepted_holds(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    edit(engine, "email", "neu@muster.example")
    newer = make["debt"](email="anders@muster.example")
    load([newer], "2")
    with writing(engine) as current:
        accept(current, asked(engine)[0].id, CALL, by="redaktion", as_of="2026-11-20")
    assert load([newer], "3").queued == 0
    assert records(engine)["muster-debt-koblenz"].email == "anders@muster.example"


def test_what_nobody_touched_is_simply_newer(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"]()])
    edit(engine, "email", "neu@muster.example")
    load([make["debt"](email="anders@muster.example", url="https://neu.muster.example/")], "2")
    found = records(engine)["muster-debt-koblenz"]
    assert (found.url, found.email) == ("https://neu.muster.example/", "neu@muster.example")


def test_an_import_with_a_younger_source_is_defended_too(engine: Engine, load: Load, make: Make) -> None:
    from directory.exchange.importing import import_file

    load([make["debt"]()])
    with writing(engine) as current:
        import_file(current, b"key,email\nmuster-debt-koblenz,neu@muster.example\n", "csv", CALL)
    report = load([make["debt"](email="anders@muster.example")], "2")
    assert (report.kept_newer, report.queued) == (["muster-debt-koblenz email"], 1)


def test_what_is_gone_from_the_files_stays_and_is_asked_once(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](), make["office"]()])
    assert load([make["debt"]()], "2").queued == 1
    (found,) = asked(engine)
    assert (found.service_id, found.facts, found.note) == (
        OFFICE, {"status": "withdrawn"}, "The shipped files no longer hold it",
    )  # fmt: skip
    assert "muster-amt" in records(engine)
    with writing(engine) as current:
        reject(current, found.id, by="redaktion")
    assert load([make["debt"]()], "3").queued == 0


def test_what_was_edited_of_a_merged_service_is_asked_for_the_one_that_stays(
    engine: Engine, load: Load, make: Make
) -> None:
    load([make["debt"](), make["office"]()])
    edit(engine, "target_group", "nur nach Termin", OFFICE)
    assert load([make["debt"](merged_keys=["muster-amt"])], "2").merged == ["muster-amt"]
    (found,) = asked(engine)
    assert (found.service_id, found.facts) == (DEBT, {"target_group": "nur nach Termin"})
    assert found.note == "Edited of muster-amt, which newer shipped files merged into this service"
    with session(engine) as current:
        assert find_redirect(current, OFFICE) == DEBT


def test_who_published_a_merged_service_on_purpose_is_asked(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](), make["office"](status="draft", draft_reason="zu alt")])
    edit(engine, "status", "published", OFFICE)
    load([make["debt"](merged_keys=["muster-amt"])], "2")
    assert [(found.service_id, found.facts) for found in asked(engine)] == [(OFFICE, {"status": "withdrawn"})]
    load([make["debt"](merged_keys=["muster-amt"])], "3")
    with session(engine) as current:
        assert find_redirect(current, OFFICE) is None
    assert records(engine)["muster-amt"].status == "published"


@pytest.fixture
def first_released(tmp_path: Path, make: Make) -> Iterator[Engine]:
    """A database at schema 0001 as the first release left it: loaded, with an edit and a service added here."""
    today, old = (open_database(f"sqlite:///{tmp_path / name}.db") for name in ("today", "old"))
    migrate(today)
    with writing(today) as current:
        load_shipped(current, [make["debt"](), make["hotline"](), make["office"]()], shipped_version="1")
    edit(today, "phones", ["+492618000001"])
    with writing(today) as current:
        facts = {"name": "Hier ergänzt", "kinds": ["mfd"], "district": "07111", "status": "published"}
        create(current, "hier/ergaenzt", Change(facts, CALL, "2026-11-20", "redaktion"))
    with old.execution_options(lotse_write=True).begin() as connection:
        command.upgrade(config(connection), "0001")
    _copy(today, old)
    today.dispose()
    yield old
    old.dispose()


def _copy(today: Engine, old: Engine) -> None:
    """All that the old tables have columns for, but for the drawn rows of phones: they have to come back."""
    tables = MetaData()
    tables.reflect(old)
    with today.connect() as source, old.execution_options(lotse_write=True).begin() as target:
        target.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in Base.metadata.sorted_tables:
            there = tables.tables.get(table.name)
            if there is not None and table is not Phone.__table__:
                kept = [column for column in table.columns if column.name in there.columns]
                rows = [dict(row._mapping) for row in source.execute(select(*kept))]
                if rows:
                    target.execute(insert(table).values({column.name: None for column in kept}), rows)


def test_from_the_first_released_schema(first_released: Engine, make: Make) -> None:
    with first_released.connect() as connection:
        assert version(connection) == "0001"
        before = connection.execute(select(func.count()).select_from(Fact)).scalar()
    assert migrate(first_released)
    entries = [make["debt"](phones=["+492610000009"], url="https://neu.example/"), make["hotline"](), make["office"]()]
    with writing(first_released) as current:
        report = load_shipped(current, entries, shipped_version="2")
    assert (report.services_new, report.kept_edits, report.queued) == (0, ["muster-debt-koblenz phones"], 1)
    with first_released.connect() as connection:
        assert version(connection) == HEAD
        assert (connection.execute(select(func.count()).select_from(Fact)).scalar() or 0) == (before or 0) + 2
    found = records(first_released)
    assert found.keys() == {"muster-debt-koblenz", "muster-chat", "muster-amt", "hier/ergaenzt"}
    debt = found["muster-debt-koblenz"]
    assert ([phone.number for phone in debt.phones], debt.url) == (["+492618000001"], "https://neu.example/")
    assert [phone.number for phone in debt.doors[0].phones] == ["+492610000001"]  # drawn anew from the facts
    with session(first_released) as current:
        told = [(said.value, said.origin) for said in history(current, DEBT) if said.field == "phones"]
    assert sorted(told, key=str) == [
        (["+492610000000"], "shipped"), (["+492610000009"], "shipped"), (["+492618000001"], "edit"),
    ]  # fmt: skip


def test_newer_code_with_the_same_files_loses_nothing(first_released: Engine, make: Make) -> None:
    migrate(first_released)
    entries = [make["debt"](), make["hotline"](), make["office"]()]
    with writing(first_released) as current:
        report = load_shipped(current, entries, shipped_version="1, newer tables")
    assert (report.facts_written, report.services_new, report.queued) == (0, 0, 0)
    with session(first_released) as current:
        assert current.scalar(select(func.count()).select_from(Proposal)) == 0
    facts = {key: record_facts(record) for key, record in records(first_released).items()}
    assert facts["muster-debt-koblenz"]["phones"] == ["+492618000001"]
    assert facts["hier/ergaenzt"]["name"] == "Hier ergänzt"
    with writing(first_released) as current:  # and what is new can be used
        apply(current, OFFICE, Change({"refers_to": ["muster-chat"]}, CALL, "2026-11-20", "redaktion"))
    assert [relation.key for relation in records(first_released)["muster-amt"].relations] == ["muster-chat"]


def test_a_start_with_newer_files_and_an_edited_registry(tmp_path: Path) -> None:
    """By the command, as an operator does it: shipped data of one district, edited, then a newer version of it."""
    data, state = tmp_path / "data", tmp_path / "state"
    data.mkdir()
    for folder in (ROOT / "data").iterdir():
        if folder.is_dir() and folder.name not in ("registry", "drafts"):
            (data / folder.name).symlink_to(folder)
    (data / "registry").mkdir()
    shipped = data / "registry" / "07111.toml"
    shutil.copy(ROOT / "data" / "registry" / "07111.toml", shipped)
    assert _lotse(data, state, "export", "--format", "csv")
    key, address = _edited_service(state)
    shipped.write_text(shipped.read_text().replace(f'"{address}"', '"anders@muster.example"'))
    exported = _lotse(data, state, "export", "--format", "csv")
    row = next(line for line in exported.splitlines() if f",{key}," in line)
    assert "neu@muster.example" in row
    engine = open_database(f"sqlite:///{state / 'lotse.sqlite3'}")
    assert [found.facts for found in asked(engine) if found.service_id == ids.service_id(key)] == [
        {"email": "anders@muster.example"}
    ]
    engine.dispose()


def _lotse(data: Path, state: Path, *arguments: str) -> str:
    env = os.environ | {"LOTSE_DATA_DIR": str(data), "LOTSE_STATE_DIR": str(state)}
    done = subprocess.run(
        [sys.executable, "-m", "finder.cli", *arguments], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _edited_service(state: Path) -> tuple[str, str]:
    """A service whose address no other shares, and that address; it is replaced by hand."""
    engine = open_database(f"sqlite:///{state / 'lotse.sqlite3'}")
    found = records(engine).values()
    known = [record.email for record in found]
    chosen = next(record for record in found if record.email and known.count(record.email) == 1)
    edit(engine, "email", "neu@muster.example", chosen.id)
    engine.dispose()
    return chosen.key, str(chosen.email)


def test_a_merge_can_be_taken_back_by_newer_files(engine: Engine, load: Load, make: Make) -> None:
    load([make["debt"](), make["office"]()])
    load([make["debt"](merged_keys=["muster-amt"])], "2")
    load([make["debt"](), replace(make["office"](), name="Amt Muster, wieder da")], "3")
    assert records(engine)["muster-amt"].name == "Amt Muster, wieder da"
