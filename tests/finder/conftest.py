"""Small made-up registries for the index: one record is one line in a test."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from directory.records import Door, ServiceRecord
from finder.search.index.engine import SearchIndex
from finder.search.index.lexicon import Lexicon

MakeRecord = Callable[..., ServiceRecord]
_BLANK: dict[str, Any] = {
    "organization": None,
    "organization_id": None,
    "umbrella": None,
    "kind_assumed": False,
    "office": None,
    "certificate": None,
    "topics_text": (),
    "languages": (),
    "scope": "local",
    "areas": (),
    "areas_assumed": True,
    "areas_text": (),
    "area_municipalities": frozenset(),
    "doors": (),
    "phones": (),
    "email": None,
    "url": None,
    "channels": (),
    "access_text": None,
    "target_group": None,
    "hours_text": None,
    "hours": None,
    "intake": "unknown",
    "intake_band": None,
    "temporarily_closed": False,
    "as_of": None,
}


def record(name: str, kinds: str = "mfd", topics: str = "", stated: str = "", **more: Any) -> ServiceRecord:
    """``kinds``, ``topics`` (by default) and ``stated`` topics as codes with spaces; the id follows from the name."""
    both = tuple(dict.fromkeys((*topics.split(), *stated.split())))
    given = {"kinds": tuple(kinds.split()), "topics": both, "topics_stated": tuple(stated.split()), **more}
    identifier = given.pop("id", str(uuid.uuid5(uuid.NAMESPACE_URL, name)))
    return ServiceRecord(id=identifier, name=name, **{**_BLANK, **given})


def door(district: str | None = None, lat: float | None = None, lon: float | None = None, city: str = "") -> Door:
    return Door(
        id=f"{district}-{lat}-{lon}",
        name=None,
        street=None,
        postcode=None,
        city=city or None,
        district=district,
        municipality=None,
        lat=lat,
        lon=lon,
        precision="given" if lat is not None else None,
    )


@pytest.fixture
def make_record() -> MakeRecord:
    return record


@pytest.fixture
def make_door() -> Callable[..., Door]:
    return door


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon(
        kinds={
            "mfd": ("Migrationsfachdienst",),
            "debt": ("Schuldnerberatung",),
            "family": ("Familienberatung",),
            "authority": ("Behörde",),
        },
        topics={"debt": ("Schulden",), "housing": ("Wohnen",), "work": ("Arbeit",)},
        offices={"jobcenter": ("Jobcenter",), "social_office": ("Sozialamt",)},
        treating={"debt": ("debt", "other"), "housing": ("mfd",)},
        open_kinds=frozenset({"family"}),
        neighbours={"07111": frozenset({"07137"}), "07137": frozenset({"07111"})},
    )


@pytest.fixture
def build(tmp_path: Path, lexicon: Lexicon) -> Callable[..., SearchIndex]:
    """An index of the given records in a folder of its own."""
    return lambda *records: SearchIndex.build(records, tmp_path / "index", lexicon)
