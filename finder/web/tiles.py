"""A map background from another host: off unless an operator names one, and even then only after a click."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.errors import NotConfigured

_ADDRESS = re.compile(r"https://([a-z0-9.-]+(?::\d+)?)/\S*")
_PARTS = ("{z}", "{x}", "{y}")


@dataclass(frozen=True, slots=True)
class Tiles:
    """``url`` has the gaps {z}, {x} and {y}; ``host`` is who sees the visitor's address and the part of the map."""

    url: str
    credit: str
    host: str


def tiles(url: str, credit: str) -> Tiles | None:
    """None where none is set; NotConfigured where it would not work or would show a map without its credit."""
    if not url:
        return None
    found = _ADDRESS.fullmatch(url)
    if found is None or not all(part in url for part in _PARTS):
        raise NotConfigured("TILES_URL muss mit https:// beginnen und {z}, {x} und {y} enthalten.")
    if not credit:
        raise NotConfigured("Zu TILES_URL gehört TILES_CREDIT: wem die Karte zu verdanken ist.")
    return Tiles(url, credit, found[1])
