"""In a real Chromium: a visitor tells of a wrong number, an editor takes it, the public page shows it, and undoing
brings the old one back. The pages on that way on a small phone, without a finding of axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from directory.database import session, writing
from directory.editing import Change, create
from directory.provenance import history
from directory.registry_files import EntrySource
from directory.review import Proposed, propose
from finder.web.stamps import LEAST_S

Faults = Callable[[Page], dict[str, object]]
PHONE, PATIENCE = 320, 600
CALL = EntrySource("s", "https://example.org/x", "2026-11", "own site", "high")
TWIN = {
    "name": "Schuldnerberatung Muster e. V.", "kinds": ["debt"], "organization": "Muster e. V.", "district": "07111",
    "phones": ["+4926197370"], "languages": ["ar"], "doors": ["main", "weit"], "doors.main.street": "Musterstr. 1",
    "doors.main.postcode": "56068", "doors.main.city": "Koblenz", "doors.weit.city": "Koblenz",
}  # fmt: skip


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """Somebody with a small phone and without JavaScript."""
    context = browser.new_context(viewport={"width": PHONE, "height": 700}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Any:
    return request.param


def log_in(browser: Browser, address: str, **more: Any) -> Page:
    context = browser.new_context(viewport={"width": PHONE, "height": 700}, reduced_motion="reduce", **more)
    page = context.new_page()
    page.goto(f"{address}/edit/de/login")
    page.fill("#name", "bezirk")
    page.fill("#password", "nur-fuer-die-tests")
    page.click("main button")
    page.wait_for_url(f"{address}/edit/de/")
    return page


def shows(page: Page, url: str, number: str) -> bool:
    """Whether the public page comes to show this number: the index is built anew beside the running site."""
    for _ in range(PATIENCE):
        page.goto(url)
        if page.locator(f'a.best-way[href="tel:{number}"]').count():
            return True
        page.wait_for_timeout(100)
    return False


def test_from_a_wrong_number_to_the_right_one_and_back(
    browser: Browser, visitor: Page, address: str, engine: Engine, ids: dict[str, str]
) -> None:
    public = f"{address}/de/service/{ids['own']}"
    assert shows(visitor, public, "+4926197370")
    visitor.click("text=Fehler melden")
    visitor.select_option("#what", "phone")
    visitor.fill("#text", "0261 97399")
    visitor.wait_for_timeout(1000 * LEAST_S + 100)  # as long as a person needs at least
    visitor.click("text=Absenden")
    expect(visitor.locator("[role=status]")).to_have_text("Danke. Wir prüfen Ihren Hinweis.")
    assert visitor.context.cookies() == []

    editor = log_in(browser, address)
    editor.click("text=Zu prüfen")
    editor.wait_for_url("**/queue")  # the page before has links of that name too
    editor.click("text=Schuldnerberatung Muster")
    expect(editor.locator(".change-old")).to_have_text("0261 97370")
    expect(editor.locator("textarea")).to_have_value("0261 97399")
    editor.select_option("[id='source.kind']", "carrier")
    editor.click("button:has-text('Übernehmen')")
    expect(editor.locator("[role=status]").first).to_have_text("Übernommen.")
    assert shows(visitor, public, "+4926197399")

    editor.goto(f"{address}/edit/de/service/{ids['own']}/history")
    first = editor.locator(".history > li").first
    expect(first).to_contain_text("bezirk")
    expect(first).to_contain_text("Hinweis aus der Öffentlichkeit geprüft")
    first.locator("summary:has-text('Zurücknehmen')").click()
    first.locator("input[name=note]").fill("doch die alte")
    first.locator("button").click()
    expect(editor.locator("[role=status]")).to_have_text("Zurückgenommen.")
    assert shows(visitor, public, "+4926197370")
    editor.context.close()

    with session(engine) as current:
        told = [line for line in history(current, ids["own"]) if line.field == "phones"]
    assert [(line.value, line.recorded_by, line.note) for line in told] == [
        (["+4926197370"], "bezirk", "doch die alte"),
        (["+4926197399"], "bezirk", "Hinweis aus der Öffentlichkeit geprüft"),
        (["+4926197370"], None, None),
    ]


def test_the_pages_of_an_editor_who_decides(
    browser: Browser, address: str, engine: Engine, ids: dict[str, str], scheme: Any, faults: Faults
) -> None:
    facts = {"phones": ["+4926197399"], "kinds": ["mfd"], "status": "withdrawn", "doors.main.hours": "Mo 09:00-12:00"}
    with writing(engine) as current:
        note = "Ein langer Hinweis mit einem_sehr_langen_wort_ohne_jede_trennung_darin " * 3
        number = propose(current, Proposed("correction", ids["own"], facts, "public", note, "https://example.org/" * 5))
        twin = create(current, f"test/twin-{scheme}", Change(TWIN, CALL, "2025", "verwaltung"))
    page = log_in(browser, address, color_scheme=scheme)
    merging = f"/edit/de/merge/{ids['own']}/{twin}"
    for path in ("queue", "queue?all=1", f"queue/{number}", "duplicates?all=1", f"service/{ids['own']}/history"):
        for ui in ("de", "en"):
            page.goto(f"{address}/edit/{ui}/{path}")
            assert faults(page) == {}, (ui, path)
    page.goto(address + merging)
    assert faults(page) == {}
    page.goto(f"{address}/edit/de/queue/{number}")
    with page.expect_navigation():
        page.click("button:has-text('Übernehmen')")  # no source was chosen
    expect(page.locator("[role=alert]").first).to_be_attached()
    assert faults(page) == {}
    page.context.close()


def test_the_forms_of_the_public_with_something_to_mend(
    browser: Browser, address: str, ids: dict[str, str], scheme: Any, faults: Faults
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": PHONE, "height": 700})
    page = context.new_page()
    for path in (f"/de/service/{ids['own']}/report", "/ar/suggest"):
        page.goto(address + path)
        page.wait_for_timeout(1000 * LEAST_S + 100)
        with page.expect_navigation():
            page.click(".suggest button")
        assert page.locator(".entry-error").count() >= 2
        assert faults(page) == {}, path
    context.close()
