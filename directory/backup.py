"""One file that holds everything an operator must not lose: the database and what lies beside it (the secret).

A zip with ``manifest.json`` (what it is, its schema, a SHA-256 for each file), readable by its owner only: it holds
hashes of passwords. Made while others read and write; the copy is one moment of the database. SQLite only.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from directory.clock import utc_now
from geo.errors import BadInput, NotConfigured

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "lotse.sqlite3"
_OWNER_ONLY = 0o600
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """``schema``: the migration the database stands at; ``made_at``: ISO, UTC; ``files``: name -> SHA-256, hex."""

    format: int
    schema: str
    made_at: str
    files: Mapping[str, str]


def database_file(url: str) -> Path:
    """The file of an SQLite database. Raises NotConfigured for another database, or one in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        name = parsed.get_backend_name()
        raise NotConfigured(
            f"The database is {name}: please use its own tools (for PostgreSQL pg_dump and pg_restore)."
        )
    if parsed.database in (None, "", ":memory:"):
        raise NotConfigured("The database lives in memory: there is no file to save or to bring back.")
    return Path(str(parsed.database))


def back_up(database: Path, target: Path, beside: Mapping[str, Path]) -> Manifest:
    """Write the archive ``target``; ``beside``: name in the archive -> file, left out where there is none.

    An older backup of that name is replaced once the new one is whole. Raises BadInput where there is no database yet,
    or ``target`` is some other file, or cannot be written.
    """
    if not database.is_file():
        raise BadInput(f"There is no database at {database} yet: nothing to back up.")
    if target.exists() and not _is_backup(target):
        raise BadInput(f"{target} exists and is no backup of Lotse: please choose another name.", field="file")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as aside:
            copy = Path(aside) / DATABASE
            schema = _copy(database, copy)
            found = {DATABASE: copy} | {name: path for name, path in beside.items() if path.is_file()}
            manifest = Manifest(FORMAT, schema, utc_now(), {name: digest(path) for name, path in found.items()})
            _pack(manifest, found, Path(aside) / "archive", target)
    except OSError as error:
        raise BadInput(f"{target} could not be written: {error.strerror or error}.", field="file") from error
    return manifest


def _copy(database: Path, copy: Path) -> str:
    """One moment of the database as a single file without a log beside it; the migration it stands at."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        return check_database(target)


def check_database(connection: sqlite3.Connection) -> str:
    """The migration that the database stands at. Raises BadInput for one that is damaged, or not ours."""
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        sound = sound and connection.execute("PRAGMA foreign_key_check").fetchone() is None
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone() if sound else None
    except sqlite3.DatabaseError:
        found = None
    if found is None:
        raise BadInput("The database is damaged, or is none of Lotse's.", field="file")
    return str(found[0])


def _pack(manifest: Manifest, found: Mapping[str, Path], aside: Path, target: Path) -> None:
    with os.fdopen(os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w+b") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1) + "\n")
            for name, path in found.items():
                archive.write(path, name)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(target)


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Raises BadInput where it is missing or says something else than ours do."""
    try:
        content: Any = json.loads(archive.read(MANIFEST))
        manifest = Manifest(content["format"], str(content["schema"]), str(content["made_at"]), dict(content["files"]))
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise not_ours(archive.filename) from error
    return manifest


def not_ours(name: object) -> BadInput:
    """The one sentence about any file that is no backup."""
    return BadInput(f"{name} is no backup of Lotse.", field="file")


@contextmanager
def opened_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive for reading; BadInput where the file is none."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise not_ours(path) from error
    with archive:
        yield archive


def _is_backup(path: Path) -> bool:
    try:
        with opened_archive(path) as archive:
            read_manifest(archive)
    except BadInput:
        return False
    return True


def digest(path: Path) -> str:
    """SHA-256 of a file, hex."""
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
