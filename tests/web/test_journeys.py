"""Whole ways through the site in a real Chromium: without scripts, by keyboard alone, very large, in the system's own
colours, on paper. Where language matters, in each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from finder.web.languages import DEFAULT, LANGUAGES

Open = Callable[..., Any]
NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
NO_SCRIPT: dict[str, Any] = {"viewport": NARROW, "java_script_enabled": False}
RESULTS = "/de/search?want=debt&near=Koblenz"


@pytest.fixture
def opened(browser: Browser, server: str) -> Open:
    @contextmanager
    def opening(path: str, **options: Any) -> Iterator[Page]:
        context = browser.new_context(**options)
        page = context.new_page()
        page.goto(server + path)
        yield page
        context.close()

    return opening


def _with_map(page: Page) -> None:
    """Where a map is in sight, it is drawn, with the ground under its pins: nothing comes into the page any more."""
    if page.locator("#map-box:visible").count():
        page.locator("#map-box").scroll_into_view_if_needed()
        page.locator(".pin").first.wait_for(state="attached")
        page.locator(".outline").first.wait_for(state="attached")
        page.evaluate("scrollTo(0, 0)")


# ---- Without scripts: all but saving and "near me", which then are not there


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_the_search_field_to_the_number(opened: Open, ids: dict[str, str], lang: str) -> None:
    with opened(f"/{lang}/", **NO_SCRIPT) as page:
        page.fill("#q", "Schulden Koblenz")
        page.press("#q", "Enter")
        page.wait_for_url(f"**/{lang}/search?want=debt&near=Koblenz")
        form = page.locator("form:has(select[name=language])")
        page.locator("details").filter(has=form).locator("summary").first.click()
        form.locator("select[name=language]").select_option("ar")
        form.locator("button").click()
        page.wait_for_url("**language=ar**")
        page.click(f'.item .name a[href="/{lang}/service/{ids["debt"]}"]')
        number = page.locator(".best-way")
        expect(number).to_have_attribute("href", "tel:+4926197370")
        expect(number).to_have_text("0261 97370")
        page.click(".foot-links a[href$='/help']")
        page.wait_for_url(f"**/{lang}/help")
        expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang.split("-")[0] != DEFAULT])
def test_the_german_page_and_the_way_back(opened: Open, ids: dict[str, str], lang: str) -> None:
    service = f"service/{ids['debt']}"
    with opened(f"/{lang}/{service}", **NO_SCRIPT) as page:
        page.click(".in-german a")
        page.wait_for_url(f"**/de/{service}")
        page.click(".tongues summary")
        page.click(f".tongues a[href='/{lang}/{service}']")
        page.wait_for_url(f"**/{lang}/{service}")


def test_a_door_needs_no_words(opened: Open) -> None:
    with opened("/de/", **NO_SCRIPT) as page:
        page.locator(".doors a").first.click()
        page.wait_for_url("**/de/search?**")
        expect(page.locator("h1")).to_be_visible()
        page.go_back()
        page.locator(".districts a", has_text="Koblenz").first.click()
        page.wait_for_url("**/de/district/**")
        page.locator(".item .name a, .next-call, .call").first.focus()


def test_handing_on_is_a_link_a_picture_and_a_text(opened: Open, server: str, ids: dict[str, str]) -> None:
    path = f"/de/service/{ids['debt']}"
    with opened(path, **NO_SCRIPT) as page:
        assert page.locator(".sharing .address a").get_attribute("href") == server + path
        picture = page.locator(".sharing .qr")
        picture.scroll_into_view_if_needed()
        assert page.request.get(server + str(picture.get_attribute("src"))).ok
        assert "0261 97370" in page.request.get(f"{server}{path}/message.txt").text()
        assert page.request.get(f"{server}{path}/contact.vcf").text().startswith("BEGIN:VCARD")
    with opened("/de/", **NO_SCRIPT) as page:
        page.fill("#q", "Schulden Koblenz Blumentopf")
        page.press("#q", "Enter")
        page.wait_for_url("**/de/search**")
        shared = str(page.locator(".share a").get_attribute("href"))
        assert "want=debt" in shared and "Blumentopf" not in shared, "a search, without the words that were typed"


@pytest.mark.parametrize("path", ["/de/", RESULTS, "/de/service/{debt}", "/de/district/07111", "/de/privacy"])
def test_what_needs_scripts_is_not_offered(opened: Open, ids: dict[str, str], path: str) -> None:
    with opened(path.format(**ids), **NO_SCRIPT) as page:
        for name in ("#saving-link", ".save", "#near-me", "[data-forget]", "[data-print]", "[data-share]", ".views"):
            assert page.locator(f"{name}:visible").count() == 0, name
        dead = page.locator("button:visible").evaluate_all(
            "(all) => all.filter((e) => !e.form).map((e) => e.outerHTML)"
        )
        assert dead == [], "each button does something"


# ---- By keyboard

# The element that has the focus: where it is, whether anything lies over it, whether a ring shows that.
FOCUS = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const boxes = [...element.getClientRects()].filter(({ width, height }) => width && height);
    const inside = ({ left, right, top, bottom }) => bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    const at = ({ left, right, top, bottom }) => document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const free = boxes.some((box) => inside(box) && (element.contains(at(box)) || at(box)?.contains(element)));
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
        name: `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 40)}`,
        href: element.getAttribute('href'),
        inSight: free,
        ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        key: [...document.querySelectorAll('*')].indexOf(element),
    };
}"""


