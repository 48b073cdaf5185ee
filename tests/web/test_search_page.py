"""The search page: what goes into an address, what never does, and the ways on from there."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

SENSITIVE = [
    "mein Mann schlägt mich",
    "ich will nicht mehr leben",
    "schwanger Koblenz",
    "Alkohol Koblenz",
    "Duldung Schulden Koblenz",
    "ich bin 25 Schulden Koblenz",
    "ohne Papiere",
]


def _pairs(location: str) -> set[tuple[str, str]]:
    return set(parse_qsl(urlsplit(location).query))


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("Schulden Koblenz arabisch", {("want", "debt"), ("near", "Koblenz"), ("language", "ar")}),
        ("Jugendmigrationsdienst Mainz", {("want", "jmd"), ("near", "Mainz")}),
        ("", set()),
    ],
)
def test_a_harmless_line_becomes_an_address_of_codes(
    client: FlaskClient, line: str, pairs: set[tuple[str, str]]
) -> None:
    response = client.post("/de/search", data={"q": line})
    assert response.status_code == 303
    assert response.headers["Location"].startswith("/de/search")
    assert _pairs(response.headers["Location"]) == pairs
    assert response.headers["Cache-Control"] == "no-store"
    assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize("line", SENSITIVE)
def test_a_sensitive_line_is_answered_at_once_and_kept_nowhere(client: FlaskClient, line: str) -> None:
    response = client.post("/de/search", data={"q": line})
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
    assert 'content="noindex"' in response.text
    for address in re.findall(r'(?:href|action)="(/[^"]*)"', response.text):
        assert line.split()[0].lower() not in address.lower()
        assert "q=" not in address and "age=" not in address and "status=" not in address


def test_a_posted_page_leads_on_by_posting(client: FlaskClient) -> None:
    page = client.post("/de/search", data={"q": "Jugendmigrationsdienst wegen Schule ohne Papiere"}).text
    tongue = re.search(r'<form class="step" method="post" action="/en/search">(.*?)</form>', page)
    assert tongue is not None and 'name="q"' in tongue[1], "the other language posts again"
    assert '<form method="post" action="/de/search">' in page, "so do the filters"


def test_a_link_to_share_holds_codes_only(client: FlaskClient) -> None:
    page = client.post("/de/search", data={"q": "Duldung Schulden Koblenz"}).text
    share = re.search(r'class="share"><a href="([^"]+)"', page)
    assert share is not None
    query = share[1].replace("&amp;", "&")
    assert query.startswith("http://localhost/de/search?")
    assert ("want", "debt") in _pairs(query) and not {name for name, _ in _pairs(query)} & {"q", "age", "status"}


def test_a_link_with_codes_leads_on_by_links(client: FlaskClient) -> None:
    page = client.get("/de/search?kind=jmd&page=2").text
    assert "30 Angebote gefunden" in page and "Seite 2 von 2" in page
    assert 'href="/de/search?kind=jmd">' in page, "back to page one"
    assert 'href="/en/search?kind=jmd&amp;page=2"' in page
    assert 'href="/de/search" aria-label="' in page, "without the kind"


def test_parts_can_be_taken_away_one_by_one(client: FlaskClient) -> None:
    page = client.get("/de/search?want=debt&near=Koblenz&language=ar").text
    links = re.findall(r'<a class="part" href="([^"]+)"', page)
    assert [_pairs(link.replace("&amp;", "&")) for link in links] == [
        {("language", "ar"), ("near", "Koblenz")},
        {("want", "debt"), ("near", "Koblenz")},
        {("want", "debt"), ("language", "ar")},
    ]


def test_the_field_says_again_what_a_link_asks(client: FlaskClient) -> None:
    page = client.get("/de/search?want=debt&near=Koblenz&language=ar").text
    field = re.search(r'<input id="q"[^>]*value="([^"]*)"', page)
    assert field is not None and "Koblenz" in field[1] and "Arabisch" in field[1]


def _headings(page: str) -> list[tuple[str, str]]:
    """Level and text of what stands after the line of the total."""
    found = re.findall(r"<h([1-3])[^>]*>(?:<a [^>]*>)?(.*?)(?:</a>)?</h", page[page.index("<h1") :], re.DOTALL)
    return [(level, text) for level, text in found if text != "Gesucht als"]


def test_with_a_place_the_list_says_who_is_responsible(client: FlaskClient) -> None:
    headings = _headings(client.get("/de/search?want=debt&near=Koblenz").text)
    assert headings[:3] == [
        ("1", headings[0][1]), ("2", "Zuständig für Koblenz"), ("3", "Schuldnerberatung Beispielverein"),
    ]  # fmt: skip
    assert {level for level, _ in headings[2:]} <= {"2", "3"}


@pytest.mark.parametrize("number", ["1", "2"])
def test_every_page_of_the_list_says_how_its_services_stand_to_the_place(client: FlaskClient, number: str) -> None:
    page = client.get(f"/de/search?kind=jmd&near=Koblenz&page={number}").text
    assert ("2", "Nicht für Koblenz zuständig: bitte nachfragen") in _headings(page)
    assert page.count("Nicht für Koblenz zuständig") == 1, "said once, not with every service"
    start = re.findall(r'<ol class="items" start="(\d+)">', page)
    assert start[0] == ("1" if number == "1" else "21")


def test_without_a_place_there_are_no_tiers(client: FlaskClient) -> None:
    page = client.get("/de/search?kind=jmd").text
    assert {level for level, _ in _headings(page)[1:]} == {"2"} and 'class="tier' not in page
    assert 'data-focus=""' in page


def test_the_map_opens_on_the_place(client: FlaskClient) -> None:
    focus = re.search(r'data-focus="([^"]+)"', client.get("/de/search?want=debt&near=Koblenz").text)
    assert focus is not None
    south, west, north, east = map(float, focus[1].split())
    assert 50.2 < south <= north < 50.5 and 7.4 < west <= east < 7.8


def test_a_page_past_the_end_is_empty_and_leads_back(client: FlaskClient) -> None:
    response = client.get("/de/search?kind=jmd&page=99")
    assert response.status_code == 200
    assert "Zurück" in response.text and not re.search(r'id="s\d', response.text)


def test_a_crisis_is_answered_above_everything(client: FlaskClient) -> None:
    page = client.post("/en/search", data={"q": "my husband beats me"}).text
    assert page.index('href="tel:116016"') < page.index("<h1")
    assert "Leave this page quickly" in page


def test_an_ambiguous_place_is_asked_back(client: FlaskClient) -> None:
    page = client.post("/de/search", data={"q": "Schulden Neustadt"}).text
    assert "Welcher Ort ist gemeint?" in page and "Neustadt (Wied)" in page


def test_nothing_found_is_said_kindly(client: FlaskClient) -> None:
    page = client.get("/de/search?district=07340&kind=return").text
    assert "Alle Angebote ansehen" in page or "Angebot" in page


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "{{7*7}}", "' OR 1=1 --", "</script><b>x"])
def test_what_is_typed_comes_back_as_text(client: FlaskClient, text: str) -> None:
    for response in (client.get("/de/search", query_string={"q": text}), client.post("/de/search", data={"q": text})):
        assert response.status_code in (200, 303)
        assert "<script>alert" not in response.text and "<b>x" not in response.text and ">49<" not in response.text


def test_pins_cannot_break_out_of_their_script(client: FlaskClient) -> None:
    page = client.get("/de/search?kind=jmd").text
    island = re.search(r'<script type="application/json" id="pins">(.*?)</script>', page)
    assert island is not None and "<" not in island[1]


def test_empty_fields_of_a_form_leave_the_address(client: FlaskClient) -> None:
    response = client.get("/de/search?kind=debt&topic=&language=&district=&open_now=")
    assert response.status_code == 303 and response.headers["Location"] == "/de/search?kind=debt"


def test_filters_show_counts_and_keep_what_was_asked(client: FlaskClient) -> None:
    page = client.get("/de/search?want=debt&near=Koblenz").text
    form = re.search(r'<form method="get" action="/de/search">(.*?)</form>', page, re.DOTALL)
    assert form is not None
    assert '<input type="hidden" name="want" value="debt">' in form[1]
    assert '<input type="hidden" name="near" value="Koblenz">' in form[1]
    assert 'name="kind" value="debt"' in form[1] and '<span class="count">1</span>' in form[1]


def test_a_line_that_nobody_understands_is_told_first(client: FlaskClient) -> None:
    """In the heading, but not in the title, which the browser's history keeps."""
    page = client.post("/de/search", data={"q": "xyzzyqwert"}).text
    assert "<h1>Nichts gefunden zu: xyzzyqwert</h1>" in page
    title = re.search("<title>(.*?)</title>", page)
    assert title and "xyzzyqwert" not in title[1] and "Angebot" in title[1]
    understood = client.post("/de/search", data={"q": "Schulden xyzzyqwert"}).text
    assert not re.search("<h1>Nichts gefunden", understood)
