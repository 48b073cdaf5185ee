"""A map background from another host: off by default, one host and pictures only where an operator sets it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Route, expect
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from finder.service import Service
from finder.settings import load_settings
from finder.web.app import make_app
from finder.web.headers import CSP
from finder.web.tiles import tiles
from geo.errors import NotConfigured

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645"
    "400000000049454e44ae426082"
)
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


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """One grey point for the whole world, as an operator's own archive."""
    file = tmp_path / "rlp.pmtiles"
    with file.open("wb") as stream:
        writer = Writer(stream)
        writer.write_tile(zxy_to_tileid(0, 0, 0), PNG)
        writer.finalize({"tile_type": TileType.PNG, "tile_compression": Compression.NONE, **WORLD}, {})
    return file


WORLD = dict.fromkeys(("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7", "center_lon_e7", "center_lat_e7"), 0)


def test_an_archive_of_ones_own_asks_no_other_host(service: Service, archive: Path) -> None:
    client = make_app(service, load_settings({"TILES_FILE": archive, "TILES_CREDIT": "© Example"})).test_client()
    page = client.get("/de/search")
    assert page.headers["Content-Security-Policy"] == CSP
    assert 'data-tiles="/tiles/{z}/{x}/{y}"' in page.text and "© Example" in page.text
    picture = client.get("/tiles/0/0/0")
    assert (picture.status_code, picture.mimetype, picture.data) == (200, "image/png", PNG)
    for beyond in ("/tiles/1/0/0", "/tiles/0/1/0", "/tiles/99/0/0", "/tiles/1/99999999999999999999/0"):
        assert client.get(beyond).status_code == 404


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"PMTiles\x02" + bytes(120)])
def test_a_file_that_is_no_archive_is_refused_at_start(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.pmtiles").write_bytes(content)
    for name in ("broken.pmtiles", "missing.pmtiles"):
        with pytest.raises(NotConfigured, match="kein lesbares"):
            tiles("", "© Example", str(tmp_path / name))


def test_nothing_is_asked_of_the_host_before_the_click(
    service: Service, browser: Browser, serve: Callable[[Flask], AbstractContextManager[str]]
) -> None:
    app = make_app(service, load_settings({"TILES_URL": URL, "TILES_CREDIT": "© Example"}))
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []

    def tile(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=PICTURE, content_type="image/svg+xml")

    page.route("https://tiles.example.org/**", tile)
    with serve(app) as url:
        page.goto(f"{url}/de/search?kind=jmd")
        page.locator(".outline").first.wait_for(state="attached")
        expect(page.locator("[data-tiles-credit]")).to_be_hidden()
        assert asked == []
        page.get_by_role("button", name="Kartenhintergrund laden").click()
        page.locator(".leaflet-tile-loaded").first.wait_for(state="attached")
        expect(page.locator("[data-tiles-credit]")).to_be_visible()
        # All of them, so that none is asked for while the page closes.
        expect(page.locator(".leaflet-tile:not(.leaflet-tile-loaded)")).to_have_count(0)
        assert asked
        page.close()
