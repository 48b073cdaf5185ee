"""The gap atlas: three states that never blur, the same in page, map and table, light, and usable by everyone."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from directory.coverage import table
from directory.vocabulary import kinds
from finder.service import Service
from finder.settings import load_settings
from finder.web.app import make_app
from geo.districts import districts

CELL = re.compile(r"<td(?: class=\"(\w+)\")?>([^<]*)</td>")


def rows_of(page: str) -> dict[str, list[tuple[str, str]]]:
    """District key -> (class, text) of each cell of the large table."""
    body = page.split('aria-labelledby="coverage-title"')[1].split("<tbody>")[1].split("</tbody>")[0]
    return {re.findall(r"/district/(\d{5})", row)[0]: CELL.findall(row) for row in body.split("</tr>") if "<td" in row}


def near_of(page: str, key: str) -> str:
    """The row of one district in the table beside the map."""
    return page.split(f'data-district="{key}"')[1].split("</tr>")[0]


def test_three_states_that_never_blur(client: FlaskClient) -> None:
    assert set(rows_of(client.get("/de/atlas").text)["07340"]) == {("not_known", "?")}
    page = client.get("/de/atlas?kind=return").text
    cells = dict(zip(kinds(), rows_of(page)["07137"], strict=True))
    assert cells["return"] == ("confirmed_none", "0")
    assert cells["addiction"] == ("not_known", "?")
    assert dict(zip(kinds(), rows_of(page)["07111"], strict=True))["debt"][0] == ""
    assert 'data-label="0" data-level="none"' in page and "Beispielverband e. V." in page and "November 2026" in page
    assert "bestätigt, dass es dort keines gibt" in near_of(page, "07137")
    assert "uns nicht bekannt" in near_of(page, "07111") and "bestätigt" not in near_of(page, "07111")


def test_a_known_service_outweighs_a_statement(client: FlaskClient) -> None:
    page = client.get("/de/atlas?kind=jmd").text
    assert dict(zip(kinds(), rows_of(page)["07315"], strict=True))["jmd"][0] == ""
    assert "Brief vom 2. November" not in page
    # Nor does a language that none of them speaks turn it into "none".
    spoken = client.get("/de/atlas?kind=jmd&language=ti").text
    assert dict(zip(kinds(), rows_of(spoken)["07315"], strict=True))["jmd"] == ("not_known", "?")


def test_a_language_leaves_only_who_speaks_it(client: FlaskClient) -> None:
    page = client.get("/de/atlas?language=ar").text
    spoken = [cell for row in rows_of(page).values() for cell in row if not cell[0]]
    assert (
        0
        < len(spoken)
        < len([cell for row in rows_of(client.get("/de/atlas").text).values() for cell in row if not cell[0]])
    )
    assert "Arabisch" in near_of(page, "07111")


@pytest.mark.parametrize("language", ["", "ar"])
def test_page_and_table_tell_the_same(client: FlaskClient, language: str) -> None:
    found = list(csv.DictReader(io.StringIO(client.get(f"/atlas.csv?language={language}").text)))
    shown = rows_of(client.get("/de/atlas" + (f"?language={language}" if language else "")).text)
    assert len(found) == 36 * 15
    signs = {"not_known": "?", "confirmed_none": "0"}
    assert {(row["kind"], row["district"]): signs.get(row["state"], row["known"]) for row in found} == {
        (kind, key): text for key, cells in shown.items() for kind, (_, text) in zip(kinds(), cells, strict=True)
    }


def test_an_empty_choice_is_no_other_address_and_a_wrong_one_is_said(client: FlaskClient) -> None:
    answer = client.get("/de/atlas?kind=&language=ar")
    assert (answer.status_code, answer.location) == (303, "/de/atlas?language=ar")
    for path in ("/de/atlas?kind=nope", "/de/atlas?language=nope", "/atlas.csv?language=nope"):
        assert client.get(path).status_code == 400


@pytest.mark.parametrize("path", ["/de/data", "/de/districts"])
def test_other_pages_lead_there(client: FlaskClient, path: str) -> None:
    assert 'href="/de/atlas"' in client.get(path).text


def test_all_540_cells_of_the_real_registry_in_under_100_kb(service: Service) -> None:
    real = make_app(service, load_settings({})).test_client()
    answer = real.get("/de/atlas", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200 and len(answer.data) < 100_000
    shown, found = rows_of(real.get("/de/atlas").text), table(service.records).cells
    assert {key: len(cells) for key, cells in shown.items()} == dict.fromkeys(districts(), 15)
    for key, cells in shown.items():
        for kind, (state, text) in zip(kinds(), cells, strict=True):
            cell = found[kind, key]
            assert (state or "known", text) == (cell.state, str(cell.known) if cell.known else text)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_in_a_browser(browser: Browser, server: str, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, faults = context.new_page(), list[str]()
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("request", lambda asked: None if asked.url.startswith((server, "data:")) else faults.append(asked.url))
    page.goto(f"{server}/de/atlas")
    page.select_option("#a-kind", "return")
    page.click("text=Anwenden")
    page.wait_for_url(f"{server}/de/atlas?kind=return")
    page.locator("#map-box").scroll_into_view_if_needed()
    drawn = page.locator(".map path.lotse-level-none")
    drawn.wait_for(state="attached")
    page.wait_for_function("() => window.lotseMap")
    assert "atlas-none" in drawn.evaluate("shape => getComputedStyle(shape).fill")
    expect(page.locator(".map path.lotse-level")).to_have_count(36)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    assert faults == []
    context.close()
