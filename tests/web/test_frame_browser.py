"""The frame of the pages in a real Chromium: languages, the way out, skip links, what stands in frames elsewhere."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

AXE = Axe()
PAGES = ("crisis", "help", "imprint", "privacy", "accessibility", "embed?kind=debt", "nowhere")
WEATHER = "https://www.wetter.de/"


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(**getattr(request, "param", {"viewport": {"width": 360, "height": 800}}))
    opened = context.new_page()
    opened.route(WEATHER, lambda route: route.fulfill(body="<h1>Wetter</h1>", content_type="text/html"))
    yield opened
    context.close()


def _options(width: int, **more: object) -> dict[str, object]:
    return {"viewport": {"width": width, "height": 800}, **more}


def _complaints(page: Page) -> list[str]:
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


VIEWS = [
    (lang, _options(width, color_scheme=scheme))
    for lang, width, scheme in product(("de", "en"), (320, 1280), ("light", "dark"))
]


@pytest.mark.parametrize(("lang", "page"), VIEWS, indirect=["page"])
def test_no_findings_and_nothing_too_wide(page: Page, server: str, lang: str) -> None:
    complaints = _complaints(page)
    width = page.viewport_size["width"] if page.viewport_size else 0
    for name in PAGES:
        page.goto(f"{server}/{lang}/{name}")
        page.click("header .tongues summary")
        found = AXE.run(page)
        assert found.violations_count == 0, f"{name}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert [text for text in complaints if "404" not in text] == []


@pytest.mark.parametrize("page", [_options(320), _options(1280)], indirect=True)
def test_pages_may_be_mirrored(page: Page, server: str) -> None:
    for name in PAGES:
        page.goto(f"{server}/de/{name}")
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_facts_for_search_engines_are_no_script(page: Page, server: str, ids: dict[str, str]) -> None:
    complaints = _complaints(page)
    page.goto(f"{server}/de/service/{ids['debt']}")
    expect(page.locator('script[type="application/ld+json"]')).to_have_count(1)
    assert complaints == []


@pytest.mark.parametrize("page", [_options(320), _options(360), _options(768), _options(1280)], indirect=True)
def test_the_choice_of_language_covers_nothing(page: Page, server: str) -> None:
    page.goto(f"{server}/de/")
    summary, mark = page.locator("header .tongues summary"), page.locator(".mark strong")
    closed, name = summary.bounding_box(), mark.bounding_box()
    assert closed and name and name["x"] + name["width"] <= closed["x"], "beside the name, not upon it"
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("header .tongues li").last).to_be_visible()
    assert summary.bounding_box() == closed, "what was pressed stays where it was"
    last, heading = page.locator("header .tongues li").last.bounding_box(), page.locator("h1").bounding_box()
    assert last and heading and last["y"] + last["height"] <= heading["y"]
    expect(page.locator("header .tongues [aria-current]")).to_have_text("Deutsch")
    page.locator("header .tongues a[lang=en]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/")


def test_two_ways_to_skip(page: Page, server: str) -> None:
    page.goto(f"{server}/de/data")
    for target in ("main", "foot"):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        expect(focused).to_have_attribute("href", f"#{target}")
        box = focused.bounding_box()
        assert box and box["y"] >= 0 and box["height"] > 24
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#foot$"))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "tel:112")


def test_pressing_esc_three_times_leaves(page: Page, server: str) -> None:
    page.goto(f"{server}/de/")
    page.goto(f"{server}/de/crisis")
    expect(page.locator("[data-exit-keys]"), "announced, since it works").to_be_visible()
    for _ in range(2):
        page.keyboard.press("Escape")
    page.keyboard.press("Shift")
    page.keyboard.press("Escape")
    # Leaving blanks the page in the same moment; the address changes later.
    assert not page.evaluate("document.documentElement.hidden"), "only three in a row are meant"
    assert page.url == f"{server}/de/crisis"
    for _ in range(2):
        page.keyboard.press("Escape")
    page.wait_for_url(WEATHER)
    page.go_back()
    expect(page).to_have_url(f"{server}/de/")


@pytest.mark.parametrize("page", [_options(360, java_script_enabled=False)], indirect=True)
def test_the_way_out_needs_no_script(page: Page, server: str) -> None:
    page.goto(f"{server}/de/crisis")
    expect(page.locator("[data-exit-keys]"), "not announced where it does not work").to_be_hidden()
    page.click("[data-exit]")
    page.wait_for_url(WEATHER)


@pytest.mark.parametrize("page", [_options(width, reduced_motion="reduce") for width in (360, 1280)], indirect=True)
def test_the_way_out_hides_nothing_that_has_the_focus(page: Page, server: str) -> None:
    page.goto(f"{server}/de/crisis")
    page.keyboard.press("End")
    exit_ = page.locator(".exit-button")
    hidden = """([exit]) => {
        const at = document.activeElement.getBoundingClientRect(), way = exit.getBoundingClientRect();
        return at.top < way.bottom && at.bottom > way.top && at.left < way.right && at.right > way.left;
    }"""
    page.locator("footer a").last.focus()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.closest('main') !== null"):
            assert not page.evaluate(hidden, [exit_.element_handle()]), page.locator(":focus").inner_text()


@pytest.fixture
def other_site(server: str) -> Iterator[str]:
    """A site on another origin that has copied our two lines."""
    lines = (
        f'<!doctype html><html lang="de"><title>Verein</title><iframe src="{server}/embed?kind=jmd&amp;lang=de" '
        f'title="Liste" width="100%" height="50" data-lotse></iframe><script src="{server}/embed.js" async></script>'
    )

    @Request.application
    def site(_request: Request) -> Response:
        return Response(lines, mimetype="text/html")

    running = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}/"
    running.shutdown()
    thread.join()
    running.server_close()


def test_on_another_site_the_list_is_as_high_as_it_needs(page: Page, other_site: str) -> None:
    complaints = _complaints(page)
    page.goto(other_site)
    inside = page.frame_locator("iframe")
    inside.locator(".item").first.wait_for()
    page.wait_for_function("Number(document.querySelector('iframe').getAttribute('height')) > 200")
    # No second scroll bar, once the frame has taken its new height.
    page.frames[1].wait_for_function("() => document.documentElement.scrollHeight <= innerHeight + 1")
    assert page.context.cookies() == []
    with page.context.expect_page() as opened:
        inside.locator(".name a").first.click()
    opened.value.wait_for_url("**/de/service/**")
    assert [text for text in complaints if "favicon" not in text and "404" not in text] == []


def test_the_framed_list_has_no_findings(page: Page, server: str) -> None:
    for address in ("/embed?kind=jmd&lang=de", "/embed?kind=nope&lang=en"):
        page.goto(server + address)
        found = AXE.run(page)
        assert found.violations_count == 0, found.generate_report()
