"""Maps: nothing from a foreign host, nothing of a name taken for markup, the same bytes twice."""

from __future__ import annotations

import json
import re

import folium
import pytest
from folium.plugins import MarkerCluster

from geo.districts import districts
from geo.maps import (
    DISTRICT_MAP_ID,
    DistrictShade,
    MapPoint,
    district_map,
    district_map_version,
    leaflet_files,
    safe_href,
    standalone_map,
)  # fmt: skip

HOSTILE = '</script><script>alert(1)</script> & "Ärzte" <img src=x onerror=alert(2)> ${title}'
POINTS = [
    MapPoint(50.3594, 7.5978, HOSTILE, "javascript:alert(3)", (HOSTILE,)),
    MapPoint(49.98, 8.27, "Beratung", "https://example.org/a", ("Zeile",), approximate=True, count=3),
    MapPoint(49.98, 8.27, "Zweite Beratung", "/de/service/1", (), approximate=True),
    MapPoint(49.44, 7.77, "Dritte"),
]
URLS = {name: f"/static/{name}" for name in leaflet_files()}
# What a browser fetches: attributes of tags, and addresses in stylesheets.
LOADS = re.compile(r"""<[^>]+\s(?:src|href|srcset|action)\s*=|@import|url\(\s*["']?(?!data:|#)""")


@pytest.fixture(scope="module")
def page() -> str:
    return standalone_map(POINTS, f"Karte {HOSTILE}", "© Quelle <b>")


def data_of(page: str) -> list[dict[str, object]]:
    """The points as they stand in the script."""
    found = re.search(r'_add\((\{"features": \[\{.*?"entries".*?\})\);', page)
    assert found
    features: list[dict[str, object]] = json.loads(found.group(1))["features"]
    return features


def test_it_asks_no_host(page: str) -> None:
    markup = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not LOADS.search(markup)
    assert "default-src 'none'" in markup
    for host in ("cdn.", "jsdelivr", "cloudflare", "jquery", "bootstrap", "openstreetmap", "unpkg"):
        assert host not in markup
    assert set(re.findall(r"https?://([\w.-]+)", page)) <= {"www.w3.org", "leafletjs.com", "example.org"}


def test_hostile_names_stay_text(page: str) -> None:
    assert page.count("<script") == page.count("</script>") == 1
    assert "<img" not in page
    assert "javascript:alert" not in page
    assert "<title>Karte &lt;/script&gt;" in page
    assert "© Quelle &lt;b&gt;" in page


def test_points_on_one_spot_are_one_marker(page: str) -> None:
    spots = data_of(page)
    assert len(spots) == 3
    group = next(spot["properties"] for spot in spots if spot["geometry"]["coordinates"] == [8.27, 49.98])  # type: ignore[index]
    assert (group["count"], group["approximate"], len(group["entries"])) == (4, True, 2)
    assert group["title"] == "Beratung (+1) (ungefähre Lage)"


def test_zooming_stays_allowed(page: str) -> None:
    viewport = re.findall(r'<meta name="viewport" content="([^"]*)"', page)
    assert viewport == ["width=device-width, initial-scale=1"]


def test_the_same_map_gives_the_same_bytes(page: str) -> None:
    assert page == standalone_map(POINTS, f"Karte {HOSTILE}", "© Quelle <b>")


def test_many_points_stay_one_layer() -> None:
    many = [MapPoint(49 + i % 100 / 60, 7 + i // 100 / 100, f"Dienst {i}") for i in range(3000)]
    assert len(standalone_map(many, "Viele", "")) < 1_500_000


def test_no_points_are_a_map_too() -> None:
    assert 'class="folium-map"' in standalone_map([], "Leer", "")


def test_our_links_leave_folium_as_it_is(page: str) -> None:
    assert folium.Map.default_js[0][1].startswith("https://")
    assert MarkerCluster.default_js[0][1].startswith("https://")


def test_district_map_comes_in_parts() -> None:
    shades = [DistrictShade(key, n % 5, (HOSTILE,), f"/de/district/{key}") for n, key in enumerate(districts())]
    parts = district_map(shades[:30], URLS)
    assert parts == district_map(shades[:30], URLS)
    assert parts.css_links == ("/static/leaflet.css",)
    assert parts.script_links == ("/static/leaflet.js",)
    assert re.fullmatch(r'<div class="folium-map" id="map_\w+" ></div>', parts.html)
    assert "html, body" not in parts.style
    assert "lotse-level-unknown" in parts.script
    assert "</script" not in parts.script
    assert "/de/district/07111" in parts.script
    assert not re.search(r"https?://", parts.script + parts.style)


def test_a_page_may_link_a_district_map_before_it_is_drawn() -> None:
    parts = district_map([], URLS)
    assert f'id="{DISTRICT_MAP_ID}"' in parts.html
    assert district_map_version() == district_map_version() != ""
    assert 'zoomControl": false' in parts.script, "the page brings buttons in its own language"


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("https://example.org", "https://example.org"),
        ("/de/service/1", "/de/service/1"),
        ("service/1?x=a:b", "service/1?x=a:b"),
        ("tel:+49261", "tel:+49261"),
        ("javascript:alert(1)", None),
        (" java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//evil.example", None),
        ("\\\\evil.example", None),
        ("", None),
        (None, None),
    ],
)
def test_safe_links(href: str | None, safe: str | None) -> None:
    assert safe_href(href) == safe


def test_leaflet_comes_from_the_installed_packages() -> None:
    found = leaflet_files()
    assert {"leaflet.js", "leaflet.css", "leaflet.markercluster.js", "MarkerCluster.css", "images/layers.png"} <= set(
        found
    )
    assert all(path.is_file() for path in found.values())
