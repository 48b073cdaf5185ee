"""A map background from another host: off by default, one host and pictures only where an operator sets it."""

from __future__ import annotations

import threading

import pytest
from playwright.sync_api import Browser, Route
from werkzeug.serving import make_server

from finder.service import Service
from finder.settings import load_settings
from finder.web.app import make_app
from finder.web.headers import CSP
from finder.web.tiles import tiles
from geo.errors import NotConfigured

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>'
URL = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("url", "credit"),
    [
        ("http://tiles.example.org/{z}/{x}/{y}.png", "©"),
        ("https://tiles.example.org/", "©"),
        ("https://tiles.example.org;script-src/{z}/{x}/{y}", "©"),
        (URL, ""),
    ],
)
def test_what_would_not_work_is_refused_at_start(url: str, credit: str) -> None:
    with pytest.raises(NotConfigured):
        tiles(url, credit)


def test_off_by_default(service: Service) -> None:
    client = make_app(service, load_settings({})).test_client()
    response = client.get("/de/search")
    assert response.headers["Content-Security-Policy"] == CSP
    assert "data-tiles=" not in response.text and "Kartenhintergrund" not in response.text


def test_where_set_the_button_names_the_host_and_only_pictures_may_come(service: Service) -> None:
    client = make_app(service, load_settings({"TILES_URL": URL, "TILES_CREDIT": "© Example"})).test_client()
    response = client.get("/de/search")
    assert "Kartenhintergrund laden (von tiles.example.org)" in response.text and "© Example" in response.text
    policy = response.headers["Content-Security-Policy"]
    assert policy.count("tiles.example.org") == 1
    assert "img-src 'self' data: https://tiles.example.org;" in policy


def test_nothing_is_asked_of_the_host_before_the_click(service: Service, browser: Browser) -> None:
    app = make_app(service, load_settings({"TILES_URL": URL, "TILES_CREDIT": "© Example"}))
    running = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []

    def tile(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=PICTURE, content_type="image/svg+xml")

    page.route("https://tiles.example.org/**", tile)
    page.goto(f"http://127.0.0.1:{running.server_port}/de/search?kind=jmd")
    page.locator(".outline").first.wait_for(state="attached")
    assert asked == [] and not page.locator("[data-tiles-credit]").is_visible()
    page.get_by_role("button", name="Kartenhintergrund laden").click()
    page.locator(".leaflet-tile-loaded").first.wait_for(state="attached")
    assert asked and page.locator("[data-tiles-credit]").is_visible()
    page.close()
    running.shutdown()
    running.server_close()
