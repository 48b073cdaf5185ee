"""Everything in one file: a ZIP of all formats with what has to be said about them. Same records, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import fill

from directory.exchange.about import about, described
from directory.records import ServiceRecord

README = "LIESMICH.txt"
_BEFORE_ALL_ZIPS = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP can hold: no clock in the bytes


def pack(files: Iterable[tuple[str, bytes | Path]]) -> bytes:
    """The files by name, in their order; a path is read when its turn comes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _BEFORE_ALL_ZIPS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            told = content.read_bytes() if isinstance(content, Path) else content
            archive.writestr(entry, told, compresslevel=9)
    return out.getvalue()


def readme(records: Iterable[ServiceRecord], file_names: Mapping[str, str]) -> bytes:
    """Contents, date, licence and credits as text; ``file_names``: format -> its file in the archive."""
    told = [fill(f"{title}: {text}", 100, break_long_words=False) for title, text in about(records)]
    files = [f"{name}: {described(format_name)}" for format_name, name in file_names.items()]
    return ("\n\n".join([*told, "\n".join(files)]) + "\n").encode()