def _tabs(page: Page, most: int = 400) -> Iterator[dict[str, Any]]:
    """Each stop of the Tab key from the top to the end of the page."""
    seen = set()
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None or stop["key"] in seen:
            return
        seen.add(stop["key"])
        yield stop
    raise AssertionError("the keyboard never reaches the end")


@pytest.mark.parametrize("viewport", [NARROW, WIDE, {"width": 320, "height": 256}], ids=["narrow", "wide", "400 %"])
@pytest.mark.parametrize(
    "path", ["/de/", RESULTS, "/de/search?kind=women", "/de/service/{debt}", "/ar/service/{women}", "/de/crisis"]
)
def test_every_stop_is_in_sight_and_ringed(
    opened: Open, ids: dict[str, str], path: str, viewport: dict[str, int]
) -> None:
    """WCAG 2.2, 2.4.11: nothing lies over what has the focus; with the way out, which stays in sight, too."""
    with opened(path.format(**ids), viewport=viewport, reduced_motion="reduce") as page:
        _with_map(page)
        stops = list(_tabs(page))
        assert [stop["name"] for stop in stops if not stop["inSight"]] == []
        assert [stop["name"] for stop in stops if not stop["ring"]] == []
        assert stops[0]["href"] == "#main"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_the_skip_link_to_the_first_number_by_keyboard(opened: Open, lang: str) -> None:
    with opened(f"/{lang}/search?want=debt&near=Koblenz", viewport=WIDE, reduced_motion="reduce") as page:
        _with_map(page)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#main$"))
        stops = []
        for stop in _tabs(page):
            stops.append(stop)
            if (stop["href"] or "").startswith("tel:"):
                break
        assert stops[-1]["href"] == "tel:+4926197370"
        places = [stop["key"] for stop in stops]
        assert places == sorted(places), "in the order of the page"
        assert stops[0]["href"] == "#list", "and the way there can be made shorter"
    with opened(f"/{lang}/search?want=debt&near=Koblenz", viewport=WIDE, reduced_motion="reduce") as page:
        _with_map(page)
        page.locator(".skips a").first.focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#list$"))
        for presses, stop in enumerate(_tabs(page), 1):
            if (stop["href"] or "").startswith("tel:"):
                assert presses <= 4
                return


def test_the_map_is_skipped_with_one_press(opened: Open) -> None:
    with opened("/de/search?kind=jmd", viewport=WIDE, reduced_motion="reduce") as page:
        _with_map(page)
        page.locator(".map-skip a").focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#after-map$"))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.map-box') === null")


# ---- At 400 % (1,280 x 1,024 becomes 320 x 256), with the letters set wider, in the system's colours

# WCAG 1.4.12, as its text says it.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }"""
STUCK = """[...document.querySelectorAll('*')]
    .filter((e) => ['fixed', 'sticky'].includes(getComputedStyle(e).position))
    .reduce((sum, e) => sum + e.getBoundingClientRect().height, 0)"""
CUT = """() => [...document.querySelectorAll('h1, h2, h3, p, li, dt, dd, a, button, summary, label, th, td')]
    .filter((e) => e.checkVisibility() && !e.closest('.hidden, .tongues-own, .skip, .map, .wide, [aria-hidden]'))
    .filter((e) => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1)
    .map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_four_times_as_large(opened: Open, ids: dict[str, str], lang: str) -> None:
    with opened(f"/{lang}/", viewport={"width": 320, "height": 256}, bypass_csp=True) as page:
        for path in (f"/{lang}/", f"/{lang}/search?kind=women", f"/{lang}/service/{ids['debt']}", f"/{lang}/crisis"):
            page.goto(page.url.split(f"/{lang}/")[0] + path)
            page.add_style_tag(content=SPACED)
            page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
            assert page.evaluate(CUT) == [], path
            assert page.evaluate(STUCK) < 256 / 3, "what stays in sight leaves room to read"


UNSEEN = """(all) => all.map((e) => [getComputedStyle(e).stroke, e.outerHTML])
    .filter(([line]) => line === getComputedStyle(document.body).backgroundColor)"""
BARE = "(all) => all.filter((e) => getComputedStyle(e).borderTopWidth === '0px').map((e) => e.outerHTML)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_colours_of_the_system(opened: Open, ids: dict[str, str], scheme: str) -> None:
    """Nothing is told by our colours alone: buttons keep an edge, icons a line, the focus a ring."""
    with opened("/de/", viewport=WIDE, forced_colors="active", color_scheme=scheme) as page:
        for path in ("/de/", "/de/search?kind=jmd", f"/de/service/{ids['women']}"):
            page.goto(page.url.split("/de/")[0] + path)
            _with_map(page)
            assert page.locator(".icon:visible").evaluate_all(UNSEEN) == [], path
            assert page.locator(":is(.main-button, .door, .part, .exit-button):visible").evaluate_all(BARE) == []
            page.keyboard.press("Tab")
            assert page.evaluate(FOCUS)["ring"]


# ---- On paper


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_sheet_of_paper(opened: Open, ids: dict[str, str], lang: str) -> None:
    for path in (f"/{lang}/service/{ids['debt']}", f"/{lang}/search?want=debt&near=Koblenz"):
        with opened(path, viewport=WIDE) as page:
            page.emulate_media(media="print")
            expect(page.locator(".best-way, .call").first).to_be_visible()
            expect(page.locator(".main-button:visible, nav:visible, #map-box:visible")).to_have_count(0)
            sheets = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))
            assert sheets == 1, path
