"""The editors' area in a real Chromium: on a small phone, by keyboard, without a finding of axe, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

Faults = Callable[[Page], dict[str, object]]
PHONE = 320
PAGES = {
    "list": "/edit/{ui}/",
    "service": "/edit/{ui}/service/{own}",
    "draft": "/edit/{ui}/service/{draft}",
    "new": "/edit/{ui}/new",
    "worklist": "/edit/{ui}/worklist",
    "gone": "/edit/{ui}/service/niemand",
}


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


def test_every_page_is_accessible_and_fits(page: Page, address: str, ids: dict[str, str], faults: Faults) -> None:
    page.goto(f"{address}/edit/en/login")
    found = {"login": faults(page)}
    log_in(page, address)
    for ui in ("de", "en"):
        for name, path in PAGES.items():
            page.goto(address + path.format(ui=ui, **ids))
            found[f"{ui} {name}"] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_faults_are_heard_and_lead_to_their_field(
    page: Page, address: str, ids: dict[str, str], faults: Faults
) -> None:
    log_in(page, address)
    page.goto(f"{address}/edit/de/service/{ids['own']}")
    page.fill("#phones", "keine Nummer")
    with page.expect_navigation():
        page.click("button[value=save]")
    expect(page.locator("[role=alert]")).to_contain_text("Das ist keine Telefonnummer")
    assert faults(page) == {}
    page.locator("[role=alert] a", has_text="Telefon").first.press("Enter")
    expect(page).to_have_url(re.compile("#phones$"))
    expect(page.locator("#phones")).to_have_value("keine Nummer")
    told = page.locator("#phones").get_attribute("aria-describedby") or ""
    assert "fault-phones" in told.split()
    expect(page.locator("#fault-phones")).to_be_visible()


def test_the_map_ticks_the_boxes_and_rows_are_said_in_words(page: Page, address: str, ids: dict[str, str]) -> None:
    log_in(page, address)
    page.goto(f"{address}/edit/de/service/{ids['own']}")
    chosen = page.locator(".area-map path.chosen")
    expect(chosen).to_have_count(1)
    mayen = page.locator(".area-map path", has=page.locator("title", has_text="Mayen-Koblenz"))
    mayen.dispatch_event("click")
    expect(chosen).to_have_count(2)
    expect(page.locator("input[name=areas][value='07137']")).to_be_checked()
    page.uncheck("input[name=areas][value='07137']")
    expect(chosen).to_have_count(1)
    page.fill("[name='doors.main.hours.Fr.to0']", "13")
    page.locator("[name='doors.main.hours.Fr.to0']").press("Tab")
    said = page.locator("[data-field='doors.main.hours']", has_text="Fr 09:00-13:00")
    expect(said).to_contain_text("Freitag 9–13 Uhr")


def test_a_phone_number_is_mended_without_javascript(browser: Browser, address: str, ids: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 700})
    page = context.new_page()
    log_in(page, address)
    page.goto(f"{address}/edit/de/service/{ids['near']}")
    expect(page.locator(".area-map")).to_be_hidden()
    page.fill("#phones", "0261 973799")
    page.select_option("[id='source.kind']", "carrier")
    page.fill("[id='source.note']", "angerufen")
    page.click("button[value=preview]")
    expect(page.locator(".staff-preview")).to_be_visible()
    expect(page.get_by_text("0261 973799").first).to_be_visible()
    page.click("button[value=save]")
    expect(page.locator(".done")).to_have_text("Gespeichert.")
    expect(page.locator("#phones")).to_have_value("0261 973799")
    context.close()
