"""Answers of /api/next over the real registry, as other programs see them: what stands in tests/web/golden/next stays.

Accept a change that is meant as in ``test_golden``: ``LOTSE_WRITE_GOLDEN=1``, and read the difference.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

GOLDEN = Path(__file__).resolve().parent / "golden" / "next"
QUESTIONS: dict[str, dict[str, str]] = {
    "mfd-debt-koblenz": {"kind": "mfd", "topic": "debt", "near": "Koblenz"},
    "payment-order-mainz": {"situation": "payment-order", "near": "Mainz"},
    "recognised-trier-english": {"situation": "recognised", "near": "Trier", "ui": "en"},
    "turned-27-landau": {"situation": "turned-27", "near": "Landau in der Pfalz"},
}
STABLE = ("id", "name", "serves_place")


def _stable(answer: dict[str, Any]) -> dict[str, Any]:
    """All but what may grow better unnoticed: distances, ages and the wording of services."""
    steps = [
        {**step, "services": [{name: service[name] for name in STABLE} for service in step["services"]]}
        for step in answer["steps"]
    ]
    place = {name: answer["place"][name] for name in ("label", "districts")}
    return {**answer, "place": place, "steps": steps}


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_the_one_on_file(
    real: FlaskClient, name: str, is_on_file: Callable[[Path, object], None]
) -> None:
    answer = real.get("/api/next", query_string=QUESTIONS[name]).json
    assert answer is not None
    is_on_file(GOLDEN / f"{name}.json", _stable(answer))


def test_no_file_without_a_question() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(QUESTIONS)
