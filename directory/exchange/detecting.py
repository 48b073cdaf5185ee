"""What format a file is in: by its ending, and for ``.json``, which several share, by what stands in it."""

from __future__ import annotations

import re
from pathlib import Path

from directory.exchange.formats import format_of

_HEAD = 64_000  # bytes
_SHEETS = (".xls", ".xlsm", ".xlsb")
_SAID = (".hsds.json", ".osm.json")
# Signs near the beginning of a document -> format; the first that is found decides.
_SIGNS = (
    ("geojson", re.compile(rb'"Feature(Collection)?"|"features"')),
    ("osm", re.compile(rb'"(osm3s|elements)"\s*:')),
)


def format_of_file(path: Path) -> str:
    """The format's name. Raises BadInput for an ending that none of them has."""
    name = path.name.lower()
    if name.endswith(_SHEETS):
        return "xlsx"  # whose reader says what to do with an old one
    if not name.endswith(".json") or name.endswith(_SAID):
        return format_of(path)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return next((found for found, sign in _SIGNS if sign.search(head)), "hsds")
