"""Answers of the API over the real registry, as other programs see them: what stands in tests/web/golden must stay.

When the registry or the ranking changes on purpose: ``LOTSE_WRITE_GOLDEN=1 .venv/bin/pytest tests/web/test_golden.py``
writes the files anew; the difference is what a review looks at.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from finder.service import Service
from finder.settings import load_settings
from finder.web.app import make_app

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


@pytest.fixture(scope="module")
def real(service: Service) -> FlaskClient:
    return make_app(service, load_settings({})).test_client()


def _stable(answer: dict[str, Any]) -> dict[str, Any]:
    understood = {name: value for name, value in answer["understood"].items() if name != "ask"}
    if place := understood["place"]:
        understood["place"] = {name: place[name] for name in ("label", "district", "districts")}
    results = [{name: result[name] for name in STABLE} for result in answer["results"]]
    return {"understood": understood, "crisis": [line["phone"] for line in answer["crisis"]], "results": results}


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_the_one_on_file(real: FlaskClient, name: str) -> None:
    answer = real.post("/api/search", json={**QUESTIONS[name], "per_page": FIRST}).json
    assert answer is not None
    path = GOLDEN / f"{name}.json"
    if os.environ.get("LOTSE_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(_stable(answer), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert _stable(answer) == json.loads(path.read_text(encoding="utf-8")), f"see {__name__} for how to accept a change"


def test_no_file_without_a_question() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(QUESTIONS)
