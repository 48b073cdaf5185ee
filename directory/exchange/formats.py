"""The table of formats. To add one: a module with ``write`` and ``read``, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from directory.exchange import csv, geojson, xlsx
from directory.exchange.documents import Parsed
from directory.records import ServiceRecord
from geo.errors import BadInput


@dataclass(frozen=True, slots=True)
class Format:
    """``read`` is None for a format that can only be written; ``suffixes`` are those by which a file is known."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    write: Callable[[Iterable[ServiceRecord]], bytes]
    read: Callable[[bytes], Parsed] | None = None


FORMATS: dict[str, Format] = {
    found.name: found
    for found in (
        Format("csv", "text/csv; charset=utf-8", (".csv",), csv.write, csv.read),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            (".xlsx",),
            xlsx.write,
            xlsx.read,
        ),
        Format("geojson", "application/geo+json", (".geojson", ".json"), geojson.write, geojson.read),
    )
}


def get_format(name: str) -> Format:
    """The format of this name, or BadInput."""
    if name not in FORMATS:
        raise BadInput(f"There is no format {name!r}; known are {', '.join(sorted(FORMATS))}.", field="format")
    return FORMATS[name]


def export(records: Iterable[ServiceRecord], format_name: str) -> bytes:
    """The records in a format of the table."""
    return get_format(format_name).write(records)


def format_of(path: Path) -> str:
    """The format's name by the file's ending, or BadInput."""
    for found in FORMATS.values():
        if path.suffix.lower() in found.suffixes:
            return found.name
    raise BadInput(f"{path.name}: what format is this? Known endings: {_endings()}.", field="format")


def _endings() -> str:
    return ", ".join(suffix for found in FORMATS.values() for suffix in found.suffixes)
