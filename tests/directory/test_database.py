"""The database opens as promised, and models and migrations tell the same story."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Table, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable

from directory.database import migrate, open_database, session, version, writing
from directory.migrations import HEAD
from directory.migrations.runner import WrongDatabase, config
from directory.models import Base, Meta, Phone


def test_models_and_migrations_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_head_is_the_newest_file() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == HEAD


@pytest.mark.parametrize(
    ("pragma", "wanted"), [("journal_mode", "wal"), ("busy_timeout", 5000), ("synchronous", 1), ("foreign_keys", 1)]
)
def test_sqlite_is_set_up(engine: Engine, pragma: str, wanted: object) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == wanted


def test_migrating_twice_does_nothing(engine: Engine) -> None:
    assert migrate(engine) is False


def test_a_start_at_head_leaves_alembic_alone(engine: Engine) -> None:
    code = (
        "import sys; from directory.database import migrate, open_database\n"
        f"assert not migrate(open_database({str(engine.url)!r}))\n"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_two_programs_may_start_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'lotse.db'}"
    open_database(url).dispose()
    done: list[bool] = []
    starts = [threading.Thread(target=lambda: done.append(migrate(open_database(url)))) for _ in range(2)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert sorted(done) == [False, True]


def test_a_database_from_the_future_is_refused(engine: Engine) -> None:
    with writing(engine) as current:
        current.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongDatabase, match="newer version"):
        migrate(engine)
    with engine.connect() as connection:
        assert version(connection) == "9999"


def test_memory_is_one_database_for_all_sessions() -> None:
    engine = open_database("sqlite://")
    migrate(engine)
    with writing(engine) as current:
        current.add(Meta(key="a", value="b"))
    with session(engine) as current:
        assert current.scalar(select(Meta.value)) == "b"
    engine.dispose()


def test_a_failed_write_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), writing(engine) as current:
        current.add(Meta(key="a", value="b"))
        current.flush()
        raise ZeroDivisionError
    with session(engine) as current:
        assert current.scalars(select(Meta)).all() == []


def test_foreign_keys_hold(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as current:
        current.add(Phone(id="p", service_id="nobody", number="115", priority=0))


def test_writers_wait_for_each_other(engine: Engine) -> None:
    """Read, then write: without BEGIN IMMEDIATE some of these would fail with "database is locked" or lose a step."""

    def step() -> None:
        for _ in range(10):
            with writing(engine) as current:
                row = current.get(Meta, "n")
                assert row is not None
                row.value = str(int(row.value) + 1)

    with writing(engine) as current:
        current.add(Meta(key="n", value="0"))
    writers = [threading.Thread(target=step) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with session(engine) as current:
        assert current.scalar(select(Meta.value)) == "40"


def test_migrations_go_down_and_up_again(engine: Engine) -> None:
    from alembic import command

    with engine.begin() as connection:
        command.downgrade(config(connection), "base")
        command.upgrade(config(connection), "head")
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=str)
def test_postgresql_would_take_the_tables(table: Table) -> None:
    assert str(CreateTable(table).compile(dialect=postgresql.dialect()))
