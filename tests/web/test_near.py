"""Near me: a position is rounded, stands in no address, no link and no cache, and is called by its district."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from finder.web.position import rounded

KOBLENZ = "50.35691,7.58904"


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        (KOBLENZ, "50.36,7.59"),
        (" 50.3569 , 7.5890 ", "50.36,7.59"),
        ("50,7", "50.00,7.00"),
        ("Koblenz", None),
        ("56068", None),
        ("50.3569", None),
        ("50.3569,7.5890,1", None),
        ("", None),
    ],
)
def test_a_position_is_rounded_to_about_a_kilometre(near: str, expected: str | None) -> None:
    assert rounded(near) == expected


def test_a_position_is_answered_at_once_and_kept_nowhere(client: FlaskClient) -> None:
    response = client.post("/de/search", data={"near": KOBLENZ, "want": "debt"})
    assert response.status_code == 200 and "Location" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    assert 'content="noindex"' in response.text
    assert "50.3569" not in response.text, "no finer than it was rounded"
    for address in re.findall(r'(?:href|action|content)="([^"]*)"', response.text):
        assert "50.36" not in address


def test_the_page_leads_on_by_posting_the_position_again(client: FlaskClient) -> None:
    page = client.post("/de/search", data={"near": KOBLENZ, "want": "debt"}).text
    tongue = re.search(r'<form class="step" method="post" action="/en/search">(.*?)</form>', page)
    assert tongue is not None and 'name="near" value="50.36,7.59"' in tongue[1]


def test_sentences_name_the_district(client: FlaskClient) -> None:
    page = client.post("/de/search", data={"near": KOBLENZ, "want": "debt"}).text
    assert "Zuständig für Koblenz" in page and "Ihr Standort: Koblenz" in page
    assert "km entfernt" in client.post("/de/search", data={"near": KOBLENZ, "kind": "jmd"}).text
    english = client.post("/en/search", data={"near": KOBLENZ, "want": "debt"}).text
    assert "Your position: Koblenz" in english


def test_the_link_to_share_says_the_district_and_never_where(client: FlaskClient) -> None:
    page = client.post("/de/search", data={"near": KOBLENZ, "want": "debt", "radius_km": "20"}).text
    shared = [urlsplit(link.replace("&amp;", "&")) for link in re.findall(r'href="(http://localhost[^"]+)"', page)]
    queries = [dict(parse_qsl(link.query)) for link in shared if link.path == "/de/search"]
    assert queries == [{"want": "debt", "district": "07111"}]


def test_a_position_in_an_address_is_not_handed_on(client: FlaskClient) -> None:
    response = client.get(f"/de/search?near={KOBLENZ}&want=debt")
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    assert not re.findall(r'(?:href|action)="[^"]*50\.3', response.text)


@pytest.mark.parametrize(
    ("near", "status", "said"),
    [
        ("50.08,8.24", 200, "Ihr Standort liegt knapp außerhalb von Rheinland-Pfalz."),
        ("52.52,13.40", 400, "Diese Stelle liegt außerhalb von Rheinland-Pfalz."),
    ],
)
def test_outside_the_land_is_said(client: FlaskClient, near: str, status: int, said: str) -> None:
    response = client.post("/de/search", data={"near": near})
    assert response.status_code == status and said in response.text


@pytest.mark.parametrize("path", ["/de/", "/de/search", "/de/search?want=debt&near=Koblenz"])
def test_the_form_posts_and_carries_the_search_without_its_place(client: FlaskClient, path: str) -> None:
    form = re.search(r'<form class="near-me[^>]*>(.*?)</form>', client.get(path).text, re.DOTALL)
    assert form is not None and 'method="post"' in form[0] and 'value="Koblenz"' not in form[1]
    assert ('value="debt"' in form[1]) is ("debt" in path)
