"""Is this the one we have?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from directory.database import session
from directory.matching import candidates
from directory.registry_files import Entry, EntryDoor
from directory.snapshot import load_records

SAME: dict[str, Any] = {"key": "twin", "fact_sources": {}}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"name": "Muster: Schuldnerberatung", "organization": "Muster eV"}, True),
        ({"name": "Schuldner- und Insolvenzberatung", "organization": None}, True),  # phone and street agree
        ({"kinds": ["addiction"]}, False),
        ({"district": "07339", "doors": []}, False),
        ({"doors": [EntryDoor("d", city="Lahnstein", district="07111")]}, False),  # another branch
        ({"name": "Beratung am Markt", "organization": "Andere gGmbH", "phones": ["115"], "doors": []}, False),
        ({"name": "Schuldnerberatung", "organization": "Andere", "phones": ["115"],
          "doors": [EntryDoor("d", street="Weg 2", district="07111")]}, False),
    ],
)  # fmt: skip
def test_candidates(
    engine: Engine,
    load: Callable[..., Any],
    make: dict[str, Callable[..., Entry]],
    changes: dict[str, Any],
    found: bool,
) -> None:
    load([make["debt"](), make["debt"](**SAME | changes), make["hotline"]()])
    with session(engine) as current:
        pairs = candidates(load_records(current))
    assert bool(pairs) is found
    if found:
        assert pairs[0][0] < pairs[0][1]
        assert 80 <= pairs[0][2] <= 100
