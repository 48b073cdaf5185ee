"""Backup while others write, restore with all that was there, and every file that is refused changes nothing."""

from __future__ import annotations

import json
import sqlite3
import stat
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, select

from directory import ids
from directory.backup import DATABASE, MANIFEST, back_up, database_file
from directory.database import migrate, open_database, session, version, writing
from directory.editing import Change, apply
from directory.migrations import HEAD
from directory.migrations.runner import config
from directory.models import Account, Fact, Phone
from directory.provenance import history
from directory.registry_files import Entry, EntrySource
from directory.restoring import restore
from directory.review import Proposed, propose, queue
from directory.snapshot import load_records
from geo.errors import BadInput, NotConfigured

DEBT = ids.service_id("muster-debt-koblenz")
SOURCE = EntrySource("edit", "https://dienst.example/", "2026-11", "own site", "high")
HASH = "$argon2id$..."
Load = Callable[[list[Entry]], Any]


def edit(engine: Engine, phone: str) -> None:
    with writing(engine) as db:
        apply(db, DEBT, Change({"phones": [phone]}, SOURCE, "2026-11", "redaktion", "called"))


def file_of(engine: Engine) -> Path:
    return database_file(engine.url.render_as_string())


@pytest.fixture
def kept(engine: Engine, load: Load, registry: list[Entry], tmp_path: Path) -> tuple[Path, Path]:
    """A registry with history, queue, account and secret: its secret, and the backup of it."""
    load(registry)
    edit(engine, "+492610000009")
    with writing(engine) as db:
        propose(db, Proposed("correction", DEBT, {"email": "neu@muster.example"}, "public", "bounces"))
        db.add(
            Account(
                name="redaktion", role="administrator", districts=[], password_hash=HASH, active=True, epoch=1,
                created_at="2026-11-22T00:00:00+00:00",
            )
        )  # fmt: skip
    secret = tmp_path / "secret.key"
    secret.write_text("5ec7e7")
    archive = tmp_path / "kept.zip"
    back_up(file_of(engine), archive, {"secret.key": secret})
    return secret, archive


def told(engine: Engine) -> tuple[Any, ...]:
    with session(engine) as db:
        accounts = db.execute(select(Account.name, Account.password_hash)).all()
        return load_records(db), history(db, DEBT), queue(db), accounts


def test_a_restore_brings_all_back_and_keeps_what_was_there(engine: Engine, kept: tuple[Path, Path]) -> None:
    secret, archive = kept
    before = told(engine)
    edit(engine, "+492610000001")
    secret.write_text("0ther")
    engine.dispose()
    done = restore(archive, file_of(engine), {"secret.key": secret})
    assert told(engine) == before
    assert secret.read_text() == "5ec7e7"
    old = next(path for path in done.kept if path.name.startswith("lotse.db.before-restore-"))
    with session(open_database(f"sqlite:///{old}")) as db:
        assert "+492610000001" in db.scalars(select(Phone.number)).all()


def test_a_restore_needs_nothing_but_the_archive(engine: Engine, kept: tuple[Path, Path], tmp_path: Path) -> None:
    new = tmp_path / "elsewhere" / "lotse.sqlite3"
    done = restore(kept[1], new, {"secret.key": new.parent / "secret.key"})
    assert done.kept == ()
    assert told(open_database(f"sqlite:///{new}")) == told(engine)
    assert sorted(path.name for path in new.parent.iterdir() if "-" not in path.name) == ["lotse.sqlite3", "secret.key"]


def test_only_the_owner_reads_a_backup(kept: tuple[Path, Path]) -> None:
    assert stat.S_IMODE(kept[1].stat().st_mode) == 0o600


def test_a_backup_while_somebody_writes_is_one_moment(
    engine: Engine, load: Load, registry: list[Entry], tmp_path: Path
) -> None:
    """Each edit sets two services to one number in one transaction: no backup may hold two numbers."""
    load(registry)
    both, enough = (DEBT, ids.service_id("muster-chat")), threading.Event()

    def write() -> None:
        number = 0
        while not enough.is_set():
            number += 1
            with writing(engine) as db:
                for service in both:
                    apply(db, service, Change({"phones": [f"+49261{number:06}"]}, SOURCE, "2026-11", "redaktion"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        archives = [tmp_path / f"{number}.zip" for number in range(5)]
        for archive in archives:
            back_up(file_of(engine), archive, {})
    finally:
        enough.set()
        writer.join()
    for archive in archives:
        copy = archive.with_suffix(".db")
        restore(archive, copy, {})
        with session(open_database(f"sqlite:///{copy}")) as db:
            stated = select(Fact.entity_id, Fact.value).where(Fact.field == "phones", Fact.superseded_at.is_(None))
            found = {row.entity_id: row.value for row in db.execute(stated)}
        assert found[both[0]] == found[both[1]] or found[both[1]] == ["116016"]


def test_a_backup_of_the_first_schema_can_be_restored_and_migrated(tmp_path: Path) -> None:
    old = open_database(f"sqlite:///{tmp_path / 'old.db'}")
    with old.execution_options(lotse_write=True).begin() as connection:
        alembic = config()
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "0001")
    back_up(file_of(old), tmp_path / "old.zip", {})
    restore(tmp_path / "old.zip", tmp_path / "new.db", {})
    new = open_database(f"sqlite:///{tmp_path / 'new.db'}")
    assert migrate(new)
    with new.connect() as connection:
        assert version(connection) == HEAD


def test_an_open_database_is_not_replaced(engine: Engine, kept: tuple[Path, Path]) -> None:
    edit(engine, "+492610000001")
    before = told(engine)  # the pool keeps its connection, as a server does
    with pytest.raises(BadInput, match="stop the server"):
        restore(kept[1], file_of(engine), {"secret.key": kept[0]})
    assert told(engine) == before


def test_a_damaged_database_is_replaced(engine: Engine, kept: tuple[Path, Path]) -> None:
    before = told(engine)
    engine.dispose()
    file_of(engine).write_bytes(b"no database at all")
    restore(kept[1], file_of(engine), {"secret.key": kept[0]})
    assert told(engine) == before


def packed(path: Path, content_of: dict[str, bytes], **manifest: object) -> Path:
    digests = {name: sha256(content).hexdigest() for name, content in content_of.items()}
    said = {"format": 1, "schema": HEAD, "made_at": "2026-11-22T00:00:00+00:00", "files": digests} | manifest
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(said))
        for name, content in content_of.items():
            archive.writestr(name, content)
    return path


