"""Arabic and Persian pages in a real Chromium: they start on the right, and numbers in them read from the left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, expect

from finder.web.languages import LANGUAGES

RTL = [code for code, language in LANGUAGES.items() if language.dir == "rtl"]
WIDTHS = (360, 1280)
PATHS = (
    "/{lang}/",
    "/{lang}/search?want=debt&near=Koblenz",
    "/{lang}/search?kind=women",
    "/{lang}/service/{debt}",
    "/{lang}/service/{silent}",
    "/{lang}/service/{office}",
    "/{lang}/district/07111",
    "/{lang}/districts",
    "/{lang}/data",
    "/{lang}/crisis",
    "/{lang}/list#{debt},{women}",
    "/{lang}/offline",
    "/{lang}/help",
    "/{lang}/imprint",
    "/{lang}/privacy",
    "/{lang}/accessibility",
    "/{lang}/nowhere",
    "/embed/{lang}?kind=debt",
)

# Phone numbers, times, spans and dates in figures: [text, digits in their order on the screen, as links or not].
NUMBERS = r"""() => {
    const pattern = /[+\d][\d\u00a0\u202f ().\/–:-]*\d/g, found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement.checkVisibility() || node.parentElement.closest('script, style, textarea')) continue;
        for (const match of node.data.matchAll(pattern)) {
            const places = [...match[0].matchAll(/\d/g)].map(({ index }) => {
                const range = document.createRange();
                range.setStart(node, match.index + index);
                range.setEnd(node, match.index + index + 1);
                const { left, top } = range.getBoundingClientRect();
                return { digit: node.data[match.index + index], left, top: Math.round(top) };
            });
            const told = (digits) => digits.map(({ digit }) => digit).join('');
            const seen = told([...places].sort((a, b) => a.top - b.top || a.left - b.left));
            const held = node.parentElement.closest('[dir]').dir === 'ltr';
            found.push([match[0], told(places), seen, held]);
        }
    }
    return found;
}"""
PHONE = re.compile(r"(\+|0|11)[\d ()/–-]{2,}")
# Addresses of mail and of pages hold dots and signs that would jump to the other end.
ADDRESSES = r"""() => [...document.querySelectorAll('a')].flatMap((link) => {
    const nodes = [...link.querySelectorAll('*'), link].flatMap((e) => [...e.childNodes]);
    return nodes.filter((n) => n.nodeType === 3 && /\S+@\S+\.\w+|\w+\.(de|org|com|net)\b/.test(n.data))
        .filter((n) => !/\p{Script=Arabic}/u.test(n.data))
        .filter((n) => n.parentElement.closest('[dir]').dir !== 'ltr').map((n) => n.data);
})"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def _open(page: Page, server: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("about:blank")
    page.goto(server + path)
    if "#" in path:
        page.locator(".cards h2").first.wait_for()
        expect(page.locator("[data-card] > p.soft"), "no card is still to come").to_have_count(0)
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")


@pytest.mark.parametrize(("lang", "path"), list(product(RTL, PATHS)))
def test_numbers_and_addresses_read_from_the_left(
    page: Page, server: str, ids: dict[str, str], lang: str, path: str
) -> None:
    _open(page, server, path.format(lang=lang, **ids), 360)
    numbers = page.evaluate(NUMBERS)
    assert [(text, seen) for text, meant, seen, _held in numbers if meant != seen] == []
    loose = [text for text, _meant, _seen, held in numbers if PHONE.match(text) and not held]
    assert loose == [], "phone numbers are isolated, not right by chance"
    assert page.evaluate(ADDRESSES) == []


@pytest.mark.parametrize("lang", RTL)
def test_the_number_for_women_shows_in_order(page: Page, server: str, lang: str) -> None:
    _open(page, server, f"/{lang}/crisis", 360)
    line = page.locator('main a[href="tel:116016"] bdi').first
    assert line.inner_text() == "116 016" and line.get_attribute("dir") == "ltr"
    shown = [seen for text, _meant, seen, _held in page.evaluate(NUMBERS) if text == "116 016"]
    assert shown and set(shown) == {"116016"}


# How far from the right edge of its block the first line of an element begins.
INDENT = """(e) => {
    const range = document.createRange();
    range.selectNodeContents(e);
    const [first, ...others] = range.getClientRects(), line = others.filter(({ top }) => Math.abs(top - first.top) < 8);
    const begin = Math.max(first.right, ...line.map(({ right }) => right));
    let block = e;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    return block.getBoundingClientRect().right - parseFloat(getComputedStyle(block).paddingRight) - begin;
}"""


@pytest.mark.parametrize(("lang", "width"), list(product(RTL, WIDTHS)))
def test_lines_start_on_the_right(page: Page, server: str, ids: dict[str, str], lang: str, width: int) -> None:
    for path in ("/{lang}/", "/{lang}/search?want=debt&near=Koblenz", "/{lang}/service/{debt}", "/{lang}/crisis"):
        _open(page, server, path.format(lang=lang, **ids), width)
        for name in ("main h1", "main h2", ".item .name a", ".phrases .german", ".lines strong"):
            if page.locator(name).count():
                assert abs(page.locator(name).first.evaluate(INDENT)) < 3, (path, name)


@pytest.mark.parametrize(("lang", "width"), list(product(RTL, WIDTHS)))
def test_the_frame_is_the_german_one_in_a_mirror(page: Page, server: str, lang: str, width: int) -> None:
    parts = (".mark .icon", "header .tongues summary", ".exit-button", ".crisis-page h1")
    sides = {}
    for code in ("de", lang):
        _open(page, server, f"/{code}/crisis", width)
        for name in parts:
            box = page.locator(name).bounding_box()
            assert box
            sides[code, name] = (box["x"], box["x"] + box["width"])
    for name in parts:
        # Words differ in length, so the edge that text begins or ends at is compared, not the width.
        (left, right), (start, end) = sides["de", name], sides[lang, name]
        apart = min(abs(width - end - left), abs(width - start - right))
        assert apart < 3, name


@pytest.mark.parametrize("lang", RTL)
def test_list_and_map_change_places(page: Page, server: str, lang: str) -> None:
    _open(page, server, f"/{lang}/search?kind=jmd", 1280)
    found, map_ = page.locator("main .list").bounding_box(), page.locator("#map-box").bounding_box()
    assert found and map_ and map_["x"] + map_["width"] <= found["x"]


@pytest.mark.parametrize("lang", RTL)
def test_what_points_along_the_line_turns_and_what_names_a_side_does_not(page: Page, server: str, lang: str) -> None:
    turned = "(e) => new DOMMatrix(getComputedStyle(e).transform).a"
    _open(page, server, f"/{lang}/crisis", 360)
    assert page.locator(".exit-button .icon").evaluate(turned) == -1
    _open(page, server, f"/{lang}/search?kind=jmd", 360)
    assert page.locator('.views [data-view="list"] .icon').evaluate(turned) == -1
    page.set_viewport_size({"width": 1280, "height": 800})
    left, right = page.locator("[data-map=left]"), page.locator("[data-map=right]")
    for button in (left, right):
        assert button.locator(".icon").evaluate(turned) == 1
    boxes = left.bounding_box(), right.bounding_box()
    assert boxes[0] and boxes[1] and boxes[0]["x"] < boxes[1]["x"], "left is left on a map of the country"
