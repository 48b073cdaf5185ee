"""The way to a door: links to a map elsewhere, only where a street or an exact position is known."""

from __future__ import annotations

from urllib.parse import quote

from directory.records import Door
from finder.web.making.pins import EXACT
from finder.web.pages.service import RouteView

DIRECTIONS = "https://www.openstreetmap.org/directions?to="


def route(door: Door) -> RouteView | None:
    """By position where it is exact, else by the address; None where only the town is known.

    Nothing about the visitor is in the links: whoever follows one says there where they start.
    """
    if door.lat is not None and door.lon is not None and door.precision in EXACT:
        point = f"{door.lat:.5f},{door.lon:.5f}"
        # RFC 5870 names the point; the query is what map programs on phones need to set a pin there.
        return RouteView(f"{DIRECTIONS}{quote(point)}", f"geo:{point}?q={point}")
    if door.street and door.city and door.address:
        return RouteView(f"{DIRECTIONS}{quote(door.address)}", None)
    return None
