"""The service page as something to act on: sentences to say, the way there, the German original, a sheet of paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect


def test_german_sentences_stand_beside_those_of_the_page(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/en/service/{ids['debt']}").text
    assert '<details class="saying" open>' in page
    for german, own in (
        ("Meine Sprache ist Englisch.", "My language is English."),
        ("Ich brauche einen Termin bei der Schuldnerberatung.", "I need an appointment for debt advice."),
    ):
        assert f'<span class="german" lang="de" dir="ltr">{german}</span>' in page
        assert f'<span class="own">{own}</span>' in page


def test_a_german_page_says_it_once(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['debt']}").text
    assert '<details class="saying">' in page and 'class="own"' not in page
    assert "Meine Sprache ist" not in page and "Ich brauche einen Termin bei der Schuldnerberatung." in page
    assert "Diese Seite auf Deutsch" not in page


def test_the_german_page_is_one_tap_away(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/en/service/{ids['debt']}").text
    assert re.search(rf'<a href="/de/service/{ids["debt"]}" lang="de" dir="ltr">.*Diese Seite auf Deutsch', page)


def test_a_letter_holds_the_language_and_nothing_else(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/en/service/{ids['debt']}").text
    found = re.search(r'href="(mailto:schulden@example\.org\?[^"]+)"', page)
    assert found
    link = urlsplit(found[1].replace("&amp;", "&"))
    said = parse_qs(link.query)
    assert said["subject"] == ["Bitte um einen Termin / Request for an appointment"]
    german, own = said["body"][0].split("\r\n\r\n")
    assert german.startswith("Guten Tag. Ich spreche wenig Deutsch. Meine Sprache ist Englisch.")
    assert own.endswith("Please answer in simple German or in my language.")
    assert "%0A" in link.query and "+" not in link.query, "mail programs read a plus as a plus"


@pytest.mark.parametrize(("name", "said"), [("women", "Kann ich mit einer Frau sprechen?"), ("office", "bei Ihnen.")])
def test_the_kind_chooses_the_words(client: FlaskClient, ids: dict[str, str], name: str, said: str) -> None:
    assert said in client.get(f"/de/service/{ids[name]}").text


def test_who_knows_the_way_is_asked_for_it(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['silent']}").text
    assert "Ich suche diese Stelle: Begegnungscafé Stille. Wie kann ich sie erreichen?" in page


def test_the_way_is_shown_where_the_place_is_known(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['debt']}").text
    exact = '<a class="quiet" href="https://www.openstreetmap.org/directions?to=50.35940%2C7.59780" rel="noreferrer">'
    assert exact in page and 'href="geo:50.35940,7.59780?q=50.35940,7.59780"' in page
    assert "directions?to=Beispielgasse%202%2C%2056727%20Mayen" in page, "no exact position: by the address"
    assert page.count('href="geo:') == 1
    assert "openstreetmap.org" not in client.get(f"/de/service/{ids['guide']}").text, "only the town is known"


def test_ways_without_a_journey_come_first(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/de/service/{ids['debt']}").text
    assert page.index("<dt>Ohne Anreise</dt><dd>telefonisch") < page.index("<dt>Vor Ort</dt><dd>persönlich")


@pytest.fixture
def paper(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=server, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("name", ["debt", "guide", "silent", "certificate", "women", "office", "chat"])
def test_a_service_is_one_sheet(paper: Page, ids: dict[str, str], lang: str, name: str) -> None:
    paper.goto(f"/{lang}/service/{ids[name]}")
    assert _sheets(paper) == 1


@pytest.mark.parametrize("path", ["/de/search?kind=jmd", "/de/crisis", "/bg/crisis", "/de/district/07111"])
def test_other_pages_are_one_sheet_too(paper: Page, ids: dict[str, str], path: str) -> None:
    paper.goto(path.format(**ids))
    assert _sheets(paper) == 1


@pytest.mark.parametrize("path", ["/de/search?kind=jmd", "/de/service/{debt}"])
def test_the_picture_to_scan_is_on_the_paper(paper: Page, ids: dict[str, str], path: str) -> None:
    paper.set_viewport_size({"width": 320, "height": 300})
    paper.goto(path.format(**ids))
    printed = len(paper.pdf())
    paper.evaluate("document.querySelector('.qr').remove()")
    assert printed > len(paper.pdf()) + 500


def test_paper_says_where_it_came_from_and_when(paper: Page, ids: dict[str, str]) -> None:
    paper.emulate_media(media="print")
    paper.goto(f"/de/service/{ids['debt']}")
    expect(paper.get_by_text("Ausgedruckt am 19. November 2026")).to_be_visible()
    expect(paper.locator(".qr")).to_be_visible()
    expect(paper.locator(".sharing .address")).to_be_visible()
    for gone in (".tools", ".route", ".letter", ".open", ".second-button"):
        expect(paper.locator(gone).first).to_be_hidden()


def test_a_sensitive_list_leaves_no_address_on_paper(client: FlaskClient) -> None:
    page = client.post("/de/search", data={"kind": "women"}).text
    assert "Ausgedruckt am" in page and "qr.svg" not in page


def _sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))


def test_buttons_appear_only_where_the_browser_can_do_it(browser: Browser, server: str, ids: dict[str, str]) -> None:
    path = f"{server}/en/service/{ids['debt']}"
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(path)
    expect(page.locator("[data-speak]"), "no German voice on this device").to_be_hidden()
    page.locator("[data-copy=phrases]").click()
    page.get_by_text("Copied").first.wait_for()
    assert "Meine Sprache ist Englisch." in page.evaluate("navigator.clipboard.readText()")
    context.close()
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(path)
    expect(plain.get_by_text("Meine Sprache ist Englisch.").first).to_be_visible()
    for button in ("[data-copy]", "[data-share]", "[data-print]", "[data-speak]"):
        expect(plain.locator(button).first).to_be_hidden()
    plain.context.close()


def test_the_number_is_the_largest_thing(browser: Browser, server: str, ids: dict[str, str]) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{server}/de/service/{ids['debt']}")
    size = "[parseFloat(getComputedStyle(e).fontSize), e.closest('.best-way') !== null]"
    sizes = page.evaluate(f"[...document.querySelectorAll('main *')].map((e) => {size})")
    largest = max(sizes)[0]
    assert all(number for height, number in sizes if height == largest)
    page.close()
