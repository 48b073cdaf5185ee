"""The editors' area in a real Chromium: on a small phone, by keyboard, without a finding of axe, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

PHONE = 320
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"label-content-name-mismatch": {"enabled": True}},
    "resultTypes": ["violations"],
}
PAGES = {
    "list": "/edit/{ui}/",
    "service": "/edit/{ui}/service/{own}",
    "draft": "/edit/{ui}/service/{draft}",
    "new": "/edit/{ui}/new",
    "worklist": "/edit/{ui}/worklist",
    "gone": "/edit/{ui}/service/niemand",
}


@pytest.fixture(scope="module")
def address(app: Flask, serve: Callable[[Flask], AbstractContextManager[str]]) -> Iterator[str]:
    with serve(app) as url:
        yield url


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A fresh visitor on a phone, who keeps the complaints of the console."""
    context = browser.new_context(
        color_scheme=request.param, viewport={"width": PHONE, "height": 700}, reduced_motion="reduce"
    )
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert [text for text in said if "the server responded with" not in text] == []


def log_in(page: Page, address: str) -> None:
    """By keyboard alone."""
    page.goto(f"{address}/edit/de/login")
    page.focus("#name")
    page.keyboard.type("verwaltung")
    page.keyboard.press("Tab")
    page.keyboard.type("nur-fuer-die-tests")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/edit/de/")


def faults(page: Page) -> dict[str, object]:
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    found = Axe().run(page, options=RULES)
    looked = {
        "axe": found.generate_report() if found.violations_count else "",
        "too wide": page.evaluate("document.documentElement.scrollWidth") - PHONE,
        "headings": page.locator("h1:visible").count() - 1,
        "gaps": page.evaluate("document.body.innerText.match(/%\\(\\w+\\)[sd]|\\{\\w*\\}|None/g)"),
    }
    return {name: wrong for name, wrong in looked.items() if wrong}


def test_every_page_is_accessible_and_fits(page: Page, address: str, ids: dict[str, str]) -> None:
    page.goto(f"{address}/edit/en/login")
    found = {"login": faults(page)}
    log_in(page, address)
    for ui in ("de", "en"):
        for name, path in PAGES.items():
            page.goto(address + path.format(ui=ui, **ids))
            found[f"{ui} {name}"] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_faults_are_heard_and_lead_to_their_field(page: Page, address: str, ids: dict[str, str]) -> None:
    log_in(page, address)
    page.goto(f"{address}/edit/de/service/{ids['own']}")
    page.fill("#phones", "keine Nummer")
    page.click("button[value=save]")
    assert "Das ist keine Telefonnummer" in page.locator("[role=alert]").inner_text()
    assert faults(page) == {}
    page.locator("[role=alert] a", has_text="Telefon").first.press("Enter")
    assert page.url.endswith("#phones") and page.locator("#phones").input_value() == "keine Nummer"
    told = page.locator("#phones").get_attribute("aria-describedby") or ""
    assert "fault-phones" in told.split() and page.locator("#fault-phones").is_visible()


def test_the_map_ticks_the_boxes_and_rows_are_said_in_words(page: Page, address: str, ids: dict[str, str]) -> None:
    log_in(page, address)
    page.goto(f"{address}/edit/de/service/{ids['own']}")
    page.locator(".area-map path").first.wait_for(state="attached")
    assert page.locator(".area-map path.chosen").count() == 1
    mayen = page.locator(".area-map path", has=page.locator("title", has_text="Mayen-Koblenz"))
    mayen.dispatch_event("click")
    assert page.locator("input[name=areas][value='07137']").is_checked()
    page.uncheck("input[name=areas][value='07137']")
    assert page.locator(".area-map path.chosen").count() == 1
    page.fill("[name='doors.main.hours.Fr.to0']", "13")
    page.locator("[name='doors.main.hours.Fr.to0']").press("Tab")
    said = page.locator("[data-field='doors.main.hours']", has_text="Fr 09:00-13:00")
    said.wait_for()
    assert "Freitag 9–13 Uhr" in said.inner_text()


def test_a_phone_number_is_mended_without_javascript(browser: Browser, address: str, ids: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 700})
    page = context.new_page()
    log_in(page, address)
    page.goto(f"{address}/edit/de/service/{ids['near']}")
    assert not page.locator(".area-map").is_visible()
    page.fill("#phones", "0261 973799")
    page.select_option("[id='source.kind']", "carrier")
    page.fill("[id='source.note']", "angerufen")
    page.click("button[value=preview]")
    assert "0261 973799" in page.content() and page.locator(".staff-preview").is_visible()
    page.click("button[value=save]")
    assert page.locator(".done").inner_text() == "Gespeichert."
    assert page.input_value("#phones") == "0261 973799"
    context.close()
