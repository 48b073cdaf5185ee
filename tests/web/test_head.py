"""What search engines, previews and other programs learn of the pages, and which pages they are asked to leave out."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from finder.service import Service
from finder.web.languages import LANGUAGES
from finder.web.linked_data import linked_data
from geo.districts import districts

KEPT = ["/de/", "/de/districts", "/de/district/07111", "/de/data", "/de/crisis", "/de/imprint", "/de/search?kind=debt"]
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def facts(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    loaded: dict[str, object] = json.loads(found[1])
    return loaded


@pytest.mark.parametrize("path", KEPT)
def test_a_kept_page_names_its_address_and_its_other_languages(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert f'<link rel="canonical" href="http://localhost{path.replace("&", "&amp;")}">' in page
    tags = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="http://localhost/', page)
    assert sorted(tags) == sorted([*LANGUAGES, "x-default"])
    assert re.search(r'<meta name="description" content="[^"]{20,}">', page)
    assert re.search(r'<meta property="og:image" content="http://localhost/static/preview\.\w+\.png">', page)


def test_the_start_page_leaves_the_choice_to_whom_we_have_no_language_for(client: FlaskClient) -> None:
    assert '<link rel="alternate" hreflang="x-default" href="http://localhost/">' in client.get("/en/").text
    assert 'hreflang="x-default" href="http://localhost/de/data"' in client.get("/en/data").text


@pytest.mark.parametrize(
    "data", [{"q": "mein Mann schlägt mich"}, {"q": "Schulden", "age": "30"}, {"q": "gibtesnichtxyz"}]
)
def test_a_posted_page_tells_nobody_anything(client: FlaskClient, data: dict[str, str]) -> None:
    response = client.post("/de/search", data=data)
    assert response.status_code == 200
    for tag in ("canonical", "hreflang", "og:", "ld+json"):
        assert tag not in response.text
    assert '<meta name="robots" content="noindex">' in response.text


@pytest.mark.parametrize("path", ["/de/search?kind=debt", "/embed", "/de/embed", "/api/search", "/de/nowhere"])
def test_pages_that_belong_in_no_search_engine_say_so(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.headers["X-Robots-Tag"] == "noindex"
    if response.mimetype == "text/html":
        assert '<meta name="robots" content="noindex">' in response.text


@pytest.mark.parametrize("path", ["/", *KEPT[:-1]])
def test_other_pages_may_be_found(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert "X-Robots-Tag" not in response.headers and 'name="robots"' not in response.text


def test_a_service_says_what_is_known_of_it_and_no_more(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['debt']}").text
    said = facts(page)
    assert said["@type"] == "Service" and said["url"] == f"http://localhost/de/service/{ids['debt']}"
    assert "openingHours" not in page.partition("ld+json")[2].partition("</script>")[0], "old hours would look true"
    assert facts(client.get(f"/de/service/{ids['office']}").text)["@type"] == "GovernmentService"
    assert "null" not in json.dumps(said) and '""' not in json.dumps(said)


def test_the_start_page_is_a_web_site(client: FlaskClient) -> None:
    said = facts(client.get("/en/").text)
    assert (said["@type"], said["inLanguage"], said["url"]) == ("WebSite", "en", "http://localhost/en/")


def test_facts_cannot_end_their_script() -> None:
    written = linked_data({"name": "</script><script>alert(1)</script> & <!--"}, "https://example.org/")
    assert "<" not in written and "&" not in written
    assert json.loads(written)["name"] == "</script><script>alert(1)</script> & <!--"


def test_robots_are_shown_the_way(client: FlaskClient) -> None:
    response = client.get("/robots.txt")
    assert response.mimetype == "text/plain"
    assert "Sitemap: http://localhost/sitemap.xml" in response.text and "Disallow: /\n" not in response.text


def test_the_sitemaps_hold_every_page_in_every_language(client: FlaskClient, ids: dict[str, str]) -> None:
    index = ElementTree.fromstring(client.get("/sitemap.xml").data)  # noqa: S314 - our own answer
    places = [place.text or "" for place in index.findall("s:sitemap/s:loc", SITEMAP)]
    assert len(places) == len(LANGUAGES)
    for code, place in zip(LANGUAGES, places, strict=True):
        response = client.get(place.removeprefix("http://localhost"), headers={"Accept-Encoding": "gzip"})
        assert response.headers["Content-Encoding"] == "gzip"
        _check(client.get(place.removeprefix("http://localhost")).data, code, ids)


def _check(body: bytes, code: str, ids: dict[str, str]) -> None:
    urls = ElementTree.fromstring(body).findall("s:url", SITEMAP)  # noqa: S314 - our own answer
    found = {url.findtext("s:loc", "", SITEMAP) for url in urls}
    assert len(found) == len(urls)
    assert f"http://localhost/{code}/service/{ids['debt']}" in found
    assert {f"http://localhost/{code}/district/{key}" for key in districts()} <= found
    assert not [url for url in found if "/search" in url or "/embed" in url]
    assert all(len(url.findall("x:link", SITEMAP)) == len(LANGUAGES) + 1 for url in urls)


@pytest.mark.parametrize("path", ["/sitemap-de-0.xml", "/sitemap-de-99.xml", "/sitemap-xx-1.xml"])
def test_there_is_no_other_sitemap(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_every_page_of_a_sitemap_is_there(client: FlaskClient) -> None:
    urls = ElementTree.fromstring(client.get("/sitemap-de-1.xml").data)  # noqa: S314 - our own answer
    for place in urls.findall("s:url/s:loc", SITEMAP):
        assert client.get((place.text or "").removeprefix("http://localhost")).status_code == 200, place.text


@pytest.mark.parametrize("path", ["/de/districts", "/de/atlas", "/de/data", "/de/network", "/de/crisis"])
def test_what_a_page_is_about_is_its_own(client: FlaskClient, path: str) -> None:
    said = re.compile(r'<meta name="description" content="([^"]+)">')
    own, home = (said.search(client.get(where).text) for where in (path, "/de/"))
    assert own and home and own[1] != home[1] and ".." not in own[1]


@pytest.mark.parametrize(("umbrella", "told"), [("Caritas", True), ("kommunal", False), ("Bund", False)])
def test_a_sector_is_no_organization(real: FlaskClient, service: Service, umbrella: str, told: bool) -> None:
    record = next(each for each in service.records if each.umbrella == umbrella)
    provider = facts(real.get(f"/de/service/{record.id}").text)["provider"]
    assert isinstance(provider, dict) and ("parentOrganization" in provider) is told