def a_database(path: Path, *statements: str) -> bytes:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path.read_bytes()


OF_LOTSE = (f"CREATE TABLE alembic_version AS SELECT '{HEAD}' AS version_num",)
FOREIGN = ("CREATE TABLE a (b)",)


def broken_file(fault: str, tmp_path: Path, kept: Path) -> Path:
    path, sound = tmp_path / "broken.zip", kept.read_bytes()
    ours = a_database(tmp_path / "ours.db", *OF_LOTSE)
    made: dict[str, Callable[[], object]] = {
        "empty": lambda: path.write_bytes(b""),
        "a text": lambda: path.write_text("key,name\n"),
        "cut off": lambda: path.write_bytes(sound[: len(sound) // 2]),
        "a byte changed": lambda: path.write_bytes(sound[:9000] + bytes([sound[9000] ^ 255]) + sound[9001:]),
        "some other zip": lambda: zipfile.ZipFile(path, "w").writestr("a.txt", "a"),
        "no manifest worth the name": lambda: packed(path, {DATABASE: ours}, files=["x"]),
        "no database in it": lambda: packed(path, {"secret.key": b"x"}),
        "a file too many": lambda: packed(path, {DATABASE: ours, "../../evil": b"x"}),
        "other digests": lambda: packed(path, {DATABASE: ours}, files={DATABASE: "0" * 64}),
        "a newer schema": lambda: packed(path, {DATABASE: ours}, schema="9999"),
        "a newer format": lambda: packed(path, {DATABASE: ours}, format=2),
        "another schema than said": lambda: packed(path, {DATABASE: ours}, schema="0001"),
        "somebody else's database": lambda: packed(path, {DATABASE: a_database(tmp_path / "x.db", *FOREIGN)}),
        "no database": lambda: packed(path, {DATABASE: b"SQLite format 3\x00" + b"\x00" * 500}),
        "a torn database": lambda: packed(path, {DATABASE: ours[:5000] + b"\xff" * (len(ours) - 5000)}),
    }  # fmt: skip
    made[fault]()
    return path


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("empty", "no backup of Lotse"),
        ("a text", "no backup of Lotse"),
        ("cut off", "no backup of Lotse"),
        ("a byte changed", "damaged|no backup"),
        ("some other zip", "no backup of Lotse"),
        ("no manifest worth the name", "no backup of Lotse"),
        ("no database in it", "no backup of Lotse"),
        ("a file too many", "no backup of Lotse"),
        ("other digests", "not as it was saved"),
        ("a newer schema", "newer Lotse"),
        ("a newer format", "newer Lotse"),
        ("another schema than said", "no backup of Lotse"),
        ("somebody else's database", "none of Lotse's"),
        ("no database", "damaged"),
        ("a torn database", "damaged"),
    ],
)
def test_a_file_that_is_no_sound_backup_changes_nothing(
    engine: Engine, kept: tuple[Path, Path], tmp_path: Path, fault: str, sentence: str
) -> None:
    secret, archive = kept
    before = told(engine)
    engine.dispose()
    broken = broken_file(fault, tmp_path, archive)
    names = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(BadInput, match=sentence):
        restore(broken, file_of(engine), {"secret.key": secret})
    assert {path.name for path in tmp_path.iterdir()} == names
    assert told(engine) == before and secret.read_text() == "5ec7e7"


def test_a_backup_replaces_an_older_one_and_nothing_else(
    engine: Engine, kept: tuple[Path, Path], tmp_path: Path
) -> None:
    back_up(file_of(engine), kept[1], {})
    for other in (file_of(engine), kept[0]):
        content = other.read_bytes()
        with pytest.raises(BadInput, match="no backup of Lotse"):
            back_up(file_of(engine), other, {})
        assert other.read_bytes() == content
    with pytest.raises(BadInput, match="could not be written"):
        back_up(file_of(engine), tmp_path / "nowhere" / "b.zip", {})
    with pytest.raises(BadInput, match="nothing to back up"):
        back_up(tmp_path / "none.db", tmp_path / "none.zip", {})


@pytest.mark.parametrize(("url", "word"), [("postgresql://u@localhost/lotse", "pg_dump"), ("sqlite://", "memory")])
def test_what_is_no_file_is_left_to_its_own_tools(url: str, word: str) -> None:
    with pytest.raises(NotConfigured, match=word):
        database_file(url)
