"""municipalities.csv: key, name, district, point and population of each municipality."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shapely import Point

from places_tables.associations import Union
from places_tables.sources import Area
from places_tables.write import degrees

# GeoNames points are rounded to minutes of arc for small places, so they may fall beside their municipality.
_REACH = 0.05  # degrees, about 4 km
_SUFFIX = re.compile(r"\s*[(/].*| (?:am|an|im|in|bei|unter|vor|auf) .*")


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality with its settled point; ``geonameid`` is None where GeoNames has no place of that name there."""

    area: Area
    point: Point
    population: int | None
    geonameid: int | None
    association: Union | None

    def row(self) -> dict[str, object]:
        return {
            "key": self.area.key,
            "name": self.area.name,
            "kind": self.area.kind,
            "district": self.area.key[:5],
            "lat": degrees(self.point.y),
            "lon": degrees(self.point.x),
            "population": self.population or "",
            "association": self.association.key if self.association else "",
            "association_name": self.association.name if self.association else "",
        }


def base_name(name: str) -> str:
    """The name without what tells it apart: "Neustadt (Wied)" -> "neustadt"."""
    return _SUFFIX.sub("", name).casefold()


def rows(
    areas: dict[str, Area],
    geonames: list[dict[str, Any]],
    land: dict[str, Area],
    unions: dict[str, Union],
    corrections: Path,
) -> dict[str, Town]:
    by_name: dict[str, list[dict[str, Any]]] = {}
    for place in geonames:
        by_name.setdefault(base_name(place["name"]), []).append(place)
    towns = {key: _town(area, by_name.get(base_name(area.name), []), unions.get(key)) for key, area in areas.items()}
    with corrections.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if towns[row["key"]].area.name != row["place"]:
                raise ValueError(f"{corrections.name}: {row['key']} is not {row['place']}")
            towns[row["key"]] = replace(towns[row["key"]], population=int(row["population"]))
    return {key: _inside(town, land[key[:5]]) for key, town in towns.items()}


def _town(area: Area, candidates: list[dict[str, Any]], union: Union | None) -> Town:
    near = [(_distance(area, place), -place["population"], place["geonameid"], place) for place in candidates]
    near = sorted(entry for entry in near if entry[0] < _REACH)
    if not near:
        return Town(area, area.outline.representative_point(), None, None, union)
    distance, _, _, place = near[0]
    point = _point(place) if distance == 0 else area.outline.representative_point()
    return Town(area, point, place["population"] or None, place["geonameid"], union)


def _point(place: dict[str, Any]) -> Point:
    return Point(place["longitude"], place["latitude"])


def _distance(area: Area, place: dict[str, Any]) -> float:
    return float(area.outline.distance(_point(place)))


def _inside(town: Town, district: Area) -> Town:
    """The point, moved to the middle of the municipality if the simplified border cut it off its district."""
    if district.outline.contains(town.point):
        return town
    middle = town.area.outline.intersection(district.outline).representative_point()
    return replace(town, point=middle)
