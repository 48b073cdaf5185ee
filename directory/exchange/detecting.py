"""What format a file is in: by its ending, and for ``.json``, which several share, by what stands in it."""

from __future__ import annotations

import re
from pathlib import Path

from directory.exchange.formats import FORMATS, format_of

_HEAD = 64_000  # bytes
# Signs near the beginning of a document -> format; the first that is found decides.
_SIGNS = (
    ("geojson", re.compile(rb'"FeatureCollection"')),
    ("osm", re.compile(rb'"(osm3s|elements)"\s*:')),
)


def format_of_file(path: Path) -> str:
    """The format's name. Raises BadInput for an ending that none of them has."""
    if path.suffix.lower() != ".json":
        return format_of(path)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for name, sign in _SIGNS:
        if name in FORMATS and sign.search(head):
            return name
    return "hsds" if "hsds" in FORMATS and b'"features"' not in head else "geojson"
