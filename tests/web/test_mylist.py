"""The list that a visitor keeps on the own device: saving, ordering, sharing; the server never learns of it."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from finder.web.assets import STATIC
from finder.web.lean import lean

STORED = "JSON.parse(localStorage.getItem('lotse') || 'null')"
NOWHERE = "00000000-0000-4000-8000-000000000000"


# ---- Without a browser


def test_the_page_of_the_list_is_the_same_for_everyone_and_no_search_engine_has_it(client: FlaskClient) -> None:
    response = client.get("/de/list")
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "geht nur mit JavaScript" in response.text
    assert client.get("/de/list?id=1").data == response.data, "nothing of a list is read from an address"


def test_a_card_says_whom_where_and_when(client: FlaskClient, ids: dict[str, str]) -> None:
    card = client.get(f"/de/service/{ids['debt']}/card")
    for text in (
        "Schuldnerberatung Beispielverein",
        "tel:+4926197370",
        "Beispielstraße 1",
        "Montag",
        "Beispielgasse 2",
    ):
        assert text in card.text
    assert "<html" not in card.text and card.headers["X-Robots-Tag"] == "noindex"
    again = client.get(f"/de/service/{ids['debt']}/card", headers={"If-None-Match": card.headers["ETag"]})
    assert again.status_code == 304


def test_a_merged_service_leads_on_and_an_unknown_one_is_a_404(client: FlaskClient, ids: dict[str, str]) -> None:
    moved = client.get(f"/de/service/{ids['debt-old']}/card")
    assert moved.status_code == 301 and moved.headers["Location"].endswith(f"/de/service/{ids['debt']}/card")
    assert client.get(f"/de/service/{NOWHERE}/card").status_code == 404


@pytest.mark.parametrize(
    ("name", "warned"), [("women", True), ("certificate", True), ("debt", False), ("guide", False)]
)
def test_only_sensitive_services_are_warned_of(
    client: FlaskClient, ids: dict[str, str], name: str, warned: bool
) -> None:
    for path in (f"/de/service/{ids[name]}", f"/de/service/{ids[name]}/card"):
        assert ("data-warn" in client.get(path).text) is warned


def test_only_this_site_may_have_everything_forgotten(client: FlaskClient) -> None:
    assert client.post("/forget").headers["Clear-Site-Data"] == '"cache", "storage"'
    foreign = client.post("/forget", headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 204 and "Clear-Site-Data" not in foreign.headers
    assert client.get("/forget").status_code == 405


def test_the_scripts_stay_small(client: FlaskClient) -> None:
    page = client.get("/de/list").text
    names = [re.search(rf'"(/static/{name}\.[^"]+)"', page) for name in ("saving", "list")]
    sent = [client.get(name[1], headers={"Accept-Encoding": "gzip"}).data for name in names if name]
    worker = client.get("/sw.js", headers={"Accept-Encoding": "gzip"}).data
    assert len(sent) == 2 and sum(map(len, [*sent, worker])) < 6_100
    assert gzip.decompress(worker).startswith(b'const VERSION = "')


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
def test_scripts_may_lose_their_comments(path: Any) -> None:
    """No text runs over several lines, or taking the indents away would change it."""
    assert all(line.count("`") % 2 == 0 for line in path.read_text().splitlines())
    assert b"\n//" not in lean(path.read_bytes())


# ---- In a browser


@pytest.fixture(scope="module")
def logged(web_app: Flask) -> Iterator[tuple[str, list[str]]]:
    """A server of its own that notes every address it was asked for, and its base URL."""
    seen: list[str] = []

    class Noting(WSGIRequestHandler):
        def log(self, type: str, message: str, *args: object) -> None:
            seen.append(self.path)

    running = make_server("127.0.0.1", 0, web_app, threaded=True, request_handler=Noting)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}", seen
    running.shutdown()
    thread.join()
    running.server_close()


class Visit:
    """A visitor with a device of their own, and what the browser complained of."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context, self.base = context, base
        self.complaints: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _said(self, kind: str, text: str) -> None:
        # A service that is gone is a 404 on purpose.
        if kind in ("error", "warning") and "404" not in text:
            self.complaints.append(text)

    def open(self, path: str) -> Page:
        self.page.goto("about:blank")  # a change behind the # alone would not load the page anew
        self.page.goto(self.base + path)
        return self.page

    def names(self) -> list[str]:
        """The list as it stands, once everything in it has come."""
        self.page.wait_for_url("**/list**")
        expect(self.page.locator("[data-card] > p.soft")).to_have_count(0)
        return [text.strip() for text in self.page.locator(".cards h2").all_inner_texts()]


