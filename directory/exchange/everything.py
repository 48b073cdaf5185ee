"""All formats into one folder, for a nightly run: whoever reads the folder meanwhile sees whole files only.

Every file is first written beside its place; only when all are there do they take their places, one after the other,
``inhalt.json`` last. A run that breaks off leaves the old files as they were.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from directory.exchange import archive
from directory.exchange.about import changed_on
from directory.exchange.formats import ARCHIVE, FORMATS, Format
from directory.records import ServiceRecord

CONTENTS = "inhalt.json"
_ASIDE = ".lotse-neu"

Tell = Callable[[str, int, int], None]  # file, number of it, of how many


def export_all(records: tuple[ServiceRecord, ...], folder: Path, tell: Tell = lambda *_: None) -> list[Path]:
    """Write every format into ``folder``, which is made if need be; the files that stand there now."""
    aside = folder / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)  # of a run that broke off
    aside.mkdir(parents=True)
    try:
        for number, found in enumerate(FORMATS.values(), 1):
            tell(found.file, number, len(FORMATS))
            _write(aside / found.file, _content(found, records, aside))
        _write(aside / CONTENTS, _contents(records, aside))
        return [_placed(path, folder) for path in _in_order(aside)]
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _content(found: Format, records: tuple[ServiceRecord, ...], aside: Path) -> bytes:
    """The archive holds the very files that were just written; it stands last in the table."""
    if found.name != ARCHIVE:
        return found.write(records)
    packed = [other for other in FORMATS.values() if other.name != ARCHIVE]
    about = archive.readme(records, {other.name: other.file for other in packed})
    return archive.pack([(archive.README, about), *((other.file, aside / other.file) for other in packed)])


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _contents(records: tuple[ServiceRecord, ...], aside: Path) -> bytes:
    """What the folder holds, for programs: each file with its size in bytes and its SHA-256."""
    files = [
        {"format": found.name, "file": found.file, "media_type": found.media_type, **_measured(aside / found.file)}
        for found in FORMATS.values()
    ]
    told = {"services": len(records), "changed_on": changed_on(records), "files": files}
    return (json.dumps(told, indent=1) + "\n").encode()


def _measured(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        digest = sha256()
        while part := file.read(1 << 20):
            digest.update(part)
    return {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def _in_order(aside: Path) -> Iterator[Path]:
    yield from (aside / found.file for found in FORMATS.values())
    yield aside / CONTENTS


def _placed(path: Path, folder: Path) -> Path:
    return path.replace(folder / path.name)
