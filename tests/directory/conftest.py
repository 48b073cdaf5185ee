"""A registry in miniature, made of things that cannot exist: no real service is claimed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.database import migrate, open_database, session, writing
from directory.loading import LoadReport, load_shipped
from directory.registry_files import Entry, EntryDoor, EntrySource

OLD = EntrySource(id="s1", url="https://liste.example/", date="2022", kind="list", confidence="medium")
NEW = EntrySource(id="s2", url="https://dienst.example/", date="2025-10", kind="own site", confidence="high")


def make_debt(**changes: Any) -> Entry:
    """A debt service with two doors and facts from two sources."""
    main = EntryDoor(
        key="musterstadt", street="Musterstraße 1", postcode="56068", city="Koblenz", district="07111",
        lat=50.3569, lon=7.589, phones=["+492610000001;ext=12"], hours="Mo-Fr 09:00-12:00", hours_text="vormittags",
    )  # fmt: skip
    away = EntryDoor(key="aussen", name="Rathaus", city="Koblenz", district="07111", outreach=True)
    entry = Entry(
        key="muster-debt-koblenz", name="Schuldnerberatung Muster", kinds=["debt"], organization="Muster e. V.",
        umbrella="andere", topics=["debt"], topics_text=["Schulden"], languages=["de", "ar"], district="07111",
        phones=["+492610000000"], email="post@muster.example", url="https://muster.example/",
        channels=["visit", "phone"],
        doors=[main, away], sources=[OLD, NEW], fact_sources={"doors.musterstadt.phones": "s2"},
    )  # fmt: skip
    return replace(entry, **changes)


def make_hotline(**changes: Any) -> Entry:
    """A statewide chat without a door."""
    entry = Entry(
        key="muster-chat", name="Chat Muster", kinds=["mbe", "jmd"], kind_assumed=True, scope="statewide",
        phones=["116016"], hours_text="rund um die Uhr", intake="waiting", intake_band="2 bis 4 Wochen",
        intake_until="2026-12-31", sources=[replace(NEW, id="s1", date=None)],
    )  # fmt: skip
    return replace(entry, **changes)


def make_office(**changes: Any) -> Entry:
    """An authority that is known by name only."""
    entry = Entry(
        key="muster-amt", name="Amt Muster", kinds=["authority"], office="jobcenter", district="07137",
        organization="Kreis Muster", areas_text=["Kreis Muster"], temporarily_closed=True, sources=[OLD],
    )  # fmt: skip
    return replace(entry, **changes)


Load = Callable[..., LoadReport]


@pytest.fixture
def registry() -> list[Entry]:
    """Three services, as from the files."""
    return [make_debt(), make_hotline(), make_office()]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty, migrated database in a file."""
    made = open_database(f"sqlite:///{tmp_path / 'lotse.db'}")
    migrate(made)
    yield made
    made.dispose()


@pytest.fixture
def load(engine: Engine) -> Load:
    """``load(entries, version)``: as at a start with these files."""

    def run(entries: list[Entry], version: str = "1") -> LoadReport:
        with writing(engine) as current:
            return load_shipped(current, entries, shipped_version=version)

    return run


@pytest.fixture
def loaded(engine: Engine, load: Load, registry: list[Entry]) -> Iterator[Session]:
    """A reading session on the three services."""
    load(registry)
    with session(engine) as current:
        yield current


@pytest.fixture
def make() -> dict[str, Callable[..., Entry]]:
    """The makers, by name: with importlib's mode a test cannot import this file."""
    return {"debt": make_debt, "hotline": make_hotline, "office": make_office}
