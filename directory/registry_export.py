"""The registry's files written anew from the database, so that a git repository can be the archive.

One fixed layout; on a registry that nobody edited the outcome is the shipped files, byte for byte.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from directory.registry_checks import STATEWIDE
from directory.registry_entries import registry_entries
from directory.registry_files import Entry
from directory.registry_toml import read_registry, write_registry
from geo.districts import districts
from geo.errors import BadInput

_STATEWIDE_TITLE = "Without a district: statewide, nationwide and digital ways in"


def export_registry(session: Session, folder: Path, drafts: Path | None = None) -> list[Path]:
    """Writes all published services to ``folder``, and all drafts to ``drafts`` where one is named; the files' paths.

    Withdrawn services are left out. A file of a district without services is removed. Raises BadInput for a folder
    that holds other TOML files, BadRegistry for what no file may say; then nothing was written.
    """
    wanted = [(folder, "published")] + ([(drafts, "draft")] if drafts else [])
    for target, _ in wanted:
        _refuse_foreign(target)
    ready = [(target, registry_entries(session, status)) for target, status in wanted]
    return [path for target, entries in ready for path in _replace(entries, target)]


def _titles() -> dict[str, str]:
    return {key: f"{key} {found.name}" for key, found in districts().items()} | {STATEWIDE: _STATEWIDE_TITLE}


def _refuse_foreign(folder: Path) -> None:
    known = _titles()
    foreign = sorted(path.name for path in folder.glob("*.toml") if path.stem not in known)
    if foreign:
        raise BadInput(f"{folder} holds {foreign[0]}, which is no file of a registry. Please name another folder.")


def _replace(entries: Iterable[Entry], folder: Path) -> list[Path]:
    """Written aside and read again, then file by file put in place: a fault on the way leaves the old files."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".registry-", dir=folder) as aside:
        written = write_registry(entries, Path(aside), _titles())
        read_registry(Path(aside))
        for path in written:
            shutil.copymode(folder / path.name, path) if (folder / path.name).exists() else path.chmod(0o644)
            path.replace(folder / path.name)
    names = {path.name for path in written}
    for path in folder.glob("*.toml"):
        if path.name not in names:
            path.unlink()
    return [folder / name for name in sorted(names)]
