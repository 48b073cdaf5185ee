"""The list for other sites: who may frame it, what it shows, and the page with the lines to copy."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from finder.service import Service
from finder.settings import load_settings
from finder.web.app import make_app
from finder.web.embed.parents import frame_ancestors
from geo.errors import NotConfigured


def test_any_site_may_frame_the_list_and_nothing_else(client: FlaskClient) -> None:
    framed = client.get("/embed?kind=debt").headers
    assert framed["Content-Security-Policy"].endswith("frame-ancestors *")
    assert framed["Cross-Origin-Resource-Policy"] == "cross-origin" and "Set-Cookie" not in framed
    for path in ("/de/", "/de/search?kind=debt", "/de/embed"):
        assert client.get(path).headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")


@pytest.mark.parametrize(
    ("setting", "sources"),
    [
        ("*", "*"),
        ("none", "'none'"),
        ("", "'none'"),
        ("https://caritas.example", "'self' https://caritas.example"),
        ("https://a.example, http://localhost:8080", "'self' https://a.example http://localhost:8080"),
        ("https://*.awo.example", "'self' https://*.awo.example"),
    ],
)
def test_an_operator_chooses_who_may_frame_it(setting: str, sources: str) -> None:
    assert frame_ancestors(setting) == sources


@pytest.mark.parametrize(
    "setting", ["caritas.example", "https://a.example/page", "* https://a.example", "x; script-src *"]
)
def test_other_words_are_no_parents(setting: str) -> None:
    with pytest.raises(NotConfigured):
        frame_ancestors(setting)


def test_where_frames_are_off_the_page_says_so(service: Service, tmp_path: Path) -> None:
    client = make_app(service, load_settings({"EMBED_PARENTS": "none", "STATE_DIR": tmp_path})).test_client()
    assert client.get("/embed").headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    page = client.get("/de/embed").text
    assert "erlaubt das zurzeit nicht" in page and "<iframe" not in page


def test_the_list_holds_few_services_and_leads_to_the_site(client: FlaskClient) -> None:
    page = client.get("/embed?kind=jmd&lang=de").text
    assert 0 < page.count('<li class="item">') <= 10
    for link in re.findall(r'<a [^>]*href="(?:/de/|http)[^>]*>', page):
        assert 'target="_blank" rel="noopener noreferrer"' in link, link
    assert 'href="/de/search?kind=jmd"' in page


@pytest.mark.parametrize(
    ("path", "accept", "lang"),
    [
        ("/embed", "en", "en"),
        ("/embed", "", "de"),
        ("/embed?lang=en", "de", "en"),
        ("/embed?lang=xx", "en", "en"),
        ("/embed/en", "de", "en"),
    ],
)
def test_the_language_is_chosen_or_the_browsers(client: FlaskClient, path: str, accept: str, lang: str) -> None:
    assert f'<html lang="{lang}"' in client.get(path, headers={"Accept-Language": accept}).text


def test_an_unknown_code_is_said_in_the_frame(client: FlaskClient) -> None:
    response = client.get("/embed?kind=nope&lang=de")
    assert response.status_code == 400 and "Diesen Wert kennen wir nicht." in response.text
    assert response.headers["Content-Security-Policy"].endswith("frame-ancestors *"), "or nobody could read it"


def test_nobody_keeps_a_list_about_violence(client: FlaskClient) -> None:
    assert client.get("/embed?kind=women").headers["Cache-Control"] == "no-store"
    assert client.get("/embed?kind=debt").headers["Cache-Control"] == "no-cache"


def test_the_snippet_is_what_was_chosen(client: FlaskClient) -> None:
    page = client.get("/de/embed?district=07111&kind=debt&tongue=en").text
    snippet = unescape(page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])
    source = unescape(re.findall(r'src="([^"]+)"', snippet)[0])
    assert source == "http://localhost/embed?kind=debt&district=07111&lang=en"
    assert client.get(source.removeprefix("http://localhost")).status_code == 200
    assert '<script src="http://localhost/embed.js" async></script>' in snippet
    assert "frame-src 'self'" in client.get("/de/embed").headers["Content-Security-Policy"]


@pytest.mark.parametrize("query", ["district=nope", "kind=%22%3E%3Cscript%3E", "tongue=xx"])
def test_what_is_no_code_counts_as_not_chosen(client: FlaskClient, query: str) -> None:
    page = client.get(f"/de/embed?{query}")
    assert page.status_code == 200 and 'src="/embed"' in page.text


def test_the_script_for_other_sites_may_be_loaded_by_them(client: FlaskClient) -> None:
    response = client.get("/embed.js")
    assert response.mimetype == "text/javascript" and "lotse:height" in response.text
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get("/embed.js", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
