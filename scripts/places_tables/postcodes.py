"""postcodes.csv: a point, the share of each district, and the municipalities of each postcode."""

from __future__ import annotations

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from places_tables.municipalities import Town
from places_tables.sources import Area
from places_tables.write import degrees

# A district counts from a twentieth of the postcode's area in the Land: below that it is mostly the
# difference between two sources' border lines.
_DISTRICT_SHARE = 0.05
# A municipality counts if much of it lies in the postcode, or its settled point does.
_TOWN_SHARE = 0.3
_TOWN_TOUCH = 0.05


def rows(
    outlines: dict[str, BaseGeometry], districts: dict[str, Area], areas: dict[str, Area], towns: dict[str, Town]
) -> list[dict[str, object]]:
    tree = shapely.STRtree([area.outline for area in areas.values()])
    keys = list(areas)
    found = []
    for code in sorted(outlines):
        shares = _district_shares(outlines[code], districts)
        if sum(shares.values()) > 0.5:  # most of it lies in the Land
            near = [towns[keys[i]] for i in tree.query(outlines[code])]
            found.append(_row(code, outlines[code], shares, near))
    return found


def _district_shares(outline: BaseGeometry, districts: dict[str, Area]) -> dict[str, float]:
    touched = {k: d.outline for k, d in districts.items() if d.outline.intersects(outline)}
    return {k: shape.intersection(outline).area / outline.area for k, shape in touched.items()}


def _row(code: str, outline: BaseGeometry, shares: dict[str, float], near: list[Town]) -> dict[str, object]:
    members = sorted((t for t in near if _belongs(t, outline)), key=lambda t: (-_covered(t, outline), t.area.key))
    total = sum(shares.values())
    living = {town.area.key[:5] for town in members}
    kept = {k: v / total for k, v in shares.items() if v / total >= _DISTRICT_SHARE or k in living}
    point = _point(outline, members)
    return {
        "postcode": code,
        "lat": degrees(point.y),
        "lon": degrees(point.x),
        "districts": " ".join(f"{k}:{v:.3f}" for k, v in sorted(kept.items(), key=lambda kv: -kv[1])),
        "municipalities": " ".join(town.area.key for town in members),
    }


def _covered(town: Town, outline: BaseGeometry) -> float:
    """The area of the municipality inside the postcode, in square degrees: only for comparing."""
    return float(town.area.outline.intersection(outline).area)


def _belongs(town: Town, outline: BaseGeometry) -> bool:
    inside = _covered(town, outline)
    if inside / outline.area >= 0.5 or inside / town.area.outline.area >= _TOWN_SHARE:
        return True
    return inside / town.area.outline.area >= _TOWN_TOUCH and bool(outline.contains(town.point))


def _point(outline: BaseGeometry, members: list[Town]) -> Point:
    """The most populous member's settled point where it lies inside, else a point well inside the outline. One of
    several postcodes of a town does not get the town's point: it would put all of them on one spot."""
    settled = [t for t in members if t.geonameid and outline.contains(t.point)]
    if settled and (len(members) > 1 or _covered(members[0], outline) > members[0].area.outline.area / 2):
        return max(settled, key=lambda t: t.population or 0).point
    return outline.representative_point()
