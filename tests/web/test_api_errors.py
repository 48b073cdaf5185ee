"""Everything that can be wrong with a question to the API: one status, one shape, one named field, never a 5xx."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
LISTS = ("kind", "topic", "want", "language", "district", "status")
ODD: list[Any] = [{}, {"a": 1}, [{}], [[]], [["x"]], [None]]


def _is_refusal(response: TestResponse, status: int, field: str | None = None, code: str | None = None) -> None:
    assert response.status_code == status, response.text[:200]
    assert response.json is not None and set(response.json) == {"error"}
    error = response.json["error"]
    assert set(error) == {"code", "message", "field"}
    assert error["code"] == (code or error["code"]) != "" and error["message"] and error["field"] == field
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, value) for name in (*LISTS, "q", "ui") for value in (5, 0, 1.5, True, [1], ["mfd", 1], *ODD)),
        *((name, value) for name in LISTS for value in ("nope", "\ud800", "mfd debt", ["mfd", "nope"])),
        *((name, value) for name in ("near", "radius_km", "open_now", "age", "page", "per_page") for value in ODD),
        *((name, value) for name in ("page", "per_page") for value in (0, -1, 1.5, True + 0.5, "x", "1e3", 10**10)),
        *(("age", value) for value in (-1, 121, 1.5, "soon", "1990-13-01", "3000-01-01")),
        *(("near", value) for value in ("Entenhausen", "91,200", "0,0", 5, "x" * 501, "\ud800", "1,2,3")),
        *(("radius_km", value) for value in (5, 0, -5, "abc", 501)),
        *(("open_now", value) for value in (2, "maybe", 1.5)),
        ("q", "x" * 501),
        ("per_page", 101),
    ],
)
def test_each_wrong_value_in_json_is_named(client: FlaskClient, name: str, value: object) -> None:
    response = client.post("/api/search", data=json.dumps({name: value}), content_type=JSON)
    _is_refusal(response, 400, name)


@pytest.mark.parametrize(
    "body",
    [
        {"q": None, "kind": None, "age": None, "page": None, "open_now": None},
        {"q": "Schulden", "kind": ["debt", "mfd"], "near": 56068, "radius_km": 10.5},
        {"age": 30, "page": 1, "per_page": 5, "open_now": True},
        {"age": "1990-05-01", "status": "duldung", "page": "1", "open_now": 0},
        {"kind": [], "q": []},
        {"q": "\ud800 Schulden"},
        {"unknown": {"a": [1]}, "\ud800": 5, "": None},
        {},
    ],
)
def test_each_right_value_in_json_is_taken(client: FlaskClient, body: dict[str, object]) -> None:
    assert client.post("/api/search", data=json.dumps(body), content_type=JSON).status_code == 200


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"", JSON, 400, "bad_json"),
        (b"null", JSON, 400, "bad_json"),
        (b"5", JSON, 400, "bad_json"),
        (b"[]", JSON, 400, "bad_json"),
        (b'{"q": "x"', JSON, 400, "bad_json"),
        (b"q=Schulden", JSON, 400, "bad_json"),
        (b"\xff\xfe{", JSON, 400, "bad_json"),
        (b"[" * 50_000, JSON, 400, "bad_json"),
        (b'{"q":' * 10_000, JSON, 400, "bad_json"),
        (b'{"page": ' + b"9" * 5_000 + b"}", JSON, 400, "bad_json"),
        (b'{"q": "x"}', "text/plain", 415, "unsupported_media_type"),
        (b'{"q": "x"}', "application/jsonp", 415, "unsupported_media_type"),
        (b"q: x", "application/yaml", 415, "unsupported_media_type"),
        (b"x" * 70_000, JSON, 413, "too_large"),
        (b"q=" + b"x" * 70_000, FORM, 413, "too_large"),
    ],
)
def test_each_wrong_body_is_refused(client: FlaskClient, body: bytes, kind: str, status: int, code: str) -> None:
    _is_refusal(client.post("/api/search", data=body, content_type=kind), status, code=code)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api", 404),
        ("get", "/api/", 404),
        ("get", "/api/search/1", 404),
        ("post", "/api/nowhere", 404),
        ("put", "/api/search", 405),
        ("delete", "/api/search", 405),
        ("patch", "/api/search", 405),
        ("post", "/api/suggest", 405),
        ("trace", "/api/search", 405),
    ],
)
def test_each_wrong_way_is_refused(client: FlaskClient, method: str, path: str, status: int) -> None:
    response = client.open(path, method=method.upper())
    _is_refusal(response, status)
    assert status != 405 or response.headers["Allow"]


@pytest.mark.parametrize("name", ["page", "per_page", "age"])
def test_a_form_is_held_to_the_same(client: FlaskClient, name: str) -> None:
    _is_refusal(client.post("/api/search", data={name: "x"}), 400, name)
    _is_refusal(client.post("/api/search", data={name: "x"}, content_type="multipart/form-data"), 400, name)
