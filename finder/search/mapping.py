"""Records as points on a map: one a place, many services on one town point grouped and marked as approximate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from directory.records import Door, ServiceRecord
from directory.vocabulary import kinds, label
from geo.maps import MapPoint

_APPROXIMATE = {"postcode", "municipality", "district"}
MAX_LINES = 12


def map_points(
    records: Iterable[ServiceRecord], language: str = "de", href: Callable[[ServiceRecord], str] | None = None
) -> list[MapPoint]:
    """Points for geo.maps; services that share a position become one point with a line each."""
    groups: dict[tuple[float, float], list[tuple[ServiceRecord, Door]]] = defaultdict(list)
    for record in records:
        for door in record.doors:
            if door.lat is not None and door.lon is not None:
                groups[(door.lat, door.lon)].append((record, door))
    return [_point(position, found, language, href) for position, found in sorted(groups.items())]


def _point(
    position: tuple[float, float],
    found: list[tuple[ServiceRecord, Door]],
    language: str,
    href: Callable[[ServiceRecord], str] | None,
) -> MapPoint:
    record, door = found[0]
    alone = len(found) == 1
    town = door.city or ""
    lines = tuple(_line(each, language) for each, _ in found[:MAX_LINES])
    return MapPoint(
        lat=position[0],
        lon=position[1],
        label=record.name if alone else f"{town} ({len(found)})".strip(),
        href=href(record) if href and alone else None,
        lines=(door.address or "",) if alone else lines,
        approximate=door.precision in _APPROXIMATE,
        count=len(found),
    )


def _line(record: ServiceRecord, language: str) -> str:
    return f"{record.name} ({label(kinds()[record.kind], language)})"
