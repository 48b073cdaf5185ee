"""In a real Chromium, each page in each language: no finding of axe, no complaint, no foreign request, no hole in the
translation, nothing wider than a small phone, nothing that moves as it comes, nothing too small to hit or to type in.

Light and dark take turns from page to page. With ``LOTSE_EVERY_VIEW=1`` (``./scripts/verify pages``) each page is
looked at in both, on a phone and on a desk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from finder.web.languages import DEFAULT, LANGUAGES
from finder.web.wording.catalogue import load_translations
from finder.web.wording.completeness import everything

PHONE, DESK = 320, 1280
# A machine at its limits draws a word of the head later than its neighbour; what a script moves is far more.
STILL = 0.005 if os.environ.get("LOTSE_EVERY_VIEW") else 0.04
SCHEMES = ("light", "dark")
# Named, since axe leaves the rules of WCAG 2.2 out by default.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Still an experiment of axe: whoever steers by voice says what stands on a button.
    "rules": {"label-content-name-mismatch": {"enabled": True}},
    "resultTypes": ["violations"],
}
CRISIS = "mein Mann schlägt mich"  # posted and answered at once, under an address that says nothing


COUNT_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifted += entry.hadRecentInput ? 0 : entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
"""
# Two frames later all that has come is drawn, and counted.
SHIFTED = """() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.shifted))));
})"""
# What is in sight and cannot be hit by a thumb (24 px), or shows too little of what is typed (120 px).
TOO_SMALL = """() => {
    const all = document.querySelectorAll('a[href], button, input, select, textarea, summary');
    const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.skip, .hidden');
    const least = (e) => (e.matches('input[type=search], input[type=text], input:not([type])') ? 120 : 24);
    const small = (e, { width, height }) => width > 1 && (height < 24 || width < least(e));
    const faults = [...all].filter((e) => shown(e) && small(e, e.getBoundingClientRect()));
    return faults.map((e) => e.outerHTML.slice(0, 120));
}"""


@dataclass(frozen=True, slots=True)
class Sort:
    """One page type. ``line``: what is typed there; ``width`` where it is looked at when only one is."""

    path: str
    line: str = ""
    width: int = PHONE
    error: bool = False


SORTS = {
    "choose": Sort("/"),
    "home": Sort("/{lang}/"),
    "results": Sort("/{lang}/search?want=debt&near=Koblenz&language=ar"),
    "results with map": Sort("/{lang}/search", width=DESK),
    "no results": Sort("/{lang}/search?kind=addiction&language=ti&near=Mainz"),
    "results, posted": Sort("/{lang}/", line=CRISIS),
    "service": Sort("/{lang}/service/{debt}"),
    "service, sensitive": Sort("/{lang}/service/{women}"),
    "service without contact": Sort("/{lang}/service/{silent}", width=DESK),
    "district": Sort("/{lang}/district/07111"),
    "districts": Sort("/{lang}/districts"),
    "districts with map": Sort("/{lang}/districts", width=DESK),
    "data": Sort("/{lang}/data"),
    "atlas": Sort("/{lang}/atlas"),
    "atlas with map": Sort("/{lang}/atlas?kind=return", width=DESK),
    "crisis": Sort("/{lang}/crisis"),
    "my list": Sort("/{lang}/list"),
    "list from a friend": Sort("/{lang}/list#{debt},{silent}"),
    "offline": Sort("/{lang}/offline"),
    "report": Sort("/{lang}/service/{debt}/report"),
    "suggest": Sort("/{lang}/suggest"),
    "help": Sort("/{lang}/help"),
    "imprint": Sort("/{lang}/imprint"),
    "privacy": Sort("/{lang}/privacy"),
    "accessibility": Sort("/{lang}/accessibility"),
    "embed": Sort("/{lang}/embed"),
    "framed": Sort("/embed/{lang}?kind=jmd"),
    "not found": Sort("/{lang}/nowhere", error=True),
    "wrong input": Sort("/{lang}/search?kind=nope", error=True),
}


def _views() -> Iterator[tuple[str, str, str, int]]:
    for (row, lang), (column, name) in product(enumerate(LANGUAGES), enumerate(SORTS)):
        if os.environ.get("LOTSE_EVERY_VIEW"):
            yield from ((lang, name, scheme, width) for scheme in SCHEMES for width in (PHONE, DESK))
        else:
            yield lang, name, SCHEMES[(row + column) % 2], SORTS[name].width


class Visitor:
    """One tab for all pages of one colour scheme, and what went wrong on the page that it shows."""

    def __init__(self, browser: Browser, server: str, scheme: Any) -> None:
        # ?lang decides nothing here: "/" speaks the browser's language, which each visit sets.
        self.context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
        self.context.add_init_script(COUNT_SHIFTS)
        self.page: Page = self.context.new_page()
        self.server, self.scheme, self.faults, self.moved = server, scheme, list[str](), 0.0
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else 0)
        self.page.on("request", lambda asked: None if self._ours(asked.url) else self.faults.append(asked.url))

    def _ours(self, url: str) -> bool:
        return url.startswith((self.server, "data:"))

    def visit(self, sort: Sort, lang: str, width: int, ids: dict[str, str]) -> Page:
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.set_extra_http_headers({"Accept-Language": lang})
        # A new "#" alone would load nothing.
        self.page.goto("about:blank")
        self.faults.clear()
        self.page.goto(self.server + sort.path.format(lang=lang, **ids))
        if sort.line:
            self.page.fill("#q", sort.line)
            with self.page.expect_navigation():
                self.page.press("#q", "Enter")
            self.page.locator(".crisis").wait_for()
        self._settle()
        return self.page

    def _settle(self) -> None:
        """All is open and there: a map that is in sight, the cards of a list, what is folded."""
        if self.page.locator("#map-box:visible").count():
            self.page.locator("#map-box").scroll_into_view_if_needed()
            self.page.locator(".outline, .lotse-level").first.wait_for(state="attached")
            self.page.wait_for_function("() => window.lotseMap")
        if "#" in self.page.url:
            self.page.locator(".cards h2").first.wait_for()
            expect(self.page.locator("[data-card] > p.soft"), "no card is still to come").to_have_count(0)
        self.moved = self.page.evaluate(SHIFTED)
        self.page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")


