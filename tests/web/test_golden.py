"""Answers of the API over the real registry, as other programs see them: what stands in tests/web/golden must stay.

When the registry or the ranking changes on purpose: ``LOTSE_WRITE_GOLDEN=1 .venv/bin/pytest tests/web/test_golden.py``
writes the files anew; the difference is what a review looks at.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

GOLDEN = Path(__file__).resolve().parent / "golden"
QUESTIONS: dict[str, dict[str, Any]] = {
    "debt-mainz": {"q": "Schuldnerberatung Mainz"},
    "addiction-trier": {"q": "Suchtberatung Trier"},
    "youth-landau": {"q": "Jugendmigrationsdienst Landau"},
    "adults-by-postcode": {"q": "MBE 67655"},
    "asylum-near-in-arabic": {"kind": ["asylum"], "near": "Koblenz", "language": ["ar"], "ui": "en"},
    "duldung-thirty": {"q": "Hilfe mit Briefen", "near": "Kaiserslautern (Stadt)", "age": 30, "status": "duldung"},
}
FIRST = 8
# Not the distances, ages and wording: these may grow better without anybody's program noticing.
STABLE = ("id", "name", "kinds", "district", "serves_place", "eligibility")


def _stable(answer: dict[str, Any]) -> dict[str, Any]:
    understood = {name: value for name, value in answer["understood"].items() if name != "ask"}
    if place := understood["place"]:
        understood["place"] = {name: place[name] for name in ("label", "district", "districts")}
    results = [{name: result[name] for name in STABLE} for result in answer["results"]]
    return {"understood": understood, "crisis": [line["phone"] for line in answer["crisis"]], "results": results}


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_the_one_on_file(
    real: FlaskClient, name: str, is_on_file: Callable[[Path, object], None]
) -> None:
    answer = real.post("/api/search", json={**QUESTIONS[name], "per_page": FIRST}).json
    assert answer is not None
    is_on_file(GOLDEN / f"{name}.json", _stable(answer))


def test_no_file_without_a_question() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(QUESTIONS)
