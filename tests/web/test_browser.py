"""In a real Chromium: no WCAG findings, no foreign request, no error in the console, and it works without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

AXE = Axe()
VIEWS = list(product(("de", "en"), (360, 1280), ("light", "dark")))


def _paths(lang: str, ids: dict[str, str]) -> list[str]:
    return [
        "/",
        f"/{lang}/",
        f"/{lang}/search?want=debt&near=Koblenz&language=ar",
        f"/{lang}/search?kind=jmd",
        f"/{lang}/service/{ids['debt']}",
        f"/{lang}/service/{ids['certificate']}",
        f"/{lang}/district/07111",
        f"/{lang}/districts",
        f"/{lang}/data",
        f"/{lang}/nowhere",
    ]


class Watched:
    """A browser page, and what it asked for or complained about."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base, "data:")):
            self.foreign.append(url)

    def _said(self, kind: str, text: str) -> None:
        # The 404 page is a 404 on purpose.
        if kind in ("error", "warning") and "404" not in text:
            self.complaints.append(text)

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)
        box = self.page.locator("#map-box")
        if box.count() and box.is_visible():
            box.scroll_into_view_if_needed()  # the map comes when it comes into view
            self._drawn()
            self.page.evaluate("scrollTo(0, 0)")

    def _drawn(self) -> None:
        """Outlines that the page brings are there before the script that puts pins and names upon them."""
        self.page.locator(".outline, .lotse-level").first.wait_for(state="attached")
        self.page.wait_for_function("() => window.lotseMap")

    def open_map(self, path: str) -> None:
        """A narrow screen shows the list first."""
        self.open(path)
        switch = self.page.locator("button[data-view=map]")
        if switch.count() and switch.is_visible():
            switch.click()
            self._drawn()


@pytest.fixture
def watched(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    options: dict[str, Any] = getattr(request, "param", {})
    context = browser.new_context(**options)
    yield Watched(context.new_page(), server)
    context.close()


def _options(width: int, scheme: str = "light", **more: Any) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, **more}


@pytest.mark.parametrize(
    ("lang", "watched"), [(lang, _options(width, scheme)) for lang, width, scheme in VIEWS], indirect=["watched"]
)
def test_no_findings_no_foreign_request_no_complaint(watched: Watched, lang: str, ids: dict[str, str]) -> None:
    for path in _paths(lang, ids):
        watched.open(path)
        if watched.page.locator("details.filters").count():
            watched.page.locator("details.filters > summary").first.click()
        found = AXE.run(watched.page)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
    assert watched.foreign == []
    assert watched.complaints == []


@pytest.mark.parametrize("watched", [_options(320)], indirect=True)
def test_nothing_is_wider_than_a_small_phone(watched: Watched, ids: dict[str, str]) -> None:
    for path in _paths("de", ids):
        watched.open(path)
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("watched", [_options(360, java_script_enabled=False)], indirect=True)
def test_the_whole_way_without_scripts(watched: Watched) -> None:
    page = watched.page
    watched.open("/de/")
    page.fill("#q", "Schulden Koblenz")
    page.press("#q", "Enter")
    page.wait_for_url("**/de/search?want=debt&near=Koblenz")
    expect(page.locator(".map-box"), "without scripts there is only the list").to_be_hidden()
    page.click("details.filters summary")
    page.check('input[name="kind"][value="debt"]')
    page.click("text=Anwenden")
    page.wait_for_url("**kind=debt**")
    page.click(".item .name a")
    expect(page.locator(".best-way")).to_have_attribute("href", "tel:+4926197370")
    page.click(".tongues summary")
    page.click(".tongues a:has-text('English')")
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("watched", [_options(360, java_script_enabled=False)], indirect=True)
def test_a_sensitive_search_leaves_no_trace_in_addresses(watched: Watched) -> None:
    page = watched.page
    watched.open("/de/")
    page.fill("#q", "mein Mann schlägt mich")
    page.press("#q", "Enter")
    page.wait_for_url(f"{watched.base}/de/search")
    expect(page.locator(".crisis-number").first).to_have_attribute("href", "tel:116016")
    page.click(".tongues summary")
    page.click(".tongues button:has-text('English')")
    page.wait_for_url(f"{watched.base}/en/search")
    expect(page.locator("#q")).to_have_value("mein Mann schlägt mich")
    expect(page.locator(".crisis")).to_be_visible()


@pytest.mark.parametrize("watched", [_options(1280)], indirect=True)
def test_the_map_shows_what_the_list_says(watched: Watched) -> None:
    page = watched.page
    watched.open("/de/search?kind=jmd")
    expect(page.locator(".map-box")).to_be_visible()
    pins = page.locator(".pin")
    expect(pins, "services at one point share a pin").to_have_count(5)
    expect(pins.first).to_have_attribute("title", "Angebote hier: 6")
    pins.first.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup a").first.wait_for()
    expect(page.locator(".outline")).to_have_count(36)
    assert watched.complaints == []


@pytest.mark.parametrize("watched", [_options(1280)], indirect=True)
def test_the_map_of_districts_repeats_the_list_and_leads_on(watched: Watched) -> None:
    page = watched.page
    watched.open("/de/districts")
    expect(page.locator(".lotse-level")).to_have_count(36)
    label = page.locator(".lotse-label", has_text=re.compile(r"^\d+$")).first
    expect(label, "not by colour alone").to_be_visible()
    koblenz = page.locator(".lotse-level", has_text="Koblenz 6 Angebote bekannt")
    expect(koblenz).to_contain_class("lotse-level-1")
    koblenz.dispatch_event("click")
    page.wait_for_url("**/de/district/07111")
    page.locator(".lotse-own").wait_for(state="attached")
    page.locator(".pin").first.wait_for(state="attached")
    assert watched.complaints == [] and watched.foreign == []


