"""Pages of words: crisis numbers, help, imprint, privacy, accessibility; and what a machine translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from directory.crisis_lines import lines, needs
from finder.service import Service
from finder.settings import load_settings
from finder.web.app import make_app
from finder.web.languages import LANGUAGES
from finder.web.making.crisis_page import MIDWEEK

OPERATOR = {
    "OPERATOR_NAME": "Verein <Beispiel> e. V.",
    "OPERATOR_ADDRESS": "Musterweg 1|56068 Koblenz",
    "OPERATOR_MAIL": "post@example.org",
    "OPERATOR_PHONE": "0261 000000",
    "OPERATOR_HOSTING": "Der Server speichert nichts.",
    "ACCESSIBILITY_MAIL": "barrieren@example.org",
}
PAGES = ("imprint", "privacy", "accessibility", "help")
NOT_FILLED = "Diese Seite ist noch nicht ausgefüllt."


@pytest.fixture
def run_by(service: Service, tmp_path: Path) -> FlaskClient:
    """A site whose operator has filled in everything."""
    return make_app(service, load_settings({**OPERATOR, "STATE_DIR": tmp_path})).test_client()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_stands_once_among_the_crisis_numbers(client: FlaskClient, lang: str) -> None:
    main = client.get(f"/{lang}/crisis").text.partition("<main")[2].partition("</main>")[0]
    rows = lines(needs(), MIDWEEK, lang)
    assert sorted(re.findall(r'href="tel:([^"]+)"', main)) == sorted(row.number for row in rows)
    assert main.index("tel:112") < main.index("tel:110") < main.index("tel:116016")


def test_crisis_lines_say_hours_and_who_speaks_german_only(client: FlaskClient) -> None:
    page = client.get("/en/crisis").text
    assert "Monday to Thursday 8:00–20:00" in page and "Hours not known" in page
    assert "They mostly speak German only." in page and "Not answered at this hour." not in page
    assert "We have not yet checked these numbers by calling them." in page


def test_every_page_leads_to_the_numbers_and_away_from_them(client: FlaskClient) -> None:
    page = client.get("/de/crisis").text
    assert re.search(r'<a class="exit-button" href="https://[^"]+" rel="noreferrer" data-exit>', page)
    assert 'id="traces"' in page
    assert 'href="/de/crisis"' in client.get("/de/data").text


def test_violence_has_a_way_out_and_debt_needs_none(client: FlaskClient, ids: dict[str, str]) -> None:
    assert "data-exit>" in client.get(f"/de/service/{ids['women']}").text
    assert "data-exit>" in client.post("/de/search", data={"q": "mein Mann schlägt mich"}).text
    assert "data-exit" not in client.get(f"/de/service/{ids['debt']}").text


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_page_says_that_it_is_empty(client: FlaskClient, name: str) -> None:
    page = client.get(f"/de/{name}").text
    assert NOT_FILLED in page and "LOTSE_" in page


@pytest.mark.parametrize("name", PAGES)
def test_an_operator_fills_the_pages_in(run_by: FlaskClient, name: str) -> None:
    page = run_by.get(f"/de/{name}").text
    assert NOT_FILLED not in page and "LOTSE_" not in page
    assert "Verein &lt;Beispiel&gt; e. V.<br>Musterweg 1<br>56068 Koblenz" in page
    mail = "barrieren@example.org" if name == "accessibility" else "post@example.org"
    assert f'href="mailto:{mail}"' in page and 'href="tel:0261000000"' in page


def test_the_privacy_page_speaks_of_the_server_in_the_operators_words(run_by: FlaskClient) -> None:
    assert "Der Server speichert nichts." in run_by.get("/en/privacy").text


def test_accessibility_is_never_claimed_whole(client: FlaskClient) -> None:
    page = client.get("/de/accessibility").text
    assert "teilweise" in page and "vollständig" not in page
    assert "Durchsetzungs- und Überwachungsstelle für barrierefreie Informationstechnik Rheinland-Pfalz" in page


def test_help_stands_at_the_same_place_on_each_page(client: FlaskClient, ids: dict[str, str]) -> None:
    paths = ["/de/", "/de/search?kind=debt", f"/de/service/{ids['debt']}", "/de/crisis", "/de/nowhere", "/de/imprint"]
    places = []
    for path in paths:
        page = client.get(path).text
        footer = re.findall(r'href="(/de/[a-z]*)"', page.partition("<footer")[2])
        header = re.findall(r'href="(/de/[a-z]*)"', page.partition('class="top-links"')[2].partition("</nav>")[0])
        places.append((header, footer))
    assert all(place == places[0] for place in places)
    assert "/de/help" in places[0][0] and "/de/help" in places[0][1]


@pytest.mark.parametrize("code", [code for code, language in LANGUAGES.items() if language.machine])
def test_a_machines_translation_says_so_and_leads_to_the_original(client: FlaskClient, code: str) -> None:
    page = client.get(f"/{code}/data").text
    notice = page.partition('<aside class="machine"')[2].partition("</aside>")[0]
    assert 'href="/de/data"' in notice
    assert any(year in notice for year in ("2026", "٢٠٢٦", "۲۰۲۶")), "the month stands in the language's own digits"


def test_the_original_of_a_posted_page_is_posted_too(client: FlaskClient) -> None:
    page = client.post("/en/search", data={"q": "my husband beats me"}).text
    notice = page.partition('<aside class="machine"')[2].partition("</aside>")[0]
    assert 'action="/de/search"' in notice and 'value="my husband beats me"' in notice


def test_german_needs_no_notice(client: FlaskClient) -> None:
    assert 'class="machine"' not in client.get("/de/data").text
