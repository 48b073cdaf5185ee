"""The pages through the front door: what stands on them, and what must not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from finder.web.site import KEY, Site
from geo.maps import DISTRICT_MAP_ID

PAGES = [
    "/",
    "/de/",
    "/en/",
    "/de/search",
    "/en/search",
    "/de/district/07111",
    "/en/district/07137",
    "/de/districts",
    "/en/districts",
    "/de/data",
    "/en/data",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_with_one_heading_and_its_language(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.text.count("<h1") == 1
    language = "en" if path.startswith("/en") else "de"
    assert f'<html lang="{language}" dir="ltr">' in response.text
    assert response.headers["Content-Language"] == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-AT,en;q=0.5", "de"),
        ("en-US", "en"),
        ("uk-UA,ru;q=0.9", "uk"),
        ("ku,tr;q=0.9,en;q=0.8", "en"),
        ("fa-AF", "fa"),
        ("ku,tr;q=0.8", "de"),
        ("", "de"),
        ("*", "de"),
        ("en;q=0,de;q=0.1", "de"),
        (";;;q=,,,", "de"),
    ],
)
def test_the_start_speaks_the_browsers_language(client: FlaskClient, header: str, language: str) -> None:
    response = client.get("/", headers={"Accept-Language": header})
    assert f'<html lang="{language}"' in response.text
    assert 'href="/de/"' in response.text and 'href="/en/"' in response.text
    assert "Accept-Language" in response.headers["Vary"]


def test_a_service_shows_what_is_known_and_what_is_not(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['debt']}").text
    for expected in (
        'href="tel:+4926197370"', "Stand: Oktober 2025", "Bitte vorher anrufen", "Montag", "Sprechstunde Mayen",
        "Sprechstunde an einem anderen Ort", "Arabisch", "example.com", "/report",
    ):  # fmt: skip
        assert expected in page, expected
    silent = client.get(f"/de/service/{ids['silent']}").text
    assert "Telefon, E-Mail und Internetseite sind uns nicht bekannt." in silent
    assert "Stand unbekannt" in silent
    assert ids["guide"] in silent, "whom to call instead"
    assert "Bitte vorher anrufen" not in silent, "there is nothing to call"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("certificate", "Hier gibt es keinen Beratungsschein"),
        ("office", "§ 87 AufenthG"),
        ("women", "Seite schnell verlassen"),
        ("guide", "Von uns angenommen, die Quelle nennt sie nicht."),
        ("chat", "Ganz Rheinland-Pfalz"),
    ],
)
def test_what_must_be_said_is_said(client: FlaskClient, ids: dict[str, str], name: str, sentence: str) -> None:
    assert sentence in client.get(f"/de/service/{ids[name]}").text


def test_a_merged_service_is_moved_for_good(client: FlaskClient, ids: dict[str, str]) -> None:
    response = client.get(f"/en/service/{ids['debt-old']}")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/en/service/{ids['debt']}"


def test_names_are_text_never_markup(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['guide']}").text
    assert "<b>Koblenz</b>" not in page
    assert "&lt;b&gt;Koblenz&lt;/b&gt; &amp; &#34;Partner&#34;" in page


def test_german_parts_of_english_pages_say_so(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/en/service/{ids['debt']}").text
    assert '<h1 lang="de" dir="ltr">Schuldnerberatung Beispielverein</h1>' in page
    assert "debt" in page.lower() and "As of October 2025" in page


@pytest.mark.parametrize("path", ["/de/", "/de/search", "/de/data", "/de/district/07111"])
def test_every_number_is_isolated_from_the_direction_of_the_text(client: FlaskClient, path: str) -> None:
    for link in re.findall(r'<a [^>]*href="tel:[^"]+"[^>]*>(.*?)</a>', client.get(path).text, re.DOTALL):
        assert '<bdi dir="ltr">' in link


def test_the_district_page_tells_not_known_from_not_there(client: FlaskClient) -> None:
    page = client.get("/de/district/07111").text
    assert "Schuldnerberatung Beispielverein" in page
    assert "Vielleicht gibt es trotzdem eine." in page
    assert 'href="/de/district/07137"' in page, "a neighbour"
    mayen = client.get("/de/district/07137").text
    assert "Schuldnerberatung Beispielverein" in mayen, "counselling hours there count"


def test_all_districts_stand_by_name_with_what_is_known(client: FlaskClient) -> None:
    page = client.get("/de/districts").text
    rows = re.findall(r'<li data-district="(\d{5})" data-label="([^"]+)" data-level="(\w+)">', page)
    assert len(rows) == 36 and ("07315", "30", "4") in rows and ("07340", "?", "unknown") in rows
    assert page.index(">Landkreis Ahrweiler<") < page.index(">Mainz<") < page.index(">Zweibrücken<")
    assert "uns nicht bekannt" in page and "20 oder mehr Angebote bekannt" in page
    for start in ("/de/", "/de/district/07111", "/de/search"):
        assert 'href="/de/districts"' in client.get(start).text, start


def test_the_map_of_districts_comes_in_files_of_our_own(client: FlaskClient) -> None:
    page = client.get("/de/districts").text
    script = re.search(r'data-scripts="[^"]*(/map/[^" ]+\.js)', page)
    style = re.search(r'href="(/map/[^"]+\.css)"', page)
    assert script and style and f'id="{DISTRICT_MAP_ID}"' in page and "style=" not in page
    for address, kind in ((script[1], "text/javascript"), (style[1], "text/css")):
        answer = client.get(address)
        assert answer.status_code == 200 and answer.mimetype == kind
        assert "immutable" in answer.headers["Cache-Control"] and answer.data == client.get(address).data
    assert f'"{DISTRICT_MAP_ID}"' in client.get(script[1]).text, "drawn into the page's element"
    assert client.get("/map/districts.0000000000.js").status_code == 404


def test_sensitive_kinds_leave_no_address_behind(client: FlaskClient) -> None:
    home = client.get("/de/").text
    assert "kind=debt" in home
    for kind in ("addiction", "pregnancy", "women"):
        assert f"kind={kind}" not in home
        assert f'name="kind" value="{kind}"' in home


def test_the_data_page_counts_and_credits(client: FlaskClient) -> None:
    page = client.get("/de/data").text
    assert "GeoBasis-DE / BKG" in page and "OpenStreetMap" in page and "GeoNames" in page
    assert "Wir kennen 37 Angebote." in page


@pytest.mark.parametrize(
    "address",
    [
        "https://www.openstreetmap.org/copyright",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "https://www.geonames.org/",
        "https://creativecommons.org/licenses/by/4.0/deed.de",
        "https://www.govdata.de/dl-de/by-2-0",
        "https://www.gesetze-im-internet.de/geonutzv/",
    ],
)
def test_sources_are_credited_with_links_to_them_and_their_terms(client: FlaskClient, address: str) -> None:
    assert f'<a href="{address}" rel="noreferrer">' in client.get("/de/data").text


@pytest.mark.parametrize("mail", ["", "hinweise@example.org"])
def test_errors_are_told_by_a_form_and_by_mail_where_there_is_an_address(
    web_app: Flask, ids: dict[str, str], mail: str
) -> None:
    before: Site = web_app.extensions[KEY]
    web_app.extensions[KEY] = replace(before, report_mail=mail)
    try:
        client = web_app.test_client()
        assert f'href="/de/service/{ids["debt"]}/report"' in client.get(f"/de/service/{ids['debt']}").text
        assert ("mailto:hinweise@example.org" in client.get(f"/de/service/{ids['debt']}/report").text) is bool(mail)
    finally:
        web_app.extensions[KEY] = before
