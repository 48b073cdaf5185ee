"""What the form's map of the districts shows beside the areas: the service, and those that it is related to."""

from __future__ import annotations

import json

from directory import ids
from directory.records import ServiceRecord
from finder.web.editor.typed import Typed
from finder.web.site import site


def map_of(service_id: str, typed: Typed) -> str:
    """As JSON for the page's script: ``own`` [lat, lon] or null, ``others`` [lat, lon, name]; published ones only."""
    index = site().service.index.by_id
    keys = dict.fromkeys(filter(None, typed.get("relations.key", [])))
    others = [(record, at) for key in keys if (record := index.get(ids.service_id(key))) and (at := _at(record))]
    own = index.get(service_id)
    drawn = {"own": _at(own) if own else None, "others": [[*at, record.name] for record, at in others]}
    return json.dumps(drawn, ensure_ascii=False)


def _at(record: ServiceRecord) -> tuple[float, float] | None:
    """Where its main door is, in degrees."""
    door = record.main_door
    return (door.lat, door.lon) if door and door.lat is not None and door.lon is not None else None
