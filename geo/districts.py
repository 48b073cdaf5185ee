"""The 24 Landkreise and 12 kreisfreie Städte: names, neighbours, outlines, and which one a point lies in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, cast

from geo.distance import distances_km
from geo.tables import places_file, rows

if TYPE_CHECKING:
    from shapely import STRtree
    from shapely.geometry.base import BaseGeometry

DistrictKind = Literal["Landkreis", "kreisfreie Stadt"]

# Outlines are simplified by up to 200 m, so a point this near outside the border counts as inside.
BORDER_TOLERANCE_KM = 0.3
# As far as people outside the Land may reasonably be sent into it.
NEAR_KM = 15.0


@dataclass(frozen=True, slots=True)
class District:
    """``key`` is the five-digit official key as text; ``lat`` and ``lon`` a point inside, in degrees WGS84."""

    key: str
    name: str  # "Landkreis Ahrweiler", "Rhein-Lahn-Kreis", "Ludwigshafen am Rhein"
    short: str  # "Ahrweiler", "Rhein-Lahn-Kreis", "Ludwigshafen"
    kind: DistrictKind
    lat: float
    lon: float
    neighbours: tuple[str, ...]  # keys of districts of the Land that share a border

    @property
    def label(self) -> str:
        """The name for display, with which city and Landkreis of the same name read differently."""
        twin = self.kind == "kreisfreie Stadt" and f"Landkreis {self.name}" in _names()
        return f"{self.name} (Stadt)" if twin else self.name


@dataclass(frozen=True, slots=True)
class NearestDistrict:
    """The district nearest to a point. ``km`` is 0 inside; ``outside`` says that the point lies outside the Land."""

    key: str
    km: float
    outside: bool


@cache
def districts() -> Mapping[str, District]:
    """All 36 districts by key, in the order of their keys."""
    return MappingProxyType({row["key"]: _district(row) for row in rows("districts.csv")})


@cache
def _names() -> frozenset[str]:
    return frozenset(district.name for district in districts().values())


def _district(row: dict[str, str]) -> District:
    return District(
        key=row["key"],
        name=row["name"],
        short=row["short"],
        kind=cast(DistrictKind, row["kind"]),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        neighbours=tuple(row["neighbours"].split()),
    )


@cache
def outlines() -> dict[str, Any]:
    """The outlines as a GeoJSON FeatureCollection; each feature has ``key`` and ``name``. Do not change it."""
    return cast("dict[str, Any]", json.loads(places_file("districts.geojson").read_text(encoding="utf-8")))


def credit() -> str:
    """What must stand beside every picture of the outlines."""
    return str(outlines()["credit"])


def district_at(lat: float, lon: float) -> str | None:
    """The key of the district in which a point lies, None outside the Land.

    >>> district_at(50.3594, 7.5978)
    '07111'
    """
    nearest = near_border_km(lat, lon)
    return nearest.key if nearest and not nearest.outside else None


def near_border_km(lat: float, lon: float, within_km: float = NEAR_KM) -> NearestDistrict | None:
    """The district of a point or, for a point outside the Land, the nearest one; None beyond ``within_km``."""
    # shapely takes 0.1 s to import and most commands never ask for a point.
    from shapely import Point
    from shapely.ops import nearest_points

    keys, shapes, tree = _index()
    point = Point(lon, lat)
    inside = tree.query(point, predicate="within")
    if len(inside):
        return NearestDistrict(keys[int(inside[0])], 0.0, outside=False)
    best = int(cast(int, tree.nearest(point)))
    border = nearest_points(shapes[best], point)[0]
    km = float(distances_km(lat, lon, [border.y], [border.x])[0])
    if km > within_km:
        return None
    return NearestDistrict(keys[best], round(km, 1), outside=km > BORDER_TOLERANCE_KM)


@cache
def _index() -> tuple[tuple[str, ...], tuple[BaseGeometry, ...], STRtree]:
    from shapely import STRtree
    from shapely.geometry import shape

    features = outlines()["features"]
    shapes = tuple(shape(feature["geometry"]) for feature in features)
    return tuple(feature["id"] for feature in features), shapes, STRtree(shapes)
