"""OpenStreetMap: the tags of each door (of the service, where it has none), as Overpass writes them in JSON.

For mappers, who look at each place before they take anything over. A position stands only where it is exact; ids are
negative, as those of things that OpenStreetMap does not have yet. ``lotse_id`` beside the tags is no tag: by it our own
file is known again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from directory.exchange.hsds.docs import filled
from directory.records import Door, PhoneNumber, ServiceRecord
from directory.vocabulary.reading import read_toml
from geo.resources import data_dir

EXACT = ("given", "street")
Tags = dict[str, str]
_STREET = re.compile(r"(?P<street>[^,]*[^,\s\d–-])\s+(?P<number>\d+\s?[a-zA-Z]?(?:\s?[-–/]\s?\d+\s?[a-zA-Z]?)?)")


def write(records: Iterable[ServiceRecord]) -> bytes:
    """One element a line."""
    places = ((record, door) for record in records for door in record.doors or (None,))
    elements = (_element(-number, record, door) for number, (record, door) in enumerate(places, 1))
    lines = ",\n".join(json.dumps(element, ensure_ascii=False) for element in elements)
    return f'{{"version": 0.6, "generator": "Lotse", "elements": [\n{lines}\n]}}\n'.encode()


def _element(number: int, record: ServiceRecord, door: Door | None) -> dict[str, Any]:
    exact = door is not None and door.precision in EXACT
    place = {"lat": door.lat, "lon": door.lon} if door and exact else {}
    return {"type": "node", "id": number, "lotse_id": record.id, **place, "tags": tags(record, door)}


def tags(record: ServiceRecord, door: Door | None) -> Tags:
    """All that can be said about a door in OpenStreetMap's words."""
    hours = door.hours if door else record.hours
    known = filled(
        name=(door and door.name) or record.name,
        operator=record.organization,
        phone=";".join(map(_dialled, record.phones_at(door))),
        email=record.email,
        website=record.url,
        opening_hours=hours,
    )
    spoken = {f"language:{code}": "yes" for code in record.languages}
    return {**_of_kind(record, data_dir()), **known, **dict(_address(door)), **spoken}


def _dialled(phone: PhoneNumber) -> str:
    return f"{phone.number}-{phone.extension}" if phone.extension else phone.number


def _of_kind(record: ServiceRecord, data: Path) -> Tags:
    table = _table(data)
    found: Tags = table["office"].get(record.office) or table["kind"].get(record.kind, {})
    return found


@cache
def _table(data: Path) -> dict[str, Any]:
    return read_toml(data / "rules" / "osm_tags.toml")


def _address(door: Door | None) -> Iterator[tuple[str, str]]:
    """Street and number apart where the street ends with a number; else the line as it stands."""
    if door is None:
        return
    split = _STREET.fullmatch(door.street or "")
    if split:
        yield from (("addr:street", split["street"]), ("addr:housenumber", split["number"]))
    elif door.street:
        yield "addr:full", door.street
    if door.postcode:
        yield "addr:postcode", door.postcode
    if door.city:
        yield "addr:city", door.city
