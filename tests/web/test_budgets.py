"""Over the real registry: pages stay small, and a search asks the database nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from finder.search.query import SearchQuery
from finder.service import Service
from finder.settings import load_settings
from finder.web.app import make_app

SEARCHES = ["/de/search", "/de/search?kind=debt&near=Koblenz", "/en/search?topic=work&near=Mainz", "/de/search?page=7"]


@pytest.fixture(scope="module")
def real_app(service: Service) -> Flask:
    return make_app(service, load_settings({}))


@pytest.fixture
def real(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


@pytest.fixture
def queries(service: Service) -> Iterator[list[str]]:
    """Every statement sent to the database meanwhile."""
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(service.engine, "before_cursor_execute", note)
    yield seen
    event.remove(service.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", SEARCHES)
def test_a_page_of_results_weighs_less_than_12_kb_on_the_way(real: FlaskClient, path: str) -> None:
    response = real.get(path, headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200 and len(response.data) < 12_000


def _packed(real: FlaskClient, urls: set[str]) -> int:
    """Bytes on the way, all together."""
    return sum(len(real.get(url, headers={"Accept-Encoding": "gzip"}).data) for url in urls)


@pytest.mark.parametrize("path", ["/de/", "/de/search", "/en/search?topic=work&near=Mainz", "/de/district/07111"])
def test_the_first_view_stays_light(real: FlaskClient, path: str) -> None:
    """60 kB without the map, which a narrow screen fetches only when it is asked for; 150 kB with it."""
    page = real.get(path).text
    first = set(re.findall(r'(?:src|href)="(/(?:static|map)/[^"#]+)', page))
    later = set(re.findall(r"/(?:static|map)/[\w.-]+", "".join(re.findall(r'data-(?:scripts|ground)="([^"]+)"', page))))
    pictures = {url for url in first if url.endswith(".png")}
    assert _packed(real, {path} | first - pictures) < 60_000
    assert _packed(real, {path} | first | later - pictures) < 150_000


@pytest.mark.parametrize("path", SEARCHES)
def test_a_search_asks_the_database_nothing(real: FlaskClient, queries: list[str], path: str) -> None:
    real.get("/de/search")  # the look for a changed database, at most every two seconds
    queries.clear()
    real.get(path)
    assert queries == []


def test_pages_are_the_same_bytes_each_time(real: FlaskClient) -> None:
    for path in (*SEARCHES, "/de/", "/de/data", "/de/district/07111"):
        assert real.get(path).data == real.get(path).data


def test_every_real_service_and_district_has_a_page(real: FlaskClient, service: Service) -> None:
    for record in service.records:
        assert real.get(f"/de/service/{record.id}").status_code == 200, record.name
    for key in service.find(SearchQuery()).facets["district"]:
        assert real.get(f"/en/district/{key}").status_code == 200, key
