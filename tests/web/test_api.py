"""/api/search as other programs rely on it: parameters, shapes, refusals."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

RESULT_FIELDS = {
    "id", "name", "organization", "kind", "kinds", "office", "topics", "languages", "district", "areas", "serves_place",
    "address", "lat", "lon", "position_precision", "distance_km", "phone", "email", "url", "hours", "open_state",
    "intake", "channels", "freshness", "as_of", "eligibility", "why",
}  # fmt: skip
FIELDS = {"query", "understood", "crisis", "total", "relaxed", "page", "per_page", "facets", "results"}


def test_the_shape_of_an_answer(client: FlaskClient) -> None:
    answer = client.get("/api/search?kind=debt&near=Koblenz").json
    assert answer is not None and set(answer) >= FIELDS
    assert set(answer["facets"]) == {"kind", "topic", "language", "district"}
    assert answer["results"] and set(answer["results"][0]) >= RESULT_FIELDS
    assert answer["understood"]["place"]["district"] == "07111"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=x", "page"),
        ("per_page=0", "per_page"),
        ("per_page=101", "per_page"),
        ("kind=nope", "kind"),
        ("topic=nope", "topic"),
        ("language=xx-nope", "language"),
        ("district=99999", "district"),
        ("near=Entenhausen", "near"),
        ("near=abc,def", "near"),
        ("near=91,200", "near"),
        ("near=0,0", "near"),
        ("radius_km=5", "radius_km"),
        ("near=Koblenz&radius_km=abc", "radius_km"),
        ("near=Koblenz&radius_km=-1", "radius_km"),
        ("open_now=maybe", "open_now"),
        ("age=30", "age"),
        ("status=duldung", "status"),
        ("q=" + "x" * 501, "q"),
        ("q=" + "x" * 10_000, "q"),
    ],
)
def test_bad_parameters_are_named(client: FlaskClient, query: str, field: str) -> None:
    response = client.get(f"/api/search?{query}")
    assert response.status_code == 400
    assert response.json is not None and set(response.json) == {"error"}
    error = response.json["error"]
    assert set(error) == {"code", "message", "field"} and error["field"] == field and error["code"] and error["message"]


@pytest.mark.parametrize(
    "query",
    ["", "q=", "q=%00", "q=a%00b", "unknown=1", "ui=xx", "ui=uk-UA", "page=99", "kind=debt&kind=mfd", "kind=debt,mfd",
     "near=50.36,7.6", "near=56068&radius_km=10", "open_now=1", "q=%F0%9F%8C%8A", "q=%FF%FE"],
)  # fmt: skip
def test_what_is_harmless_is_answered(client: FlaskClient, query: str) -> None:
    assert client.get(f"/api/search?{query}").status_code == 200


def test_without_any_wish_all_services_come_by_name(client: FlaskClient) -> None:
    answer = client.get("/api/search?per_page=100").json
    assert answer is not None and answer["total"] == 37
    assert answer["results"][0]["name"] == "Ausländerbehörde Beispiel"


def test_pages_do_not_overlap(client: FlaskClient) -> None:
    seen = [result["id"] for page in (1, 2, 3) for result in _results(client, f"kind=jmd&per_page=10&page={page}")]
    assert len(seen) == len(set(seen)) == 30
    assert _results(client, "kind=jmd&per_page=10&page=4") == []


def _results(client: FlaskClient, query: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/search?{query}").json
    assert answer is not None
    found: list[dict[str, Any]] = answer["results"]
    return found


@pytest.mark.parametrize(
    "body",
    [
        {"json": {"q": "Schulden", "near": "Koblenz", "age": 30, "status": "duldung"}},
        {"json": {"kind": ["debt", "mfd"], "open_now": False, "page": 1, "language": None}},
        {"data": {"q": "Schulden", "age": "1990-05-01"}},
        {"data": {"kind": ["debt", "mfd"]}},
        {},
    ],
)
def test_post_takes_form_and_json(client: FlaskClient, body: dict[str, Any]) -> None:
    response = client.post("/api/search", **body)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("ui", "word"), [("de", "Stelle"), ("en", "radius"), ("hy", "Ort"), ("en-GB", "radius")])
def test_messages_speak_the_language_asked_for(client: FlaskClient, ui: str, word: str) -> None:
    response = client.get(f"/api/search?ui={ui}&radius_km=5", headers={"Accept-Language": ui})
    assert response.json is not None
    assert word in response.json["error"]["message"] or ui == "de"


def test_page_and_interface_tell_the_same(client: FlaskClient) -> None:
    page = client.get("/de/search?kind=debt").text
    for result in _results(client, "kind=debt"):
        assert result["id"] in page and all(reason in page for reason in result["why"])
