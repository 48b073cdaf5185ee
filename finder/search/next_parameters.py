"""The parameters of "what comes next": those of a search that mean something here, the situation, the service."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from directory.records import ServiceRecord
from directory.situations import situations
from finder.search.next_query import NextQuery
from finder.search.parameters import Params, home_district, meant, one_value, read_query
from finder.search.query import PlaceMeant
from geo.errors import BadInput
from geo.gazetteer import gazetteer

SHARED = ("kind", "topic", "near", "ui", "age", "status")


def read_next(params: Params, *, now: datetime, post: bool = False) -> NextQuery:
    """Raises BadInput with ``field`` and ``code`` as a search does; answers about the visitor are refused in links."""
    query = read_query(
        {name: values for name, values in params.items() if name in SHARED}, now=now, answers_allowed=post
    )
    return NextQuery(
        kinds=query.kinds, topics=query.topics, situation=_situation(params),
        near=_in_district(query.near, home_district(params)), ui=query.ui,
        service=one_value(params, "service") or None, age=query.age, status=query.status,
    )  # fmt: skip


def from_service(query: NextQuery, record: ServiceRecord | None) -> NextQuery:
    """With the service in hand. Where nothing but it (and topics) is said, its kinds and its place are meant."""
    if record is None:
        return replace(query, service=None)
    query = replace(query, service=record.id)
    if query.kinds or query.situation:
        return query
    return replace(query, kinds=record.kinds, near=query.near or _place_of(record))


def _situation(params: Params) -> str | None:
    text = one_value(params, "situation")
    if not text:
        return None
    if text not in situations():
        error = BadInput("Diesen Wert kennen wir nicht.", field="situation")
        error.code = "unknown_code"
        raise error
    return text


def _in_district(near: PlaceMeant | None, key: str | None) -> PlaceMeant | None:
    """Who lives in the district is served from there, wherever near they look."""
    if key is None:
        return near
    home = meant(gazetteer().district(key))
    if near is None:
        return home
    if key in near.districts:
        return replace(near, districts=(key,))
    return replace(home, label=near.label, lat=near.lat, lon=near.lon)


def _place_of(record: ServiceRecord) -> PlaceMeant | None:
    """The district where it is; None for what has no place, or serves the whole Land."""
    door = record.main_door
    key = record.district or (door.district if door else None)
    if record.scope != "local" or key is None:
        return None
    place = meant(gazetteer().district(key))
    if door is None or door.lat is None or door.district != key:
        return place
    return replace(place, lat=door.lat, lon=door.lon)