@pytest.fixture(scope="module")
def visitors(browser: Browser, server: str) -> Iterator[dict[str, Visitor]]:
    made = {scheme: Visitor(browser, server, scheme) for scheme in SCHEMES}
    yield made
    for visitor in made.values():
        visitor.context.close()


# What there is to read on the page, by eye or by ear: [words, their own language or none]. Words that scripts show
# later stand in templates and in data- attributes.
WORDS = r"""() => {
    const found = [];
    const own = (element) => element.closest('[lang]:not(html)')?.lang ?? null;
    const put = (text, lang) => found.push([text.replace(/\s+/g, ' ').trim(), lang]);
    const read = (root) => {
        for (const element of root.querySelectorAll('*')) {
            if (element.matches('script, style, noscript')) continue;
            for (const node of element.childNodes) if (node.nodeType === 3) put(node.data, own(element));
            for (const { name, value } of element.attributes)
                if (/^(aria-label|title|alt|placeholder|content|data-.*)$/.test(name) && /\s/.test(value.trim()))
                    put(value, own(element));
            if (element.matches('template')) read(element.content);
        }
    };
    read(document);
    return found;
}"""


@cache
def _german(lang: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """German sentences that this language says otherwise: whole ones, and those with a gap as one pattern. Of German
    itself none are; easy German may say a word as German does."""
    if lang == DEFAULT:
        return frozenset(), re.compile("(?!)")
    said = {text for forms in load_translations()[lang].texts.forms.values() for text in forms}
    left = {text for message, spoken in everything().items() if lang not in spoken for text in message} - said
    gaps = [re.split(r"%\(\w+\)[sd]|\{\w+\}", text) for text in left]
    # A few letters beside a gap would match anything.
    long = [".+".join(map(re.escape, parts)) for parts in gaps if len(parts) > 1 and sum(map(len, parts)) > 11]
    return frozenset(" ".join(text.split()) for text in left), re.compile("|".join(long) or "(?!)")


# Three of them in one text that does not say that it is German: a sentence that no catalogue knows of. The name of an
# authority has two.
_SMALL_WORDS = re.compile(r"\b(?:und|oder|nicht|für|bei|wird|keine|mit|dem|der|das|ist|auf|Sie)\b")


def _holes(page: Page, lang: str) -> list[str]:
    """German where the page speaks another language."""
    if lang.split("-")[0] == DEFAULT:
        return [text for text, own in page.evaluate(WORDS) if own is None and text in _german(lang)[0]]
    whole, with_gap = _german(lang)
    foreign = [text for text, own in page.evaluate(WORDS) if own is None]
    german = (text for text in foreign if text in whole or with_gap.fullmatch(text))
    return [*german, *(text for text in foreign if len(set(_SMALL_WORDS.findall(text))) > 2)]


def _gaps(page: Page) -> list[str]:
    """What nobody filled in. Gaps that scripts fill stand in data- attributes and templates, never in sight."""
    unfilled = page.evaluate("document.body.innerText.match(/%\\(\\w+\\)[sd]|\\{\\w*\\}/g) || []")
    return [*unfilled, *(text for text, _own in page.evaluate(WORDS) if text in ("None", "undefined", "null", "NaN"))]


def _axe(page: Page) -> str:
    found = Axe().run(page, options=RULES)
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize(
    ("lang", "name", "scheme", "width"), list(_views()), ids=lambda value: str(value).replace(" ", "-").replace(",", "")
)
def test_page(visitors: dict[str, Visitor], ids: dict[str, str], lang: str, name: str, scheme: str, width: int) -> None:
    sort, language, visitor = SORTS[name], LANGUAGES[lang], visitors[scheme]
    page = visitor.visit(sort, lang, width, ids)
    is_told = "the server responded with"  # of an error page that is one on purpose
    found = {
        "language": page.evaluate("document.documentElement.lang").split("-")[0] != lang.split("-")[0],
        "direction": page.evaluate("document.documentElement.dir") != language.dir,
        "title": not page.title().removesuffix("Lotse").strip(" –"),
        "headings": page.locator("h1:visible").count() - 1,
        "too wide by": page.evaluate("document.documentElement.scrollWidth") - width,
        "moved": visitor.moved >= STILL and visitor.moved,
        "too small": page.evaluate(TOO_SMALL),
        "not filled in": _gaps(page),
        "not translated": _holes(page, lang),
        "axe": _axe(page),
        "complaints": [fault for fault in visitor.faults if not (sort.error and is_told in fault)],
    }
    assert {check: faults for check, faults in found.items() if faults} == {}
