"""The table of formats. To add one: a module with ``write`` and ``read``, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from directory.exchange import archive, csv, geojson, hsds, hsds_reading, osm, osm_reading, vcard, xlsx
from directory.exchange.documents import Parsed
from directory.records import ServiceRecord
from geo.errors import BadInput


@dataclass(frozen=True, slots=True)
class Format:
    """``read`` is None for a format that can only be written; ``suffixes`` are those by which a file is known, and
    ``file``, as which it is offered, has the first."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    write: Callable[[Iterable[ServiceRecord]], bytes]
    read: Callable[[bytes], Parsed] | None = None
    whole: bool = True  # of what can be read: it holds all facts, so that writing and reading gives the same

    @property
    def file(self) -> str:
        return f"lotse{self.suffixes[0]}"


ARCHIVE = "archive"
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
        Format("hsds", "application/json", (".hsds.json",), hsds.write, hsds_reading.read),
        Format(
            "hsds-ndjson",
            "application/x-ndjson",
            (".hsds.ndjson", ".ndjson"),
            hsds.write_lines,
            hsds_reading.read_lines,
        ),
        Format("vcard", "text/vcard; charset=utf-8", (".vcf",), vcard.write),
        Format("osm", "application/json", (".osm.json",), osm.write, osm_reading.read, whole=False),
        Format(ARCHIVE, "application/zip", (".zip",), lambda records: _archive(records)),
    )
}


def _archive(records: Iterable[ServiceRecord]) -> bytes:
    """All other formats and a text about them."""
    records = tuple(records)
    packed = [found for found in FORMATS.values() if found.name != ARCHIVE]
    about = archive.readme(records, {found.name: found.file for found in packed})
    return archive.pack([(archive.README, about), *((found.file, found.write(records)) for found in packed)])


def get_format(name: str) -> Format:
    """The format of this name, or BadInput."""
    if name not in FORMATS:
        raise BadInput(f"There is no format {name!r}; known are {', '.join(sorted(FORMATS))}.", field="format")
    return FORMATS[name]


def export(records: Iterable[ServiceRecord], format_name: str) -> bytes:
    """The records in a format of the table."""
    return get_format(format_name).write(records)


def format_of(path: Path) -> str:
    """The format's name by the file's ending, the longest that fits, or BadInput."""
    fitting = [(suffix, found.name) for found in FORMATS.values() for suffix in found.suffixes]
    fitting = [(suffix, name) for suffix, name in fitting if path.name.lower().endswith(suffix)]
    if fitting:
        return max(fitting, key=lambda one: len(one[0]))[1]
    raise BadInput(f"{path.name}: what format is this? Known endings: {_endings()}.", field="format")


def _endings() -> str:
    return ", ".join(suffix for found in FORMATS.values() for suffix in found.suffixes)
