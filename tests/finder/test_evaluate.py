"""The rule of success, reason by reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from finder.search.evaluate import evaluate, read_queries
from geo.errors import BadInput

LINE = {"q": "Schulden Mainz", "lang": "de", "kinds": ["debt"], "topic": "debt", "place": "07315", "speaks": ["fa"],
        "crisis": False, "note": ""}  # fmt: skip


def result(**changes: Any) -> dict[str, Any]:
    return {"kind": "debt", "kinds": ["debt"], "topics": [], "district": "07315", "serves_place": "other"} | changes


def answer(*results: dict[str, Any], **changes: Any) -> dict[str, Any]:
    understood = {"place": {"label": "Mainz", "district": "07315", "districts": ["07315"]}, "languages": ["prs"]}
    return {"results": list(results), "understood": understood, "crisis": []} | changes


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (answer(result()), None),
        (answer(result(kinds=["mfd"], topics=["debt"])), None),
        (answer(*[result(kinds=["mfd"])] * 2, result()), None),
        (answer(*[result(kinds=["mfd"])] * 3, result()), "none of debt"),
        (answer(), "nothing"),
        (answer(result(), crisis=[{"phone": "110"}]), "false alarm"),
        (answer(result(district="07111")), "elsewhere"),
        (answer(result(district="07111", serves_place="responsible")), None),
        (answer(result(), understood={"place": None, "languages": ["fa"]}), "place 07315"),
        (answer(result(), understood={"place": {"label": "?", "district": None, "districts": ["07111", "07315"]},
                                      "languages": ["fa"]}), None),
        (answer(result(), understood=answer()["understood"] | {"languages": []}), "wish for fa"),
    ],
)  # fmt: skip
def test_reasons(given: dict[str, Any], reason: str | None) -> None:
    report = evaluate([json.dumps(LINE)], lambda q, lang: given, lambda kinds, district: True)
    assert report.success == (0 if reason else 1)
    assert not reason or reason in report.misses[0].reasons[0]


def test_success_by_language() -> None:
    lines = [json.dumps(LINE | {"lang": lang}) for lang in ("de", "de", "uk")]
    report = evaluate(lines, lambda q, lang: answer(result()) if lang == "de" else answer())
    assert (report.of("de"), report.of("uk"), round(report.success, 2)) == (1, 0, 0.67)


def test_a_crisis_that_was_missed() -> None:
    line = json.dumps(LINE | {"crisis": True})
    assert evaluate([line], lambda q, lang: answer(result())).misses[0].reasons == ("no crisis box",)


@pytest.mark.parametrize("line", ["{", "[]", '{"q": "x"}'])
def test_broken_lines_are_named(line: str) -> None:
    with pytest.raises(BadInput, match="Line 2"):
        list(read_queries(["", line]))
