"""The registry's files from the database: byte for byte as shipped, equal records after edits, nothing foreign lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory import ids
from directory.database import migrate, open_database, session, writing
from directory.editing import Change, apply, create
from directory.facts import blank
from directory.loading import load_shipped
from directory.models import Redirect
from directory.provenance import history
from directory.records import ServiceRecord
from directory.registry_export import export_registry
from directory.registry_files import Earlier, Entry, EntrySource
from directory.registry_toml import BadRegistry, read_registry
from directory.snapshot import load_records
from geo.errors import BadInput

DATA = Path(__file__).resolve().parents[2] / "data"
Load = Callable[..., Any]
CALLED = EntrySource("edit", "https://dienst.example/neu", "2026-11-02", "own site", "high")


@pytest.fixture
def files(tmp_path: Path, engine: Engine) -> Callable[[], tuple[Path, Path]]:
    def write() -> tuple[Path, Path]:
        folder, drafts = tmp_path / "registry", tmp_path / "drafts"
        with session(engine) as db:
            export_registry(db, folder, drafts)
        return folder, drafts

    return write


def read_anew(*folders: Path) -> Session:
    """The files in an empty database."""
    engine = open_database("sqlite://")
    migrate(engine)
    with writing(engine) as db:
        load_shipped(db, [entry for folder in folders for entry in read_registry(folder)], shipped_version="anew")
    return session(engine)


def told(db: Session) -> list[ServiceRecord]:
    """Every record; a fact that was blanked has no source any more that a file could hold."""
    records = load_records(db, include_drafts=True)
    return [replace(record, fact_sources=_of_stated(db, record), sources=_named(record)) for record in records]


def _of_stated(db: Session, record: ServiceRecord) -> dict[str, Any]:
    in_force = {line.field: line.value for line in history(db, record.id) if line.superseded_at is None}
    return {
        field: tuple(replace(ref, id="") for ref in refs)
        for field, refs in record.fact_sources.items()
        if in_force[field] != blank(field)
    }


def _named(record: ServiceRecord) -> Any:
    return tuple(sorted((ref.url, ref.as_of or "", ref.kind, ref.confidence) for ref in record.sources))


def test_the_shipped_registry_comes_out_byte_for_byte(tmp_path: Path, engine: Engine) -> None:
    shipped = [entry for name in ("registry", "drafts") for entry in read_registry(DATA / name)]
    with writing(engine) as db:
        load_shipped(db, shipped, shipped_version="1")
    with session(engine) as db:
        export_registry(db, tmp_path / "registry", tmp_path / "drafts")
    for name in ("registry", "drafts"):
        ours = {path.name: path.read_bytes() for path in (tmp_path / name).glob("*.toml")}
        assert ours == {path.name: path.read_bytes() for path in (DATA / name).glob("*.toml")}


def test_edits_come_back_with_source_date_and_reason(loaded: Session, engine: Engine, files: Any) -> None:
    debt = ids.service_id("muster-debt-koblenz")
    with writing(engine) as db:
        change = Change({"phones": ["+492610000009"], "email": None}, CALLED, "2026-11-02", "redaktion", "new number")
        apply(db, debt, change)
    with read_anew(*files()) as again, session(engine) as db:
        assert told(again) == told(db)
        lines = {(line.field, repr(line.value)): line for line in history(again, debt)}
    now, old = lines["phones", "['+492610000009']"], lines["phones", "['+492610000000']"]
    assert now.superseded_at is None and now.source and now.source.url == CALLED.url and now.as_of == "2026-11-02"
    assert old.superseded_at and old.note == "new number"
    assert lines["email", "'post@muster.example'"].superseded_at


def test_many_edits_come_back_and_the_second_writing_changes_nothing(tmp_path: Path, engine: Engine) -> None:
    with writing(engine) as db:
        load_shipped(db, read_registry(DATA / "registry"), shipped_version="1")
    with writing(engine) as db:
        dice, records = random.Random(6), load_records(db)
        for number in range(60):
            record = dice.choice(records)
            source = replace(CALLED, url=f"https://quelle.example/{number % 7}", date=f"2026-0{number % 9 + 1}")
            facts = dice.choice([
                {"phones": [f"+4926197{number:04}"]}, {"hours_text": None}, {"languages": ["uk", "ar"]},
                {"intake": "closed", "temporarily_closed": True}, {"access_text": f'mit "{number}"\nund \\ Zeile'},
                {"name": f"{record.name} {number}"}, {"status": "draft", "draft_reason": "unklar"}, {"url": None},
            ])  # fmt: skip
            apply(db, record.id, Change(facts, source, source.date, "redaktion", f"change {number}"))
    first, second = tmp_path / "first", tmp_path / "second"
    with session(engine) as db:
        export_registry(db, first / "registry", first / "drafts")
        before = told(db)
    with read_anew(first / "registry", first / "drafts") as again:
        assert told(again) == before
        export_registry(again, second / "registry", second / "drafts")
    written = {path.relative_to(first): path.read_text() for path in first.rglob("*.toml")}
    assert {path.relative_to(second): path.read_text() for path in second.rglob("*.toml")} == written


def test_merged_keys_keep_leading_to_the_service(
    engine: Engine, load: Load, make: dict[str, Callable[..., Entry]], files: Any
) -> None:
    old = make["office"](key="old-office")
    load([old, make["office"](merged_keys=["never-seen"]), make["debt"]()])
    with writing(engine) as db:  # as an editor merges: the whole chain leads to the last one
        office, last = ids.service_id("muster-amt"), ids.service_id("muster-debt-koblenz")
        db.add(Redirect(id=ids.service_id("old-office"), target_id=office, key=None))
        db.add(Redirect(id=office, target_id=last, key="muster-amt"))
        for gone in ("old-office", "muster-amt"):
            apply(db, ids.service_id(gone), Change({"status": "withdrawn"}, CALLED, None, "redaktion"))
    folder, _ = files()
    (entry,) = read_registry(folder)
    assert entry.merged_keys == ["muster-amt", "never-seen", "old-office"]


def test_new_services_and_drafts_have_their_place(loaded: Session, engine: Engine, files: Any) -> None:
    with writing(engine) as db:
        facts = {"name": "Neu", "kinds": ["debt"], "district": "07111", "phones": ["+492610000001"]}
        create(db, "koblenz/neu", Change(facts, CALLED, None, "redaktion"))
    folder, drafts = files()
    (draft,) = read_registry(drafts)
    assert (draft.key, draft.status, bool(draft.draft_reason)) == ("koblenz/neu", "draft", True)
    assert "koblenz/neu" not in {entry.key for entry in read_registry(folder)}
    with writing(engine) as db:
        apply(db, ids.service_id("koblenz/neu"), Change({"status": "published"}, CALLED, None, "redaktion"))
    folder, drafts = files()
    assert "koblenz/neu" in {entry.key for entry in read_registry(folder)}
    assert list(drafts.glob("*.toml")) == [], "a draft that was published is no draft any more"


def test_what_a_file_said_before_stays_history(
    engine: Engine, load: Load, make: dict[str, Callable[..., Entry]], files: Any
) -> None:
    entry = make["debt"](
        earlier=[Earlier("phones", ["+492610000003"], "s1", "moved"), Earlier("doors.weg.city", "Bendorf", "s2")]
    )
    load([entry])
    (again,) = read_registry(files()[0])
    assert again.earlier == entry.earlier and again == entry


def test_a_folder_with_other_files_is_left_alone(loaded: Session, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    with pytest.raises(BadInput, match=r"pyproject\.toml"):
        export_registry(loaded, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".toml") == ["pyproject.toml"]


def test_what_no_file_may_say_is_told_and_nothing_is_written(
    engine: Engine, loaded: Session, tmp_path: Path, files: Any
) -> None:
    folder, _ = files()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with writing(engine) as db:
        facts = db.connection().exec_driver_sql
        facts("UPDATE fact SET value = '[\"999\"]' WHERE field = 'areas'")
        facts("UPDATE fact SET value = '\"9\"' WHERE field = 'district'")
    with session(engine) as db, pytest.raises(BadRegistry, match="no official key"):
        export_registry(db, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
