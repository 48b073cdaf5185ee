"""Where built indexes lie: a folder a version, a file that names the current one. Built aside, swapped by a rename."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_POINTER = "current"
_ASIDE = "building-"
# Another process may still be writing a folder younger than this (seconds).
_ABANDONED = 3600.0


def current(folder: Path) -> str | None:
    """The version that readers should open, or None before the first build."""
    try:
        return (folder / _POINTER).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def publish(folder: Path, version: str, write: Callable[[Path], None]) -> Path:
    """Have ``write`` fill a new folder, make it the current version, remove older ones. Gives the new folder.

    Readers of an older version keep their open files. Two processes may build the same version at once: the first to
    finish wins, the other's work is thrown away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
    try:
        write(aside)
        _move(aside, folder / version)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _point_to(folder, version)
    _remove_others(folder, version)
    return folder / version


def discard(folder: Path, version: str) -> None:
    """Remove a version that turned out to be unreadable."""
    shutil.rmtree(folder / version, ignore_errors=True)


def _move(aside: Path, target: Path) -> None:
    try:
        aside.rename(target)
    except OSError:
        if not target.is_dir():
            raise


def _point_to(folder: Path, version: str) -> None:
    handle, name = tempfile.mkstemp(prefix=_ASIDE, dir=folder)
    with os.fdopen(handle, "w", encoding="ascii") as pointer:
        pointer.write(version)
    Path(name).replace(folder / _POINTER)


def _remove_others(folder: Path, version: str) -> None:
    for path in folder.iterdir():
        if not path.is_dir() or path.name == version:
            continue
        if path.name.startswith(_ASIDE) and time.time() - path.stat().st_mtime < _ABANDONED:
            continue
        shutil.rmtree(path, ignore_errors=True)
