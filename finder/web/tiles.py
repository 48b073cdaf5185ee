"""A map background: off unless an operator names another host or an archive of their own, and even then only after a
click."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import current_app

from finder.web.tile_archive import TileArchive
from geo.errors import NotConfigured

_ADDRESS = re.compile(r"https://([a-z0-9.-]+(?::\d+)?)/\S*")
_PARTS = ("{z}", "{x}", "{y}")
_OWN = "/tiles/{z}/{x}/{y}"


@dataclass(frozen=True, slots=True)
class Tiles:
    """``url`` has the gaps {z}, {x} and {y}; ``host`` is who sees the visitor's address and the part of the map, empty
    where the pictures come from this server's own ``archive``."""

    url: str
    credit: str
    host: str
    archive: TileArchive | None = None


def tiles(url: str, credit: str, file: str = "") -> Tiles | None:
    """None where none is set; NotConfigured where it would not work or would show a map without its credit."""
    if not url and not file:
        return None
    if not credit:
        raise NotConfigured("Zu TILES_URL und TILES_FILE gehört TILES_CREDIT: wem die Karte zu verdanken ist.")
    if file:
        return Tiles(_OWN, credit, "", TileArchive(file))
    found = _ADDRESS.fullmatch(url)
    if found is None or not all(part in url for part in _PARTS):
        raise NotConfigured("TILES_URL muss mit https:// beginnen und {z}, {x} und {y} enthalten.")
    return Tiles(url, credit, found[1])


def tile_archive() -> TileArchive | None:
    """The archive of the app that answers the current request."""
    chosen = current_app.jinja_env.globals["tiles"]
    return chosen.archive if isinstance(chosen, Tiles) else None
