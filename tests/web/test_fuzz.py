"""Whatever is typed: no fault of ours, and it comes back as text."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# What people type, what machines send, and what breaks programs.
PARTS = st.sampled_from(
    ["Schulden", "Mainz", "67655", "Kreis", "мама", "ديون", "كوبلنز", "27", "mein Mann schlägt mich", "\x00", "\u202e",
     "\u200f", "\u2066", "\ufeff", "\ud7ff", "😀", "İ", "ß", "ﬁ", "\u0301",
     "'", '"', "<script>", "</script>", "{{7*7}}",
     "%00", "&amp;", "\\", "\r\n", "*", "~", "^", "AND", "NOT", "(", "[", "x" * 300]
)  # fmt: skip
LINES = st.one_of(st.text(max_size=700), st.lists(PARTS, max_size=30).map(" ".join), st.lists(PARTS).map("".join))
BYTES = st.binary(max_size=200)
SHORT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _spoken(page: str) -> str:
    """The page without what its own templates say in tags."""
    return re.sub(r"<script (?:src|type)=[^>]*>", "", page)


@SHORT
@given(line=LINES)
def test_any_line_asked_of_the_interface(web_app: Flask, line: str) -> None:
    answer = web_app.test_client().get("/api/search", query_string={"q": line})
    assert answer.status_code in (200, 400) and answer.json is not None
    assert answer.status_code == 400 or answer.json["query"] == line.replace("\x00", " ").strip()


@SHORT
@given(line=BYTES)
def test_any_bytes_asked_of_the_interface(web_app: Flask, line: bytes) -> None:
    answer = web_app.test_client().get(f"/api/search?q={quote_from_bytes(line)}&near={quote_from_bytes(line[:20])}")
    assert answer.status_code in (200, 400)


@SHORT
@given(line=LINES)
def test_any_line_posted_to_the_page(web_app: Flask, line: str) -> None:
    answer = web_app.test_client().post("/de/search", data={"q": line})
    assert answer.status_code in (200, 303, 400)
    if answer.status_code == 303:
        assert re.fullmatch(r"/de/search(\?[\w=&%.+~*-]*)?", answer.headers["Location"])
        return
    assert "<script>" not in _spoken(answer.text) and "{{" not in re.sub(r"\{\{7\*7\}\}", "", answer.text)
    field = re.search(r'<input id="q"[^>]* value="([^"]*)"', answer.text)
    typed = line.replace("\x00", " ").strip()
    # A browser sends line breaks as CRLF, and a page may be read with any.
    shown = unescape(field[1]).splitlines() if field else []
    same = [part.strip() for part in shown] == [part.strip() for part in typed.splitlines()]
    assert same or answer.status_code == 400


@SHORT
@given(line=BYTES)
def test_any_bytes_posted_to_the_page(web_app: Flask, line: bytes) -> None:
    body, form = f"q={quote_from_bytes(line)}", "application/x-www-form-urlencoded"
    assert web_app.test_client().post("/en/search", data=body, content_type=form).status_code in (200, 303, 400)
    assert web_app.test_client().post("/api/search", data=line, content_type="application/json").status_code < 500


@SHORT
@given(path=st.text(max_size=60))
def test_any_address(web_app: Flask, path: str) -> None:
    for start in ("/", "/de/", "/de/service/", "/de/district/", "/static/", "/map/", "/api/"):
        answer = web_app.test_client().get(start + quote_from_bytes(path.encode()))
        assert answer.status_code < 500


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f"])
def test_signs_of_direction_stay_inside_the_field(web_app: Flask, sign: str) -> None:
    """A sign that turns the text around must not turn the page around."""
    page = web_app.test_client().post("/de/search", data={"q": f"{sign}Duldung xyz"}).text
    outside = re.sub(r'<input id="q"[^>]*>|<input type="hidden"[^>]*>|<bdi>.*?</bdi>', "", page)
    assert sign not in outside
