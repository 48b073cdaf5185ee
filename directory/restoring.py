"""Bringing a backup back: first everything is checked aside, then the files are swapped; the old ones are kept.

What was there stays beside it as ``lotse.sqlite3.before-restore-<time>``, so that a restore can be taken back. Nothing
is changed where the archive is broken, foreign or newer than this program, or where a server has the database open.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from directory.backup import (
    DATABASE,
    FORMAT,
    MANIFEST,
    Manifest,
    check_database,
    digest,
    not_ours,
    opened_archive,
    read_manifest,
)  # fmt: skip
from directory.migrations import HEAD
from geo.errors import BadInput

_LOGS = ("-wal", "-shm")
_WAIT_S = 2.0  # for a command that is just ending
_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and where the files lie that were replaced."""

    manifest: Manifest
    kept: tuple[Path, ...]


def restore(archive: Path, database: Path, beside: Mapping[str, Path]) -> Restored:
    """Put the files of a backup in the place of ``database`` and of those ``beside`` it (name in the archive -> file).

    The caller keeps other starts away meanwhile. Raises BadInput, with nothing changed.
    """
    places = {DATABASE: database, **beside}
    database.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=database.parent) as aside:
        manifest = _unpack(archive, Path(aside), set(places))
        _refuse_while_open(database)
        kept = _swap({name: Path(aside) / name for name in manifest.files}, places)
    return Restored(manifest, kept)


def _unpack(path: Path, folder: Path, known: set[str]) -> Manifest:
    """Every file of the archive in ``folder``, checked."""
    with opened_archive(path) as archive:
        manifest = read_manifest(archive)
        _check_manifest(path, manifest, set(archive.namelist()), known)
        for name, wanted in manifest.files.items():
            _extract(archive, name, folder / name)
            if digest(folder / name) != wanted:
                raise BadInput(f"{path} is damaged: {name} is not as it was saved.", field="file")
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        if check_database(connection) != manifest.schema:
            raise not_ours(path)
    return manifest


def _check_manifest(path: Path, manifest: Manifest, there: set[str], known: set[str]) -> None:
    if not isinstance(manifest.format, int) or DATABASE not in manifest.files:
        raise not_ours(path)
    if manifest.format > FORMAT or manifest.schema > HEAD:
        raise BadInput(f"{path} was made by a newer Lotse: please update this one first.", field="file")
    if there != {MANIFEST, *manifest.files} or not set(manifest.files) <= known:
        raise not_ours(path)


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    try:
        with archive.open(name) as source, target.open("xb") as out:
            os.fchmod(out.fileno(), _OWNER_ONLY)
            shutil.copyfileobj(source, out)
            out.flush()
            os.fsync(out.fileno())
    except (zipfile.BadZipFile, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise BadInput(f"{archive.filename} is damaged: {name} cannot be read.", field="file") from error


def _refuse_while_open(database: Path) -> None:
    """SQLite leaves its write-ahead log only where nobody else has the file open: the surest way to know."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=_WAIT_S, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise BadInput("The database is in use: please stop the server first. Nothing was changed.") from error
    except sqlite3.DatabaseError:
        return  # damaged: the very reason to bring a backup back


def _swap(new: Mapping[str, Path], places: Mapping[str, Path]) -> tuple[Path, ...]:
    """The old files keep a second name before the new ones take their first: at no moment is there none."""
    suffix = f".before-restore-{datetime.now(UTC):%Y-%m-%dT%H%M%S.%fZ}"
    old = [places[name] for name in new if places[name].exists()]
    kept = tuple(path.with_name(path.name + suffix) for path in old)
    for path, second in zip(old, kept, strict=True):
        os.link(path, second)
    for log in _LOGS:  # only a damaged database has one left
        left = places[DATABASE].with_name(places[DATABASE].name + log)
        if left.exists():
            left.replace(places[DATABASE].with_name(places[DATABASE].name + suffix + log))
    for name, path in new.items():
        _belong(path, places[name])
        path.replace(places[name])
    return kept


def _belong(new: Path, place: Path) -> None:
    """The new file has the old one's rights, and its owner where root restores for a server of another user."""
    if place.exists():
        new.chmod(place.stat().st_mode & 0o777)
    if os.geteuid() == 0:
        owner = (place if place.exists() else place.parent).stat()
        os.chown(new, owner.st_uid, owner.st_gid)
