"""Completing the line while it is typed: the interface, and the field in a real browser."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser


def test_the_interface_completes_and_keeps_nothing(client: FlaskClient) -> None:
    answer = client.get("/api/suggest", query_string={"q": "schulden kobl", "ui": "de"})
    assert {"type": "place", "label": "Koblenz", "q": "schulden Koblenz", "code": "07111000"} in answer.json[
        "suggestions"
    ]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("line", ["", "\x00", "<script>", "a" * 500, "🦊", "%", "..", "' OR 1=1"])
def test_any_line_gets_an_answer(client: FlaskClient, line: str) -> None:
    answer = client.get("/api/suggest", query_string={"q": line, "ui": "xx-Nope"})
    assert answer.status_code == 200
    assert isinstance(answer.json["suggestions"], list)


def test_a_line_too_long_is_refused_in_the_one_shape(client: FlaskClient) -> None:
    answer = client.get("/api/suggest", query_string={"q": "a" * 501})
    assert answer.status_code == 400
    assert answer.json["error"]["field"] == "q"


def test_the_field_offers_completions_and_sends_only_the_last_words(browser: Browser, server: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/suggest" in request.url else None)
    page.goto(f"{server}/de/")
    with page.expect_response("**/api/suggest?**"):
        page.locator("#q").press_sequentially("mein geheimnis schulden kobl", delay=5)
    option = page.locator("#q-suggestions option[value='mein geheimnis schulden Koblenz']")
    option.wait_for(state="attached")
    assert asked
    assert not [url for url in asked if "geheimnis" in url and "kobl" in url]
    page.close()
