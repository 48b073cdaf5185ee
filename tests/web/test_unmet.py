"""Unmet searches: which are counted, that nothing else is, and that no search ever waits for the database."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect
from sqlalchemy import delete, event

from directory.database import session, writing
from directory.models import UnmetSearch
from directory.unmet import add, counted
from finder.web.site import KEY

Cells = dict[tuple[str, str], int]


@pytest.fixture(autouse=True)
def _clean(web_app: Flask) -> Iterator[None]:
    site = web_app.extensions[KEY]
    site.unmet.flush()
    with writing(site.service.engine) as db:
        db.execute(delete(UnmetSearch))
    yield
    site.unmet.flush()


def cells(app: Flask) -> Cells:
    """What the database holds, by code and code, once everything is written."""
    site = app.extensions[KEY]
    assert site.unmet.flush()
    with session(site.service.engine) as db:
        found = counted(db)
    assert {quarter for quarter, *_ in found} <= {"2026-Q4"}
    return {(first, second): searches for (_, _, first, second), searches in found.items()}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        # No debt counselling serves Mainz in this registry.
        ({"q": "Schuldnerberatung Mainz"}, {("07315", "debt"): 1}),
        ({"q": "Schulden Mainz"}, {("07315", "debt"): 1}),
        ({"want": "debt", "near": "Mainz"}, {("07315", "debt"): 1}),
        ({"kind": "debt", "district": "07315"}, {("07315", "debt"): 1}),
        ({"kind": ["debt", "return"], "near": "Mainz"}, {("07315", "debt"): 1, ("07315", "return"): 1}),
        # Somebody is there.
        ({"q": "Schuldnerberatung Koblenz"}, {}),
        ({"kind": "jmd", "near": "Mainz"}, {}),
        # Kinds that neighbours may use: Koblenz borders on Mayen-Koblenz, Mainz on neither.
        ({"kind": "volunteer", "near": "Mayen"}, {}),
        ({"kind": "volunteer", "near": "Mainz"}, {("07315", "volunteer"): 1}),
        # A language that nobody of the kind is known to speak; German is none.
        ({"q": "Schuldnerberatung Koblenz Arabisch"}, {}),
        ({"q": "Schuldnerberatung Koblenz Tigrinya"}, {("debt", "ti"): 1}),
        ({"kind": "debt", "language": "de", "near": "Koblenz"}, {}),
        ({"kind": "debt", "language": ["uk", "ar"]}, {("debt", "uk"): 1}),
        ({"kind": "debt", "language": "ar", "near": "Mainz"}, {("07315", "debt"): 1, ("debt", "ar"): 1}),
        # Not clear which kind, or where.
        ({"q": "Mainz"}, {}),
        ({"q": "zzxxqq Mainz"}, {}),
        ({"q": "Schuldnerberatung"}, {}),
        ({"q": "Schuldnerberatung Frankfurt am Main"}, {}),
        # The same search again, further down.
        ({"kind": "debt", "near": "Mainz", "page": "2"}, {}),
        # Sensitive: violence, addiction, pregnancy, status, age, a position.
        ({"q": "mein Mann schlägt mich Mainz"}, {}),
        ({"q": "Suchtberatung Mainz"}, {}),
        ({"kind": "pregnancy", "near": "Mainz"}, {}),
        ({"kind": "debt", "near": "Mainz", "status": "duldung"}, {}),
        ({"kind": "debt", "near": "Mainz", "age": "30"}, {}),
        ({"kind": "debt", "near": "49.99,8.25"}, {}),
    ],
)
@pytest.mark.parametrize("path", ["/de/search", "/uk/search", "/api/search"])
def test_what_is_counted(
    client: FlaskClient, web_app: Flask, path: str, asked: dict[str, str | list[str]], expected: Cells
) -> None:
    assert client.post(path, data=asked).status_code in (200, 303)
    assert cells(web_app) == expected


def test_json_counts_as_a_form_does_and_addresses_never(client: FlaskClient, web_app: Flask) -> None:
    assert client.post("/api/search", json={"kind": "debt", "near": "Mainz"}).status_code == 200
    for path in ("/de/search?kind=debt&near=Mainz", "/api/search?kind=debt&near=Mainz", "/embed?kind=debt"):
        assert client.get(path).status_code == 200
    # The page that a posted search is sent on to is no second search.
    client.post("/de/search", data={"q": "Schuldnerberatung Mainz"}, follow_redirects=True)
    assert cells(web_app) == {("07315", "debt"): 2}


def test_bad_input_counts_nothing(client: FlaskClient, web_app: Flask) -> None:
    for data in ({"kind": "nope", "near": "Mainz"}, {"kind": "debt", "near": "Mainz", "age": "x"}):
        assert client.post("/api/search", data=data).status_code == 400
    assert cells(web_app) == {}


def test_a_locked_database_neither_stops_a_search_nor_loses_it(client: FlaskClient, web_app: Flask) -> None:
    site = web_app.extensions[KEY]
    engine = site.service.engine
    hurried = lambda connection, *_: connection.execute("PRAGMA busy_timeout=20")  # noqa: E731
    with writing(engine) as db:
        db.execute(delete(UnmetSearch))
        event.listen(engine, "checkout", hurried)
        for _ in range(3):
            assert client.post("/de/search", data={"q": "Schuldnerberatung Mainz"}).status_code == 303
        assert site.unmet.flush() is False, "said, and tried again later"
        event.remove(engine, "checkout", hurried)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=5000")
    assert cells(web_app) == {("07315", "debt"): 3}


def test_the_atlas_shows_five_or_more(client: FlaskClient, web_app: Flask) -> None:
    engine = web_app.extensions[KEY].service.engine
    with writing(engine) as db:
        add(db, {
            ("2026-Q3", "district_kind", "07315", "debt"): 12, ("2026-Q3", "district_kind", "07137", "debt"): 4,
            ("2026-Q4", "district_kind", "07315", "debt"): 13, ("2026-Q3", "kind_language", "debt", "ti"): 6,
            ("2026-Q3", "kind_language", "mfd", "so"): 3,
        })  # fmt: skip
    told = {("2026-Q4", "Mainz", "10+"), ("2026-Q3", "Mainz", "12"), ("2026-Q3", "Tigrinya", "6")}
    page = client.get("/de/atlas").text.split('id="unmet"')[1]
    row = r"<tr><td><bdi[^>]*>([^<]*)</bdi></td><th[^>]*>([^<]*)</th><td>[^<]*</td><td><bdi[^>]*>([^<]*)</bdi>"
    assert set(re.findall(row, page)) == told
    assert "keine Menschen" in page and "unter 5" in page
    found = list(csv.DictReader(io.StringIO(client.get("/unmet.csv").text)))
    assert {(r["quarter"], r["district"] + r["language"], r["searches"]) for r in found} == {
        ("2026-Q4", "07315", "10"), ("2026-Q3", "07315", "12"), ("2026-Q3", "ti", "6")
    }  # fmt: skip
    assert "Tigrinya" not in client.get("/de/atlas?kind=mfd").text.split('id="unmet"')[1]
    of_language = client.get("/de/atlas?language=ar").text.split('id="unmet"')[1]
    assert re.findall(row, of_language) == [], "nobody counted a language in a district"


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_in_a_browser(browser: Browser, server: str, web_app: Flask, width: int, scheme: Any) -> None:
    with writing(web_app.extensions[KEY].service.engine) as db:
        add(db, {("2026-Q4", "district_kind", "07315", "debt"): 9, ("2026-Q4", "kind_language", "debt", "ti"): 9})
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{server}/de/atlas")
    expect(page.locator("table.unmet")).to_have_count(2)
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_without_numbers_there_is_no_table(client: FlaskClient) -> None:
    page = client.get("/de/atlas").text.split('id="unmet"')[1]
    assert "<table" not in page and "/unmet.csv" not in page
    assert client.get("/unmet.csv").text.count("\n") == 1