@pytest.mark.parametrize("watched", [_options(360)], indirect=True)
def test_the_keyboard_reaches_everything_and_sees_where_it_is(watched: Watched) -> None:
    page = watched.page
    watched.open("/de/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_id("q")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


@pytest.mark.parametrize("watched", [_options(360)], indirect=True)
def test_targets_are_large_enough_for_a_thumb(watched: Watched, ids: dict[str, str]) -> None:
    small = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')]
        .filter((e) => e.getClientRects().length && !e.classList.contains('skip'))
        .map((e) => [e.closest('label') || e, e]).map(([box, e]) => [box.getBoundingClientRect(), e])
        .filter(([box]) => box.height < 24 || box.width < 24).map(([, e]) => e.outerHTML)"""
    for path in _paths("de", ids):
        watched.open(path)
        assert watched.page.evaluate(small) == [], path


@pytest.mark.parametrize("watched", [_options(360)], indirect=True)
def test_leaving_quickly_forgets_the_page(watched: Watched, ids: dict[str, str]) -> None:
    page = watched.page
    page.route("https://www.wetter.de/", lambda route: route.fulfill(body="<h1>Wetter</h1>", content_type="text/html"))
    watched.open("/de/")
    watched.open(f"/de/service/{ids['women']}")
    page.click("[data-exit]")
    page.wait_for_url("https://www.wetter.de/")
    page.go_back()
    expect(page, "the page itself is not in the history").to_have_url(f"{watched.base}/de/")


@pytest.mark.parametrize("watched", [_options(360), _options(1280)], indirect=True)
@pytest.mark.parametrize(
    "path", ["/de/search", "/de/search?kind=jmd&near=Mainz", "/de/districts", "/de/district/07111"]
)
def test_nothing_stands_upon_anything_on_the_map(watched: Watched, path: str) -> None:
    watched.open_map(path)
    watched.page.locator(".ground-label, .lotse-label").first.wait_for(state="attached")
    upon = """() => {
        const names = '.ground-label, .lotse-label, .lotse-town', marks = '.pin';
        const boxes = [...document.querySelectorAll(`${names}, ${marks}`)]
            .filter((e) => getComputedStyle(e).visibility !== 'hidden' && e.getClientRects().length)
            .map((e) => [e, e.getBoundingClientRect()]);
        return boxes.flatMap(([a, x], i) => boxes.slice(i + 1).filter(([b, y]) =>
            !(a.matches(marks) && b.matches(marks)) &&
            x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1)
            .map(([b]) => `${a.className} ${a.textContent} | ${b.className} ${b.textContent}`));
    }"""
    assert watched.page.evaluate(upon) == []


def _mirrored(page: Page) -> None:
    page.evaluate("document.documentElement.dir = 'rtl'")


@pytest.mark.parametrize("watched", [_options(320), _options(1280)], indirect=True)
def test_pages_may_be_mirrored(watched: Watched, ids: dict[str, str]) -> None:
    page = watched.page
    for path in _paths("de", ids):
        watched.open(path)
        _mirrored(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    watched.open(f"/de/service/{ids['debt']}")
    _mirrored(page)
    edges = "(e) => [e.getBoundingClientRect().right, getComputedStyle(e).direction, getComputedStyle(e).textAlign]"
    name, number = page.locator("h1"), page.locator(".best-way bdi")
    assert page.evaluate(edges, name.element_handle())[1:] == ["ltr", "right"], "a German name: its own order, our side"
    assert page.evaluate(edges, number.element_handle())[1] == "ltr"
    expect(page.locator(".hours bdi").first).to_have_attribute("dir", "ltr")


@pytest.mark.parametrize("watched", [_options(1280)], indirect=True)
def test_on_paper_the_answer_stays_and_the_rest_goes(watched: Watched, ids: dict[str, str]) -> None:
    page = watched.page
    page.emulate_media(media="print")
    for path, stays in ((f"/de/service/{ids['debt']}", ".best-way"), ("/de/search?want=debt&near=Koblenz", ".call")):
        watched.open(path)
        expect(page.locator(stays).first).to_be_visible()
        for gone in (".ask", ".map-box", ".tongues", ".foot-links"):
            expect(page.locator(gone).first, f"{path} {gone}").to_be_hidden()
        text = page.locator("main").bounding_box()
        column = page.locator(".split > :not(.views)").first.bounding_box()
        assert text and column and column["width"] > text["width"] * 0.8, "no empty column where the map was"


@pytest.mark.parametrize("watched", [_options(1280, forced_colors="active")], indirect=True)
def test_chosen_colours_hold_everywhere(watched: Watched, ids: dict[str, str]) -> None:
    page = watched.page
    own = "(e) => { const s = getComputedStyle(e); return [s.color, getComputedStyle(e.parentElement).color]; }"
    for path in _paths("de", ids):
        watched.open(path)
        for icon in page.locator("svg.icon").element_handles():
            mine, around = page.evaluate(own, icon)
            assert mine == around, path
