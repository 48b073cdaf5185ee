"""Opening, migrating and using the database. SQLite by default; the models keep to what PostgreSQL has too.

Readers: ``with session(engine) as s``. Writers: ``with writing(engine) as s``, which takes the write lock at the start,
so that what was read before a write is still true when writing (SQLite: BEGIN IMMEDIATE; PostgreSQL: an advisory lock;
others wait up to 5 s).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from directory.migrations import HEAD

_BUSY_MS = 5000
_WRITERS = 0x4C6F747365  # the number of our lock in PostgreSQL: "Lotse"


def open_database(url: str) -> Engine:
    """An engine for ``sqlite:///file``, ``sqlite://`` (memory, for tests) or a PostgreSQL url. Creates no tables."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return _postgresql(create_engine(parsed))
    options: dict[str, Any] = {"connect_args": {"timeout": _BUSY_MS / 1000}}
    if parsed.database in (None, "", ":memory:"):
        options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    else:
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(engine: Engine) -> Engine:
    """Writers take one lock of ours for the whole transaction: what SQLite's BEGIN IMMEDIATE does."""
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("lotse_write", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_BUSY_MS}ms'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own way is too late for IMMEDIATE and DDL
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    _use_wal(connection)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
    # What is deleted (the codes of slips, above all) is overwritten, not only forgotten.
    connection.execute("PRAGMA secure_delete=ON")


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch the file to WAL. While another program does the same, SQLite refuses at once instead of waiting."""
    give_up = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
                connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("lotse_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def session(engine: Engine) -> Session:
    """A session for reading; use it as a context manager."""
    return Session(engine, expire_on_commit=False)


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session that holds the write lock: committed at the end, rolled back whole if anything is raised."""
    with Session(engine.execution_options(lotse_write=True), expire_on_commit=False) as current, current.begin():
        yield current


def migrate(engine: Engine) -> bool:
    """Bring the tables to the newest version; True if anything had to be done. Safe when two programs start at once."""
    with engine.connect() as connection:
        if version(connection) == HEAD:
            return False
    # Only now: Alembic costs 0.15 s to import, and nearly every start needs none of it.
    from directory.migrations.runner import upgrade

    with engine.execution_options(lotse_write=True).begin() as connection:
        if version(connection) == HEAD:
            return False
        upgrade(connection)
    return True


def version(connection: Connection) -> str | None:
    """The migration that the database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
