"""A visitor's own position, as the browser gives it: rounded to about 1 km, in no address, named by its district."""

from __future__ import annotations

import re
from dataclasses import replace

from finder.search.query import PlaceMeant
from finder.web.making.places import district_name
from finder.web.wording.voice import Voice

_POSITION = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d+)?)\s*,\s*([+-]?\d{1,3}(?:\.\d+)?)\s*")
# 0.01 degrees are 1.1 km from north to south and, here, 0.7 km from west to east. near.js rounds alike before sending.
_DIGITS = 2


def rounded(near: str) -> str | None:
    """``50.3569, 7.5890`` as ``50.36,7.59``; None for what is no position."""
    found = _POSITION.fullmatch(near)
    return ",".join(f"{float(part):.{_DIGITS}f}" for part in found.groups()) if found else None


def named(place: PlaceMeant, voice: Voice) -> PlaceMeant:
    """The place as sentences call it: "responsible for Koblenz", never "for 50.36,7.59"."""
    return replace(place, label=district_name(place.district) if place.district else voice("Ihren Standort"))
