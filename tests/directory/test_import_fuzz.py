"""Whatever a file holds: a report, never a crash, and nothing written where it says so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from directory.database import writing
from directory.exchange.documents import COLUMNS
from directory.exchange.formats import FORMATS
from directory.exchange.headers import columns
from directory.exchange.importing import plan_import, read_file, write_plan

READABLE = sorted(name for name, found in FORMATS.items() if found.read)
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
LEAF = (
    st.none()
    | st.booleans()
    | st.integers(-9, 99_999)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
)
ANY = st.recursive(
    LEAF, lambda more: st.lists(more, max_size=3) | st.dictionaries(st.text(max_size=8), more, max_size=3)
)
FIELDS = ["name", "kinds", "phones", "door_key", "door_city", "door_street", "key", "id", "district", "doors", "hours"]
HSDS = ["name", "id", "status", "phones", "languages", "schedules", "service_areas", "attributes", "organization",
        "service_at_locations", "eligibility_description"]  # fmt: skip
CELL = st.sampled_from(
    ["", "x", "debt", "Schuldnerberatung", "0261 12345", "=1", "'", "|", "\\", "07111", "a | b", "Mo 9-12"]
)


def survives(engine: Engine, content: bytes, name: str) -> None:
    parsed = read_file(content, name)
    with writing(engine) as current:
        plan = plan_import(current, parsed, "fuzz")
        if plan.report.ok:
            write_plan(current, plan)
        current.rollback()
    "\n".join([*plan.report.lines(), *plan.report.changes()]).encode()


@pytest.mark.parametrize("name", READABLE)
@settings(max_examples=60, deadline=None, suppress_health_check=QUIET)
@given(content=st.binary(max_size=200))
def test_any_bytes(engine: Engine, name: str, content: bytes) -> None:
    survives(engine, content, name)


@settings(max_examples=150, deadline=None, suppress_health_check=QUIET)
@given(data=st.data())
def test_any_table(engine: Engine, data: st.DataObject) -> None:
    known = [*COLUMNS, *(str(found["de"]) for found in columns().values() if "de" in found)]
    header = data.draw(st.lists(st.sampled_from(["name", "kinds", *known]), min_size=1, max_size=6, unique=True))
    rows = data.draw(st.lists(st.lists(CELL, min_size=len(header), max_size=len(header)), max_size=4))
    survives(engine, "\n".join(";".join(row) for row in [header, *rows]).encode(), "csv")


@settings(max_examples=150, deadline=None, suppress_health_check=QUIET)
@given(properties=st.dictionaries(st.sampled_from(FIELDS), ANY, max_size=6), geometry=ANY)
def test_any_feature(engine: Engine, properties: dict[str, Any], geometry: Any) -> None:
    feature = {"type": "Feature", "properties": {"name": "D", "kinds": ["debt"]} | properties, "geometry": geometry}
    document = {"type": "FeatureCollection", "features": [feature, feature]}
    survives(engine, json.dumps(document, allow_nan=False).encode(), "geojson")


@settings(max_examples=150, deadline=None, suppress_health_check=QUIET)
@given(fields=st.dictionaries(st.sampled_from(HSDS), ANY, max_size=6))
def test_any_hsds_service(engine: Engine, fields: dict[str, Any]) -> None:
    survives(engine, json.dumps([{"name": "D"} | fields]).encode(), "hsds")


@settings(max_examples=150, deadline=None, suppress_health_check=QUIET)
@given(
    tags=st.dictionaries(st.sampled_from(["name", "phone", "website", "email", "opening_hours", "addr:city"]), ANY),
    place=ANY,
)
def test_any_element(engine: Engine, tags: dict[str, Any], place: Any) -> None:
    base = {"amenity": "social_facility", "social_facility": "outreach", "name": "D"}
    element = {"type": "node", "id": 1, "lat": 50.35, "lon": 7.58, "center": place, "tags": base | tags}
    survives(engine, json.dumps({"elements": [element, place]}).encode(), "osm")
