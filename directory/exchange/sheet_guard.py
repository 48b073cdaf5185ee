"""Whether a file is a spreadsheet that can be opened without harm. Looks at the zip only; nothing is unpacked whole.

A few kilobytes can hold gigabytes of XML. So sizes are summed from the directory of the archive (Python reads no member
further than is written there), and rows and texts are counted in a stream, before any of it becomes a tree in memory.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from directory.exchange.documents import MAX_BYTES, MAX_ROWS, Unreadable

MAX_COLUMNS = 1_000
_MAX_UNPACKED = 200_000_000  # bytes of all parts together
_MAX_RATIO = 200  # a real sheet packs 5 to 40 times
_MAX_PART = 8_000_000  # bytes of a part that is read as one tree: styles, themes, the list of parts
_MAX_GAP = 4_000_000  # bytes between two rows, or two texts: they are read as one tree each
_MAX_TEXTS = 1_500_000
_CHUNK = 1 << 18
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PIECES = re.compile(rb"<(?:\w+:)?(?:row|si)[\s/>]")
_STREAMED = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)


def check_archive(content: bytes) -> None:
    """Raises Unreadable, in a sentence that says what to do, for anything but a sheet of a reasonable size."""
    if len(content) > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    if not content:
        raise Unreadable("The file is empty.")
    _refuse_old_and_locked(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive)
            for part in archive.infolist():
                if _STREAMED.fullmatch(part.filename):
                    with archive.open(part) as stream:
                        _check_pieces(stream, "sheet" if "sheets/" in part.filename else "texts")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable("The file is no spreadsheet (XLSX), or it is damaged.") from error


def _refuse_old_and_locked(content: bytes) -> None:
    if not content.startswith(_OLE):
        return
    if _ENCRYPTED in content:
        raise Unreadable("The spreadsheet has a password; please save it without one.")
    raise Unreadable("The file is an old Excel file (.xls); please save it as .xlsx.")


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Unreadable("The file is an archive, but no spreadsheet (XLSX).")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("The spreadsheet has a password; please save it without one.")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > _MAX_UNPACKED:
        raise Unreadable(f"The spreadsheet holds more than {_MAX_UNPACKED // 1_000_000} MB when it is unpacked.")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and not _STREAMED.fullmatch(part.filename):
            _check_size(part)
    if unpacked > _MAX_PART and unpacked > _MAX_RATIO * max(packed, 1):
        raise Unreadable(f"The spreadsheet is packed more than {_MAX_RATIO} times: no sheet made by people is.")


def _check_size(part: zipfile.ZipInfo) -> None:
    if part.file_size > _MAX_PART:
        raise Unreadable(
            f"A part of the spreadsheet ({part.filename[:60]}) is larger than {_MAX_PART // 1_000_000} MB."
        )


def _check_pieces(stream: IO[bytes], what: str) -> None:
    """Count rows (or texts), and measure the longest stretch without one."""
    most, name = (MAX_ROWS, "rows") if what == "sheet" else (_MAX_TEXTS, "texts")
    found = last = 0
    for position in _positions(stream):
        if position - last > _MAX_GAP:
            raise Unreadable(f"A row of the spreadsheet holds more than {_MAX_GAP // 1_000_000} MB.")
        last, found = position, found + 1
        if found > most + 2:  # the header, and the end of the file
            raise Unreadable(f"The spreadsheet has more than {most:,} {name}.")


def _positions(stream: IO[bytes]) -> Iterator[int]:
    """Where each row or text begins, in bytes, and at last where the file ends."""
    done, rest = 0, b""
    while chunk := stream.read(_CHUNK):
        window = rest + chunk
        start = done - len(rest)
        cut = 0
        for match in _PIECES.finditer(window):
            yield start + match.start()
            cut = match.end()
        done += len(chunk)
        rest = window[max(cut, len(window) - 40) :]  # a tag may be cut in two
    yield done
