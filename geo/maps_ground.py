"""What lies under every map of ours: outlines of the districts, rivers and towns. Needs no folium and no network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from geo.districts import outlines
from geo.gazetteer import gazetteer
from geo.tables import places_file, rows


@cache
def rivers() -> dict[str, Any]:
    """Schematic courses as a GeoJSON FeatureCollection; each feature has ``name``. Do not change it."""
    read: dict[str, Any] = json.loads(places_file("rivers.geojson").read_text(encoding="utf-8"))
    return read


def towns() -> Iterator[tuple[float, float, str]]:
    """Latitude, longitude (degrees WGS84) and name of the towns named on our maps, the weightiest first."""
    known = gazetteer().municipalities
    for row in rows("map_towns.csv"):
        town = known[row["key"]]
        yield town.lat, town.lon, row["label"]


def ground() -> dict[str, Any]:
    """All of it for a page's own script: ``districts`` and ``rivers`` as GeoJSON, ``towns`` as [lat, lon, name]."""
    return {"districts": outlines(), "rivers": rivers(), "towns": [list(town) for town in towns()]}
