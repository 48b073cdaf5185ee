"""Sheets of paper: the slip for a client, the release from confidentiality, the booklet of a district."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from directory.deadlines import deadlines
from finder.service import Service
from finder.settings import load_settings
from finder.web.app import make_app
from finder.web.languages import LANGUAGES
from finder.web.press import Press

NOBODY = "00000000-0000-5000-8000-000000000000"
PARTS = ("slip", "slip.pdf", "slip.txt")
LONGEST = "family-reunification-notice"


def pages(pdf: bytes) -> int:
    """How many a PDF has."""
    return max(map(int, re.findall(rb"/Count (\d+)", pdf)))


@pytest.fixture(scope="module")
def real(service: Service) -> FlaskClient:
    return make_app(service, load_settings({})).test_client()


def test_a_slip_stands_in_two_languages(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/uk/service/{ids['debt']}/slip?deadline=payment-order").text
    sheet = page[page.index('<article class="sheet') :]
    for part in (
        'lang="uk" dir="ltr"',
        'lang="de" dir="ltr"',
        "0261 97370",
        "Beispielstraße 1",
        ">9–12,<",
        ">14–16 Uhr<",
    ):
        assert part in sheet, part
    for text in ("Mahnungen und Briefe vom Gericht", "Sie haben nur 2 Wochen Zeit.", "Lesen Sie den Bescheid"):
        assert text in sheet, text
    assert f"/uk/service/{ids['debt']}/qr.svg" in sheet, "scanned, it leads to the client's language"


def test_on_a_german_page_the_clients_language_is_chosen(client: FlaskClient, ids: dict[str, str]) -> None:
    path = f"/de/service/{ids['debt']}/slip"
    alone, with_ar = client.get(path).text, client.get(f"{path}?with=ar").text
    assert 'lang="ar" dir="rtl">' not in alone[alone.index('<article class="sheet') :]
    assert '<article class="sheet" dir="rtl">' in with_ar and f"/ar/service/{ids['debt']}/qr.svg" in with_ar
    assert f"{path}.pdf?with=ar" in with_ar and "/de/release?with=ar" in with_ar


@pytest.mark.parametrize("query", ["with=xx", "deadline=tomorrow", "with=%3Cb%3E"])
def test_unknown_codes_are_refused(client: FlaskClient, ids: dict[str, str], query: str) -> None:
    for part in PARTS:
        assert client.get(f"/de/service/{ids['debt']}/{part}?{query}").status_code == 400


@pytest.mark.parametrize("part", PARTS)
def test_unknown_is_404_and_merged_is_moved(client: FlaskClient, ids: dict[str, str], part: str) -> None:
    moved = client.get(f"/de/service/{ids['debt-old']}/{part}?with=uk")
    assert moved.status_code == 301
    assert moved.headers["Location"] == f"/de/service/{ids['debt']}/{part}?with=uk"
    assert client.get(f"/de/service/{NOBODY}/{part}").status_code == 404
    assert client.post(f"/uk/service/{ids['debt']}/{part}").status_code == 405, "a code is made by counsellors"


def test_a_sensitive_slip_warns_whoever_hands_it_over(client: FlaskClient, ids: dict[str, str]) -> None:
    said = "Geben Sie ihn nur mit, wenn das sicher ist."
    assert said in client.get(f"/de/service/{ids['women']}/slip").text
    assert said not in client.get(f"/de/service/{ids['debt']}/slip").text


def test_several_share_a_sheet(client: FlaskClient, ids: dict[str, str]) -> None:
    chosen = [ids[name] for name in ("debt", "guide", "women")]
    page = client.get("/en/slip?" + "&".join(f"id={one}" for one in chosen)).text
    assert page.count('<section class="entry">') == 3 and page.index(chosen[0]) < page.index(chosen[2])
    moved = client.get(f"/en/slip?id={ids['debt-old']}&id={ids['guide']}&deadline=dismissal")
    assert moved.status_code == 301
    assert moved.headers["Location"] == f"/en/slip?id={ids['debt']}&id={ids['guide']}&deadline=dismissal"


@pytest.mark.parametrize(("many", "status"), [(0, 400), (1, 200), (5, 200), (6, 400)])
def test_a_sheet_holds_five(real: FlaskClient, service: Service, many: int, status: int) -> None:
    query = "&".join(f"id={record.id}" for record in service.records[:many])
    assert real.get(f"/de/slip?{query}").status_code == status
    assert real.get(f"/de/slip?id={NOBODY}").status_code == 404


@pytest.mark.parametrize(
    "path", ["service/{debt}/slip", "slip?id={debt}&id={guide}", "release", "district/07111/booklet"]
)
def test_nothing_takes_a_name(client: FlaskClient, ids: dict[str, str], path: str) -> None:
    page = client.get("/de/" + path.format(**ids)).text
    main = page[page.index("<main") : page.index("</main>")]
    fields = re.findall(r"<(?:input|textarea|select)[^>]*>", main)
    assert not [one for one in fields if not re.search(r'type="hidden"|<select', one)]
    assert "contenteditable" not in main


def test_the_text_speaks_one_language(client: FlaskClient, ids: dict[str, str]) -> None:
    answer = client.get(f"/de/service/{ids['debt']}/slip.txt?with=en&deadline=payment-order")
    assert answer.mimetype == "text/plain" and answer.headers["Content-Language"] == "en"
    lines = answer.text.split("\n")
    assert lines[0] == "Schuldnerberatung Beispielverein" and "Phone: 0261 97370" in lines
    assert "You have only 2 weeks. (§692 ZPO)" in lines and "Telefon" not in answer.text
    assert lines[-2] == f"http://localhost/en/service/{ids['debt']}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_makes_a_tagged_pdf_of_one_page(client: FlaskClient, ids: dict[str, str], code: str) -> None:
    """typst refuses to write what fails its check of PDF/UA-1, or a letter that its fonts lack."""
    answer = client.get(f"/{code}/service/{ids['debt']}/slip.pdf?deadline={LONGEST}")
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF") and b"pdfuaid" in answer.data and b"/StructTreeRoot" in answer.data
    assert pages(answer.data) == 1
    assert client.get(f"/{code}/district/07111/booklet.pdf").data.startswith(b"%PDF")


def test_markup_in_a_name_is_only_text(client: FlaskClient, ids: dict[str, str]) -> None:
    assert client.get(f"/de/service/{ids['guide']}/slip.pdf").status_code == 200
    assert "&lt;b&gt;Koblenz&lt;/b&gt;" in client.get(f"/de/service/{ids['guide']}/slip").text


def test_without_a_font_there_is_a_sentence(
    web_app: Flask, client: FlaskClient, ids: dict[str, str], tmp_path: Path
) -> None:
    site = web_app.extensions["lotse"]
    web_app.extensions["lotse"] = _with_press(site, Press([tmp_path], Path(web_app.template_folder or "") / "paper"))
    try:
        answer = client.get(f"/de/service/{ids['debt']}/slip.pdf?with=ar")
    finally:
        web_app.extensions["lotse"] = site
    assert answer.status_code == 503 and "fehlt dem Server eine Schrift" in answer.text


def test_without_the_extra_no_pdf_is_offered(web_app: Flask, client: FlaskClient, ids: dict[str, str]) -> None:
    site = web_app.extensions["lotse"]
    press = Press([], Path())
    press.able = False
    web_app.extensions["lotse"] = _with_press(site, press)
    try:
        page = client.get(f"/de/service/{ids['debt']}/slip").text
        assert ".pdf" not in page + client.get("/de/district/07111/booklet").text
        assert client.get(f"/de/service/{ids['debt']}/slip.pdf").status_code == 404
        assert client.get("/de/district/07111/booklet.pdf").status_code == 404
    finally:
        web_app.extensions["lotse"] = site


def _with_press(site: object, press: Press) -> object:
    return replace(site, press=press)  # type: ignore[type-var]


def test_the_release_is_a_blank_template(client: FlaskClient) -> None:
    page = client.get("/en/release").text
    assert page.count('class="blank"') >= 7 and "§ 203 StGB" in page
    assert "Vorlage. Der Träger muss sie prüfen lassen" in page and "Template." in page
    assert "Es gilt der deutsche Text." in page[page.index("<article") :]


def test_the_booklet_has_everybody_and_the_crisis_numbers_first(client: FlaskClient) -> None:
    page = client.get("/uk/district/07111/booklet").text
    paper = page[page.index('<article class="sheet') :]
    order = [
        "116 016",
        'id="b-contents"',
        'id="b-mfd"',
        "Migrationsdienst",
        'id="b-debt"',
        "Schuldnerberatung Beispielverein",
    ]
    assert sorted(order, key=paper.index) == order
    listed = client.get("/de/district/07111").text
    for name in re.findall(r'<h3 class="name"><a[^>]*>([^<]+)</a>', listed):
        assert name in paper, name
    assert client.get("/uk/district/07999/booklet").status_code == 404
    assert "/uk/district/07111/booklet" in client.get("/uk/district/07111").text


@pytest.mark.parametrize(
    "path", ["/de/service/{debt}/slip", "/de/slip?id={debt}", "/de/release", "/de/district/07111/booklet"]
)
def test_paper_is_not_for_search_engines(client: FlaskClient, ids: dict[str, str], path: str) -> None:
    assert client.get(path.format(**ids)).headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("query", ["", "?with=ar", "?with=uk"])
def test_on_paper_a_slip_is_one_page_of_large_letters(
    server: str, browser: Browser, ids: dict[str, str], query: str
) -> None:
    page = browser.new_page()
    page.goto(f"{server}/de/service/{ids['debt']}/slip{query}")
    assert pages(page.pdf(prefer_css_page_size=True)) == 1
    page.emulate_media(media="print")
    sizes = page.eval_on_selector_all(".sheet *", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert min(sizes) >= 14 / 72 * 96 - 0.01
    seen = page.eval_on_selector_all("body *", "all => all.filter(one => one.checkVisibility() && one.innerText)")
    assert (
        seen and page.locator("header.top, footer.foot, .around-paper, .machine").locator("visible=true").count() == 0
    )
    page.close()


def test_the_columns_stand_where_each_language_begins(server: str, browser: Browser, ids: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(f"{server}/de/service/{ids['debt']}/slip?with=ar")
    left = {
        code: page.locator(f'.sheet .kinds > [lang="{code}"]').evaluate("one => one.getBoundingClientRect().left")
        for code in ("ar", "de")
    }
    assert left["ar"] > left["de"]
    page.get_by_role("button", name="Drucken").wait_for()
    page.close()


def test_every_real_slip_fits(real: FlaskClient, service: Service) -> None:
    """The longest sheets of the registry, as typst lays them out."""
    assert LONGEST in deadlines()
    slips = (real.get(f"/uk/service/{record.id}/slip.txt?deadline={LONGEST}") for record in service.records)
    longest = sorted(zip((len(slip.text) for slip in slips), service.records, strict=True), key=lambda x: -x[0])[:25]
    for _length, record in longest:
        assert pages(real.get(f"/uk/service/{record.id}/slip.pdf?deadline={LONGEST}").data) == 1, record.name


@pytest.mark.parametrize("path", ["/de/release", "/fa/release", "/de/slip?id={debt}&id={guide}&id={women}&with=ar"])
def test_other_sheets_are_one_page_too(server: str, browser: Browser, ids: dict[str, str], path: str) -> None:
    page = browser.new_page()
    page.goto(server + path.format(**ids))
    assert pages(page.pdf(prefer_css_page_size=True)) == 1
    page.close()
