"""What schemathesis needs to know to ask sensible questions: real places, postcodes and ids, instead of random texts.

Runs inside schemathesis' own environment (see ``./scripts/verify api``), beside nonsense that it makes up by itself.
Only how cases are made is changed here; every answer is held against the document as it is published.
"""

from __future__ import annotations

import csv
import json
import os
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import schemathesis
from hypothesis import strategies as st

PLACES = Path(__file__).resolve().parent.parent / "data" / "places"
SITE = os.environ["LOTSE_VERIFIED_SITE"]
SHELVES = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")


def _column(file: str, name: str) -> list[str]:
    with (PLACES / file).open(encoding="utf-8", newline="") as rows:
        return [row[name] for row in csv.DictReader(rows)]


def _ids(shelf: str) -> list[str]:
    with urlopen(f"{SITE}/hsds/{shelf}?format=ndjson") as answer:  # noqa: S310 - our own server
        return [json.loads(line)["id"] for line in answer]


IDS = {shelf: _ids(shelf) for shelf in SHELVES}
POSTCODES = st.sampled_from(_column("postcodes.csv", "postcode"))
NAMES = st.sampled_from(_column("municipalities.csv", "name"))
BIRTHS = st.dates(min_value=date(1925, 1, 1), max_value=date(2025, 1, 1))

schemathesis.openapi.format("place", st.one_of(NAMES, POSTCODES))
schemathesis.openapi.format("birth-date", BIRTHS.map(str))
for _shelf, _known in IDS.items():
    schemathesis.openapi.format(f"id of {_shelf}", st.one_of(st.sampled_from(_known), st.uuids().map(str)))
schemathesis.openapi.format("service", st.sampled_from(IDS["services"]))


@schemathesis.hook
def before_load_schema(_context: Any, raw_schema: dict[str, Any]) -> None:
    """Names the strategies above where the published document says no more than "text" or "uuid"."""
    schemas, parameters = raw_schema["components"]["schemas"], raw_schema["components"]["parameters"]
    KINDS.update(schemas["Kind"]["enum"])
    schemas["Place"]["format"] = "place"
    schemas["BirthDate"]["format"] = "birth-date"
    schemas["ServiceId"]["format"] = "service"
    for shelf in SHELVES:
        known = parameters["hsds_id"] | {"schema": {"type": "string", "format": f"id of {shelf}"}}
        operation = raw_schema["paths"][f"/hsds/{shelf}/{{id}}"]["get"]
        operation["parameters"] = [known, *operation["parameters"][1:]]


KINDS: set[str] = set()
NEEDS = {"radius_km": ("near", "Koblenz"), "proximity": ("postcode", "56068")}


def _says_nothing(value: Any) -> bool:
    """As the API reads it: blanks are nothing, and a list of what has one value holds one at most."""
    last = value[-1] if isinstance(value, list) and value else value
    return last in (None, []) or (isinstance(last, str) and not last.replace("\x00", " ").strip())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_known(kind: Any) -> bool:
    return _says_nothing(kind) or (isinstance(kind, str) and kind in KINDS)


@schemathesis.hook
def filter_query(_context: Any, query: Any) -> bool:
    """An object cannot stand in an address: it arrives as blanks, which are allowed."""
    return not any(isinstance(value, dict) for value in (query or {}).values())


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: dict[str, Any]) -> None:
    """What no schema can say: a distance needs the place from which it is measured, and a service has its own kinds."""
    if isinstance(case.body, dict) and not _says_nothing(case.body.get("service")):
        kinds = case.body.get("kind")
        if all(map(_is_known, _listed(kinds))):
            case.body.pop("kind", None)
    for asked in (case.query, case.body):
        for distance, (place, known) in NEEDS.items():
            if isinstance(asked, dict) and not _says_nothing(asked.get(distance)) and _says_nothing(asked.get(place)):
                asked[place] = known
