"""Numbers and words in one buffer of bytes, read in place: as Python objects they would take ten times the memory."""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_START = struct.Struct("=II")  # checksum of all that follows; length of the head
_ALIGNED = 8
_CHUNK = 1 << 18


class Rows:
    """Read-only rows of whole numbers, each of its own length; ``rows[3]`` is the fourth."""

    def __init__(self, numbers: memoryview, ends: memoryview) -> None:
        self._numbers, self._ends = numbers, ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> list[int]:
        return self._numbers[self._ends[number] : self._ends[number + 1]].tolist()

    def __iter__(self) -> Iterator[list[int]]:
        return (self[number] for number in range(len(self)))


class Words:
    """Read-only words; each is made when it is asked for."""

    def __init__(self, letters: memoryview, ends: memoryview) -> None:
        self._letters, self._ends = letters, ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        return str(self._letters[self._ends[number] : self._ends[number + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))


class Packed:
    """What Packing made: ``head`` holds the small things, the rest is looked up by name."""

    def __init__(self, buffer: memoryview) -> None:
        _, length = _START.unpack_from(buffer)
        data = buffer[_START.size + length :]
        self.head: Mapping[str, Any] = json.loads(bytes(buffer[_START.size : _START.size + length]))
        self._columns = {name: data[start:end].cast(code) for name, (code, start, end) in self.head["columns"].items()}

    def column(self, name: str) -> memoryview:
        """A column of numbers."""
        return self._columns[name]

    def rows(self, name: str) -> Rows:
        return Rows(self._columns[name], self._columns[name + ".ends"])

    def words(self, name: str) -> Words:
        return Words(self._columns[name], self._columns[name + ".ends"])


class Packing:
    """Takes columns one by one and gives all of them as bytes."""

    def __init__(self, **head: object) -> None:
        self._head = head
        self._columns: dict[str, array[Any]] = {}

    def column(self, name: str, code: str, values: Iterable[float]) -> None:
        """``code`` as in the module array: B, H and I are whole numbers of 1, 2 and 4 bytes, d are fractions."""
        self._columns[name] = array(code, values)

    def rows(self, name: str, rows: Iterable[Sequence[int]]) -> None:
        self._joined(name, "I", rows)

    def words(self, name: str, words: Iterable[str]) -> None:
        self._joined(name, "B", (word.encode() for word in words))

    def _joined(self, name: str, code: str, parts: Iterable[Sequence[int]]) -> None:
        values, ends = array(code), array("I", [0])
        for part in parts:
            values.extend(part)
            ends.append(len(values))
        self._columns |= {name: values, name + ".ends": ends}

    def to_bytes(self) -> bytes:
        """Checksum, length of the head, head, columns; the places in the head count from the end of the head."""
        data = bytearray()
        places: dict[str, tuple[str, int, int]] = {}
        for name, column in self._columns.items():
            places[name] = (column.typecode, len(data), len(data) + len(column) * column.itemsize)
            data += column.tobytes()
            data += bytes(-len(data) % _ALIGNED)
        head = json.dumps({**self._head, "columns": places}, ensure_ascii=False).encode()
        head += b" " * (-(_START.size + len(head)) % _ALIGNED)
        rest = struct.pack("=I", len(head)) + head + data
        return struct.pack("=I", zlib.crc32(rest)) + rest


def write(content: bytes, file: Path) -> None:
    """Written aside and moved into place, so that nobody reads half of it, whoever else is writing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(f".{os.getpid()}.part")
    aside.write_bytes(content)
    aside.replace(file)


def read(file: Path) -> Packed | None:
    """The columns, in place in the file; None where there is no such file or it is damaged."""
    try:
        with file.open("rb") as stream:
            if not _is_sound(iter(lambda: stream.read(_CHUNK), b"")):
                return None
            return Packed(memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)))
    except FileNotFoundError:
        return None


def _is_sound(chunks: Iterator[bytes]) -> bool:
    """Read by pieces rather than in place, so that what no line needs stays out of memory."""
    first = next(chunks, b"")
    checksum = zlib.crc32(first[4:])
    for chunk in chunks:
        checksum = zlib.crc32(chunk, checksum)
    return len(first) > _START.size and _START.unpack_from(first)[0] == checksum
