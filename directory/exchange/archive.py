"""Everything in one file: a ZIP of all formats with what has to be said about them. Same records, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from textwrap import fill

from directory.exchange.about import about, described
from directory.records import ServiceRecord

README = "LIESMICH.txt"
_BEFORE_ALL_ZIPS = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP can hold: no clock in the bytes


def pack(files: Mapping[str, bytes]) -> bytes:
    """The files by name, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _BEFORE_ALL_ZIPS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)
    return out.getvalue()


def readme(records: Iterable[ServiceRecord], file_names: Mapping[str, str]) -> bytes:
    """Contents, date, licence and credits as text; ``file_names``: format -> its file in the archive."""
    told = [fill(f"{title}: {text}", 100, break_long_words=False) for title, text in about(records)]
    files = [f"{name}: {described(format_name)}" for format_name, name in file_names.items()]
    return ("\n\n".join([*told, "\n".join(files)]) + "\n").encode()