@pytest.fixture
def visit(browser: Browser, logged: tuple[str, list[str]], request: pytest.FixtureRequest) -> Iterator[Visit]:
    options: dict[str, Any] = {"viewport": {"width": 360, "height": 800}, **getattr(request, "param", {})}
    context = browser.new_context(**options)
    started = Visit(context, logged[0])
    yield started
    context.close()
    assert started.complaints == []


@pytest.fixture
def saved(visit: Visit, ids: dict[str, str]) -> Visit:
    """Two services are saved."""
    for name in ("debt", "guide"):
        visit.open(f"/de/service/{ids[name]}").locator(".save button").click()
        visit.page.locator(".save button.on").wait_for()
    return visit


SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; })
        .observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(sum), 400);
})"""


@pytest.mark.parametrize("visit", [{}, {"viewport": {"width": 1280, "height": 800}}], indirect=True)
@pytest.mark.parametrize("path", ["/de/list", "/de/service/{debt}"])
def test_what_is_saved_moves_nothing(saved: Visit, ids: dict[str, str], path: str) -> None:
    page = saved.open(path.format(**ids))
    if path == "/de/list":
        assert len(saved.names()) == 2
        expect(page.get_by_role("button", name="Alles vergessen")).to_be_visible()
    page.locator(".service .save .on, .cards .tools").first.wait_for()
    # A machine at its limits draws a word of the head later than its neighbour; cards that come late move far more.
    assert page.evaluate(SHIFTS) < 0.04


def test_saving_is_counted_kept_and_undone(saved: Visit, ids: dict[str, str]) -> None:
    page = saved.page
    expect(page.locator("#saving-link")).to_have_text(re.compile(r"^\s*Meine\s*Liste\s*\(\s*2\s*\)\s*$"))
    assert page.evaluate(STORED) == {"services": [ids["debt"], ids["guide"]], "districts": []}
    assert page.evaluate("localStorage.length") == 1 and saved.context.cookies() == []
    page.reload()
    expect(page.locator(".save button")).to_have_text(re.compile(r"^\s*Nicht mehr merken"))
    expect(page.locator(".save [role=status]"), "a phone has no room for it").to_have_text("")
    page.locator(".save button").click()
    expect(page.locator("#saving-link [data-count]")).to_have_text("1")
    expect(page.locator(".save button")).to_have_text(re.compile(r"^\s*Merken"))


def test_entries_of_a_search_can_be_saved_too(visit: Visit, ids: dict[str, str]) -> None:
    page = visit.open("/de/search?kind=debt")
    page.locator(".item", has_text="Beispielverein").locator(".save button").first.click()
    page.locator("#saving-link").click()
    assert visit.names() == ["Schuldnerberatung Beispielverein"]


def test_the_list_is_ordered_shortened_and_restored_by_keyboard(saved: Visit) -> None:
    page = saved.open("/de/list")
    before = saved.names()
    assert len(before) == 2
    page.locator("[data-do=down]").first.focus()
    page.keyboard.press("Enter")
    assert saved.names() == before[::-1]
    expect(page.locator(":focus"), "the focus moves along").to_have_attribute("data-do", "down")
    expect(page.locator("[data-said]")).to_have_text("Platz 2 von 2")
    page.locator("[data-do=remove]").first.focus()
    page.keyboard.press("Enter")
    assert saved.names() == before[:1]
    expect(page.locator(":focus")).to_have_text("Rückgängig machen")
    page.keyboard.press("Enter")
    assert saved.names() == before[::-1]
    page.reload()
    assert saved.names() == before[::-1], "what was ordered stays so"


def test_what_was_merged_moves_along_and_what_is_gone_is_said_kindly(visit: Visit, ids: dict[str, str]) -> None:
    page = visit.open("/de/")
    kept = [ids["debt-old"], NOWHERE, ids["debt"], "no id", 7]
    page.evaluate("(services) => localStorage.setItem('lotse', JSON.stringify({ services }))", kept)
    visit.open("/de/list")
    assert visit.names() == ["Schuldnerberatung Beispielverein"], "two ids, one service by now"
    expect(page.locator(".cards .unknown")).to_contain_text("Diese Stelle steht nicht mehr im Verzeichnis.")
    assert page.evaluate(STORED)["services"] == [ids["debt"], NOWHERE]


@pytest.mark.parametrize("stored", ["null", "{", "[]", "7", '{"services": 3}', '{"districts": ["x"]}'])
def test_a_damaged_list_is_an_empty_list(visit: Visit, stored: str) -> None:
    page = visit.open("/de/")
    page.evaluate("(text) => localStorage.setItem('lotse', text)", stored)
    visit.open("/de/list")
    expect(page.locator("[data-empty]")).to_be_visible()


def test_a_list_is_shared_behind_the_hash_and_taken_over(
    saved: Visit, browser: Browser, logged: tuple[str, list[str]], ids: dict[str, str]
) -> None:
    base, seen = logged
    page = saved.open("/de/list")
    page.evaluate("navigator.share = undefined")
    page.locator("[data-send]").click()
    link = f"{base}/de/list#{ids['debt']},{ids['guide']}"
    expect(page.locator("#list-link")).to_have_value(link)

    other = Visit(browser.new_context(), base)
    seen.clear()
    other.open(link.removeprefix(base).replace(",", "%2C"))  # as some messengers write it
    assert len(other.names()) == 2
    expect(other.page.locator("h1:visible")).to_have_text("Eine Liste für Sie")
    assert other.page.evaluate("localStorage.length") == 0, "looking keeps nothing"
    assert "/de/list" in seen and not [path for path in seen if sum(one in path for one in ids.values()) > 1]
    other.page.locator("[data-take]").click()
    other.page.locator("h1:visible", has_text="Meine Liste").wait_for()
    expect(other.page).to_have_url(f"{base}/de/list")
    assert other.page.evaluate(STORED)["services"] == [ids["debt"], ids["guide"]]
    assert other.complaints == []
    other.context.close()


def test_a_shared_list_stays_itself_in_another_language_and_after_the_skip_link(
    visit: Visit, ids: dict[str, str]
) -> None:
    page = visit.open(f"/de/list#{ids['debt']}")
    page.locator(".skip").first.press("Enter")
    assert visit.names() == ["Schuldnerberatung Beispielverein"]
    assert page.locator(".tongues a[lang=en]").evaluate("(link) => link.hash") == f"#{ids['debt']}"


def test_whoever_shares_a_phone_is_warned_first(visit: Visit, ids: dict[str, str]) -> None:
    page = visit.open(f"/de/service/{ids['women']}")
    page.locator(".save button").focus()
    page.keyboard.press("Enter")
    dialog = page.locator("#saving-warning")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Jeder, der dieses Handy benutzt, kann das sehen.")
    expect(page.locator(":focus"), "the safe answer comes first").to_have_text("Nicht merken")
    for refusing in ("Enter", "Escape"):
        page.keyboard.press(refusing)
        expect(dialog).to_be_hidden()
        page.evaluate(
            "new Promise((done) => setTimeout(done, 0))"
        )  # the page hears of the closing in a task of its own
        assert page.evaluate("localStorage.length") == 0
        page.locator(".save button").click()
        expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Trotzdem merken").click()
    page.locator(".save button.on").wait_for()
    assert page.evaluate(STORED)["services"] == [ids["women"]]


def test_more_than_fifty_are_refused_with_a_word(visit: Visit, ids: dict[str, str]) -> None:
    page = visit.open("/de/")
    many = [f"00000000-0000-4000-8000-{number:012}" for number in range(50)]
    page.evaluate("(services) => localStorage.setItem('lotse', JSON.stringify({ services }))", many)
    page = visit.open(f"/de/service/{ids['debt']}")
    page.locator(".save button").click()
    expect(page.locator(".save [role=status]")).to_have_text("Die Liste ist voll: Mehr als 50 passen nicht hinein.")
    assert len(page.evaluate(STORED)["services"]) == 50


def test_a_browser_that_stores_nothing_says_so(visit: Visit, ids: dict[str, str]) -> None:
    visit.context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no'); };")
    page = visit.open(f"/de/service/{ids['debt']}")
    page.locator(".save button").click()
    expect(page.locator(".save [role=status]")).to_have_text("Ihr Browser erlaubt uns nicht, etwas zu speichern.")


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_nothing_of_it_is_offered(visit: Visit, ids: dict[str, str]) -> None:
    for path in (f"/de/service/{ids['debt']}", "/de/search?kind=debt", "/de/district/07111", "/de/privacy"):
        page = visit.open(path)
        expect(page.get_by_role("button", name=re.compile("[Mm]erken|vergessen|offline"))).to_have_count(0)
        expect(page.locator("#saving-link")).to_be_hidden()


def test_on_paper_the_list_has_phone_address_and_hours_and_no_buttons(saved: Visit) -> None:
    page = saved.open("/de/list")
    saved.names()
    page.emulate_media(media="print")
    for stays in (".call", "address", ".hours"):
        expect(page.locator(f".cards {stays}").first).to_be_visible()
    expect(page.locator("main button:visible")).to_have_count(0)


@pytest.mark.parametrize(
    "visit", [{"color_scheme": "dark"}, {"viewport": {"width": 1280, "height": 800}}], indirect=True
)
def test_the_list_has_no_findings(saved: Visit, ids: dict[str, str]) -> None:
    for path in ("/de/list", f"/de/list#{ids['debt']},{NOWHERE}", "/de/offline", f"/de/service/{ids['debt']}"):
        page = saved.open(path)
        if "list" in path:
            saved.names()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
