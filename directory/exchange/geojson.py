"""GeoJSON (RFC 7946): one Feature a door, and one without geometry for a service that has no door.

``properties`` are the columns of ``documents`` as JSON: lists are lists, yes and no are true and false. The position
stands in the geometry only; ``door_position_precision`` says how exact it is, and only ``given`` is read back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from directory.exchange.documents import (
    COLUMNS,
    IDENTITY,
    ONE_WAY,
    POSITION,
    Cells,
    Parsed,
    Unreadable,
    fault,
    refuse_too_many,
    rows_of,
    unknown_columns,
)  # fmt: skip
from directory.exchange.gathering import Gathering
from directory.exchange.json_reading import document
from directory.records import Door, ServiceRecord

_FAR = 100_000  # no degree and no height in metres is more: keeps numbers out that no float holds
_PROPERTIES = tuple(column for column in COLUMNS if column not in POSITION)


def write(records: Iterable[ServiceRecord]) -> bytes:
    """A FeatureCollection, one Feature a line."""
    features = [_feature(door, cells) for record in records for door, cells in rows_of(record)]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def _feature(door: Door | None, cells: Cells) -> dict[str, Any]:
    properties = {name: cells[name] for name in _PROPERTIES if cells.get(name) not in (None, [])}
    placed = door is not None and door.lat is not None and door.lon is not None
    geometry = {"type": "Point", "coordinates": [cells["door_lon"], cells["door_lat"]]} if placed else None
    return {"type": "Feature", "id": door.id if door else cells["id"], "geometry": geometry, "properties": properties}


def read(content: bytes) -> Parsed:
    """Every Feature; all problems with the number of their Feature. Raises Unreadable if it is no such collection."""
    gathering, seen = Gathering(), set[str]()
    for number, feature in enumerate(_features(content), 1):
        where = f"feature {number}"
        sentences = list(_feature_faults(feature))
        gathering.parsed.problems += [fault(where, sentence) for sentence in sentences]
        if not sentences:
            new = [name for name in feature["properties"] if name not in seen]
            gathering.parsed.problems += unknown_columns(where, new, _PROPERTIES)
            seen.update(new)
            gathering.add(where, _cells(feature))
    return gathering.parsed


def _features(content: bytes) -> list[Any]:
    found = document(content)
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or found.get("type") != "FeatureCollection":
        raise Unreadable("The file is no GeoJSON FeatureCollection.")
    refuse_too_many(len(features), "features")
    return features


def _feature_faults(feature: Any) -> Iterable[str]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return ["is no Feature"]
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return ["has no properties"]
    faults = []
    for name in (*IDENTITY, "door_key", "door_position_precision"):
        if not isinstance(properties.get(name), str | None):
            faults.append(f"{name} must be text")
    if not _is_point(feature.get("geometry")):
        faults.append("its geometry must be a Point with longitude and latitude, or null")
    return faults


def _is_point(geometry: Any) -> bool:
    if geometry is None:
        return True
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return False
    pair = geometry.get("coordinates")
    return (
        isinstance(pair, list)
        and len(pair) in (2, 3)
        and all(type(number) in (int, float) and abs(number) <= _FAR for number in pair)
    )


def _cells(feature: dict[str, Any]) -> Cells:
    found = feature["properties"].items()
    known = ((name, content) for name, content in found if name in _PROPERTIES and name not in ONE_WAY)
    cells: Cells = {name: content for name, content in known if content not in (None, [], "")}
    anonymous = not any(name in cells for name in IDENTITY)  # then the place is its only door
    if feature.get("geometry") and (anonymous or "door_key" in cells):
        cells["door_lon"], cells["door_lat"] = map(float, feature["geometry"]["coordinates"][:2])
    return cells
