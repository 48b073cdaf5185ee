"""In a real Chromium: list and map choose one another, by mouse, keyboard and thumb; near me; nothing jumps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

ALL, PLACE = "/de/search?kind=jmd", "/de/search?want=debt&near=Koblenz"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
KOBLENZ = {"latitude": 50.35691, "longitude": 7.58904}
Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Browser, server: str) -> Open:
    """A page in a browser of its own, which must neither complain nor ask another host."""

    @contextmanager
    def opening(path: str, **options: Any) -> Iterator[Page]:
        context = browser.new_context(**options)
        page = context.new_page()
        faults: list[str] = []
        page.on(
            "console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request", lambda asked: faults.append(asked.url) if not asked.url.startswith((server, "data:")) else None
        )
        page.goto(server + path)
        yield page
        context.close()
        assert faults == []

    return opening


def _drawn(page: Page) -> None:
    page.locator(".outline").first.wait_for(state="attached")
    page.locator(".ground-label").first.wait_for(state="attached")


def test_the_list_shows_its_pin(opened: Open) -> None:
    with opened(PLACE, viewport=WIDE) as page:
        _drawn(page)
        item = page.locator(".item:has(.to-map:visible)").first
        item.hover()
        expect(page.locator(".pin.lit")).to_have_count(1)
        item.locator(".to-map").click()
        expect(page.locator(".pin.lit:focus")).to_have_count(1)
        expect(page.locator("#map-said")).to_contain_text(item.locator(".name").inner_text())


def test_the_pin_shows_its_entry_by_mouse_and_by_keyboard(opened: Open) -> None:
    ways: tuple[Callable[[Locator], None], ...] = (
        Locator.click,
        lambda pin: pin.press("Enter"),
        lambda pin: pin.press(" "),
    )
    for choose in ways:
        with opened(PLACE, viewport=WIDE) as page:
            _drawn(page)
            pin = page.locator(".pin-one:not(.pin-far)").first
            number, name = pin.inner_text(), pin.get_attribute("aria-label") or ""
            choose(pin)
            item = page.locator(f"#s{number}")
            expect(item).to_contain_class("lit")
            expect(item.locator(".name a")).to_be_focused()
            assert name.startswith(item.locator(".name a").inner_text()), "the pin is called as the entry"


def test_a_shared_point_tells_its_names_and_escape_leads_back(opened: Open) -> None:
    with opened(ALL, viewport=WIDE) as page:
        _drawn(page)
        pin = page.locator(".pin-many:not(.pin-far)").first
        expect(pin).to_have_attribute("aria-label", re.compile("Angebote hier"))
        pin.focus()
        page.keyboard.press("Enter")
        names = page.locator(".leaflet-popup a[href^='/de/service/']")
        expect(names.first).to_be_focused()
        assert names.count() > 1
        page.keyboard.press("Escape")
        page.locator(".leaflet-popup").wait_for(state="detached")
        expect(page.locator(".pin:focus")).to_have_count(1)


def test_a_place_known_roughly_says_so(opened: Open) -> None:
    with opened("/de/search?kind=mfd", viewport=WIDE) as page:
        _drawn(page)
        expect(page.locator(".pin-roughly").first).to_have_attribute("aria-label", re.compile(r"\(ungefähr\)$"))
        expect(page.locator(".map-note")).to_be_visible()


def test_the_map_moves_without_dragging_and_with_the_keyboard(opened: Open) -> None:
    place = "() => getComputedStyle(document.querySelector('.leaflet-map-pane')).transform"
    outlines = "() => [...document.querySelectorAll('.outline')].map((e) => e.getAttribute('d')).join()"
    with opened(ALL, viewport=WIDE, reduced_motion="reduce") as page:
        _drawn(page)
        for name in ("Nach oben", "Nach unten", "Nach links", "Nach rechts"):
            before = page.evaluate(place)
            page.get_by_role("button", name=name, exact=True).press("Enter")
            page.wait_for_function(f"(before) => ({place})() !== before", arg=before)
        before = page.evaluate(outlines)
        page.get_by_role("button", name="Karte vergrößern").click()
        page.wait_for_function(f"(before) => ({outlines})() !== before", arg=before)
        page.get_by_role("button", name="Alles zeigen").click()
        page.locator(".pin").first.wait_for()


def test_skip_links_lead_to_list_and_map(opened: Open) -> None:
    for name, goal in (("Zur Liste", "list"), ("Zur Karte", "map-box"), ("Karte überspringen", "after-map")):
        for viewport in (WIDE, NARROW):
            with opened(ALL, viewport=viewport) as page:
                page.locator(".map, .only-list").first.wait_for()
                if viewport is WIDE:
                    _drawn(page)
                if goal == "after-map" and viewport is NARROW:
                    page.click("button[data-view=map]")
                link = page.get_by_role("link", name=name)
                link.focus()
                assert link.bounding_box()["y"] >= 0, "in sight while it has the focus"
                page.keyboard.press("Enter")
                expect(page.locator(":focus")).to_have_id(goal)
                if goal == "map-box":
                    expect(page.locator("#map-box")).to_be_visible()


def test_a_narrow_screen_shows_one_at_a_time_and_fetches_the_map_when_asked(opened: Open) -> None:
    with opened(ALL, viewport=NARROW, has_touch=True) as page:
        fetched = page.locator("script[src*=leaflet]")
        expect(page.locator("#list")).to_be_visible()
        expect(page.locator("#map-box")).to_be_hidden()
        # Whether the map is in sight is known with the next frame.
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert fetched.count() == 0
        page.tap("button[data-view=map]")
        _drawn(page)
        expect(fetched).to_have_count(2)
        expect(page.locator("#list")).to_be_hidden()
        expect(page.locator("button[data-view=map]")).to_have_attribute("aria-pressed", "true")
        page.locator(".pin:not(.pin-far)").first.tap()
        page.locator(".leaflet-popup").wait_for()
        page.get_by_role("button", name="In der Liste zeigen").tap()
        expect(page.locator("#list")).to_be_visible()
        expect(page.locator(".item.lit")).to_have_count(1)


def test_the_first_press_on_an_entry_fetches_the_map_and_goes_to_the_pin(opened: Open) -> None:
    with opened(ALL, viewport=NARROW) as page:
        page.locator(".to-map:visible").first.click()
        expect(page.locator(".pin.lit:focus")).to_have_count(1)


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("path", ["/de/", ALL, PLACE, "/de/district/07111", "/de/districts"])
def test_nothing_moves_while_the_page_comes(opened: Open, path: str, viewport: dict[str, int]) -> None:
    shifts = """() => new Promise((done) => {
        let sum = 0;
        new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; })
            .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 400);
    })"""
    with opened(path, viewport=viewport) as page:
        box = page.locator("#map-box")
        if box.count() and box.is_visible() and viewport is WIDE:
            page.locator(".outline, .lotse-level").first.wait_for(state="attached")
            page.wait_for_function("() => window.lotseMap")
        # A machine at its limits draws a word of the head later than its neighbour; a late map moves far more.
        assert page.evaluate(shifts) < 0.04


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_on_a_phone_has_no_findings(opened: Open, scheme: str) -> None:
    with opened(ALL, viewport=NARROW, color_scheme=scheme, reduced_motion="reduce") as page:
        page.click("button[data-view=map]")
        _drawn(page)
        page.locator(".pin-many:not(.pin-far)").first.click()
        page.locator(".leaflet-popup").wait_for()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_near_me_asks_rounds_and_posts(opened: Open) -> None:
    with opened("/de/", viewport=NARROW, geolocation=KOBLENZ, permissions=["geolocation"]) as page:
        sent: list[Request] = []
        page.on("request", lambda asked: sent.append(asked))
        page.fill("#q", "Schulden")
        page.get_by_role("button", name="In meiner Nähe suchen").click()
        page.wait_for_url("**/de/search")
        posted = next(request for request in sent if request.method == "POST")
        assert posted.post_data == "near=50.36%2C7.59&q=Schulden"
        assert not any("50.3" in request.url or "7.58" in request.url for request in sent)
        expect(page.locator(".part", has_text="Ihr Standort: Koblenz")).to_be_visible()
        page.go_back()
        expect(page.locator("#near-me [role=status]")).to_have_text("")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "Ihr Browser hat den Standort nicht freigegeben."),
        (
            {"geolocation": {"latitude": 52.52, "longitude": 13.4}, "permissions": ["geolocation"]},
            "Ihr Standort liegt außerhalb von Rheinland-Pfalz.",
        ),
    ],
)
def test_near_me_says_why_it_does_not_work(opened: Open, options: dict[str, Any], said: str) -> None:
    with opened("/de/", viewport=NARROW, **options) as page:
        page.get_by_role("button", name="In meiner Nähe suchen").click()
        page.locator("#near-me [role=status]", has_text=said).wait_for()
        assert page.url.endswith("/de/"), "nothing was sent"


def test_without_scripts_neither_map_nor_near_me_is_offered(opened: Open) -> None:
    with opened(ALL, viewport=WIDE, java_script_enabled=False) as page:
        for name in ("#map-box", "#near-me", ".views", ".to-map"):
            expect(page.locator(name).first).to_be_hidden()
        main, column = page.locator("main").bounding_box(), page.locator(".list").bounding_box()
        assert main and column and column["width"] > main["width"] * 0.8, "the list has the whole width"


def test_where_the_scripts_do_not_come_the_list_takes_the_room(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})

    def fail(route: Route) -> None:
        route.abort()

    page.route("**/static/leaflet.*.js", fail)
    page.goto(server + ALL)
    page.locator("#map-box").wait_for(state="hidden")
    column = page.locator(".list").bounding_box()
    assert column and column["width"] > 1000
    page.close()
