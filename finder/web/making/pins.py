"""The pins of a map as compact JSON: one point a place, with the services of this page by name.

Many services share one point, because only their postcode or municipality is known. They are grouped, and the group
says "roughly". Services of other pages of the list count only: 500 names would weigh more than the whole page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from directory.records import Door, ServiceRecord
from finder.search.results import Pin

EXACT = ("given", "street")


@dataclass(slots=True)
class _Point:
    lat: float
    lon: float
    roughly: bool = False
    here: list[tuple[str, str]] = field(default_factory=list)
    more: int = 0


def pins_json(pins: Iterable[Pin], links: Mapping[str, str]) -> Markup | None:
    """``links`` are id -> address of the services on this page. None where no position is known."""
    points: dict[tuple[float, float], _Point] = {}
    for pin in pins:
        if pin.door.lat is None or pin.door.lon is None:
            continue
        where = (round(pin.door.lat, 4), round(pin.door.lon, 4))
        _add(points.setdefault(where, _Point(*where)), pin, links.get(pin.record.id))
    return _as_json(points.values()) if points else None


def _add(point: _Point, pin: Pin, link: str | None) -> None:
    point.roughly = point.roughly or pin.door.precision not in EXACT
    if link:
        point.here.append((pin.record.name, link))
    else:
        point.more += 1


def _as_json(points: Iterable[_Point]) -> Markup:
    rows = [[point.lat, point.lon, int(point.roughly), point.here, point.more] for point in points]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    # Inside a script element only "<" can do harm; as an escape it is still the same JSON.
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704


def door_pins(records: Iterable[tuple[ServiceRecord, Door]]) -> tuple[Pin, ...]:
    return tuple(Pin(record, door) for record, door in records)
