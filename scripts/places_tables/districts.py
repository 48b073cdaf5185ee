"""districts.csv and districts.geojson: the 36 districts, simplified so that borders stay closed."""

from __future__ import annotations

import re
from typing import Any

import shapely
from shapely.geometry import mapping

from places_tables.sources import Area
from places_tables.write import degrees

CREDIT = "© GeoBasis-DE / BKG, dl-de/by-2-0, Daten verändert"

# Degrees, about 200 m: small enough for a map of the Land, and the file stays near 150 kB.
_TOLERANCE = 0.002
_DECIMALS = 4
_APART = re.compile(r" \(.*\)| am Rhein| in der Pfalz")


def outlines(areas: dict[str, Area]) -> dict[str, Area]:
    """The districts with simplified outlines; simplified together, so that no gap or overlap opens."""
    simple = shapely.coverage_simplify([area.outline for area in areas.values()], _TOLERANCE)
    rounded = [shapely.transform(outline, lambda points: points.round(_DECIMALS)) for outline in simple]
    if not shapely.coverage_is_valid(rounded):
        raise ValueError("simplified districts overlap or gap")
    return {
        key: Area(key, area.name, area.kind, area.association, area.free, outline)
        for (key, area), outline in zip(areas.items(), rounded, strict=True)
    }


def neighbours(key: str, areas: dict[str, Area]) -> list[str]:
    """Keys of the districts that share a border line (a common corner is not enough)."""
    here = areas[key].outline
    lines = {k: here.intersection(area.outline).length for k, area in areas.items() if k != key}
    return [k for k, length in lines.items() if length > 0]


def full_name(area: Area) -> str:
    """As commonly written: "Landkreis Ahrweiler", but "Rhein-Lahn-Kreis", "Eifelkreis Bitburg-Prüm", "Mainz"."""
    own_word = "kreis" in area.name.casefold()
    return area.name if area.kind != "Landkreis" or own_word else f"Landkreis {short_name(area)}"


def short_name(area: Area) -> str:
    """Without what only tells it apart from places elsewhere; "Neustadt an der Weinstraße" has namesakes here."""
    return _APART.sub("", area.name)


def rows(areas: dict[str, Area]) -> list[dict[str, object]]:
    return [_row(key, areas) for key in areas]


def _row(key: str, areas: dict[str, Area]) -> dict[str, object]:
    area = areas[key]
    point = area.outline.representative_point()
    return {
        "key": key,
        "name": full_name(area),
        "short": short_name(area),
        "kind": "Landkreis" if area.kind == "Landkreis" else "kreisfreie Stadt",
        "lat": degrees(point.y),
        "lon": degrees(point.x),
        "neighbours": " ".join(neighbours(key, areas)),
    }


def features(areas: dict[str, Area]) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "id": key,
            "properties": {"key": key, "name": full_name(area)},
            "geometry": mapping(area.outline),
        }
        for key, area in areas.items()
    ]
