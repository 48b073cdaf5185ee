"""Headers of every answer: security, caching, packing, hosts; and that nothing typed is logged."""

from __future__ import annotations

import gzip
import logging
import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from finder.web.headers import CSP
from finder.web.site import KEY

ANSWERS = ["/", "/de/", "/de/search?kind=debt", "/de/nowhere", "/api/search", "/api/nowhere", "/healthz"]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_is_armoured_and_sets_no_cookie(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == CSP
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Permissions-Policy"].startswith("geolocation=(self)")
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/de/", "/de/search?kind=debt", "/de/data", "/api/search?kind=debt"])
def test_a_page_that_did_not_change_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and again.data == b""
    assert first.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/de/", "/api/search"])
def test_text_is_packed_for_whoever_can_unpack_it(client: FlaskClient, path: str) -> None:
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == client.get(path).data
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_static_files_may_be_kept_for_ever(client: FlaskClient) -> None:
    page = client.get("/de/search").text
    names = set(re.findall(r'["\s](/static/[^"#\s]+)', page))
    assert any(name.endswith(".css") for name in names)
    for name in names:
        response = client.get(name)
        assert response.status_code == 200, name
        assert "immutable" in response.headers["Cache-Control"]
    assert client.get("/static/site.css").status_code == 404, "only by the hashed name"
    assert client.get("/static/../app.py").status_code == 404


def test_a_foreign_host_is_refused(web_app: Flask) -> None:
    before = web_app.config["TRUSTED_HOSTS"]
    web_app.config["TRUSTED_HOSTS"] = ["lotse.example"]
    try:
        client = web_app.test_client()
        assert client.get("/de/", headers={"Host": "evil.example"}).status_code == 400
        assert client.get("/de/", headers={"Host": "lotse.example"}).status_code == 200
    finally:
        web_app.config["TRUSTED_HOSTS"] = before


def test_a_fault_of_ours_is_logged_without_what_was_typed(web_app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError("quoting: " + "".join(["Geheim", "nis"]))

    before = web_app.extensions[KEY]
    web_app.extensions[KEY] = replace(before, service=Broken())
    try:
        with caplog.at_level(logging.DEBUG):
            client = web_app.test_client()
            page = client.post("/de/search", data={"q": "mein Geheimnis"})
            answer = client.get("/api/search?q=mein+Geheimnis")
    finally:
        web_app.extensions[KEY] = before
    assert page.status_code == 500 and "Da ist bei uns etwas schiefgegangen" in page.text
    assert answer.status_code == 500 and answer.json is not None and answer.json["error"]["code"] == "internal"
    assert "RuntimeError" in caplog.text and "Geheimnis" not in caplog.text
