"""Reading without a network: the worker keeps what was saved and nothing else, and forgets everything on a press."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, expect

from finder.web.languages import LANGUAGES
from finder.web.public import worker

STORES = """async () => {
    const found = {};
    for (const name of await caches.keys())
        found[name] = (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname);
    return found;
}"""
WORKERS = "navigator.serviceWorker.getRegistrations().then((found) => found.length)"
OWN = {"/de/list", "/de/crisis", "/de/offline"}


# ---- Without a browser


def test_the_worker_lies_at_the_top_under_a_lasting_name_and_is_asked_for_anew(client: FlaskClient) -> None:
    response = client.get("/sw.js")
    assert response.mimetype == "text/javascript"
    assert response.headers["Cache-Control"] == "no-cache"
    assert re.match(r'const VERSION = "[0-9a-f]{10}";\n"use strict";', response.text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_its_offline_page_with_numbers_to_call(client: FlaskClient, lang: str) -> None:
    response = client.get(f"/{lang}/offline")
    assert response.status_code == 200 and response.headers["X-Robots-Tag"] == "noindex"
    for number in ("tel:110", "tel:112", "tel:116016"):
        assert f'href="{number}"' in response.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_its_manifest(client: FlaskClient, lang: str) -> None:
    assert f'<link rel="manifest" href="/{lang}/manifest.webmanifest">' in client.get(f"/{lang}/").text
    response = client.get(f"/{lang}/manifest.webmanifest")
    assert response.mimetype == "application/manifest+json"
    manifest = response.json
    assert manifest is not None
    assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == (lang, LANGUAGES[lang].dir, f"/{lang}/")
    assert client.get(manifest["icons"][0]["src"]).status_code == 200


# ---- In a browser


class Device:
    """A browser with a memory of its own, and what it complained of while there was a network."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context, self.base, self.online = context, base, True
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._said(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and self.online:
            self.complaints.append(text)

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def unplug(self) -> None:
        self.online = False
        self.context.set_offline(True)

    def plug_in(self) -> None:
        self.context.set_offline(False)
        self.online = True

    def save_service(self, service_id: str) -> None:
        """Returns once the worker has made its copies."""
        self.open(f"/de/service/{service_id}").locator(".save button").click()
        self.page.evaluate("lotse.sync()")

    def kept(self) -> set[str]:
        """Paths of all pages in all stores; none of the files they need."""
        stores: dict[str, list[str]] = self.page.evaluate(STORES)
        return {path for paths in stores.values() for path in paths if not path.startswith(("/static/", "/map/"))}


@pytest.fixture
def device(browser: Browser, server: str) -> Iterator[Device]:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    started = Device(context, server)
    yield started
    context.close()
    assert started.complaints == []


def test_before_anything_is_saved_nothing_lies_on_the_device(device: Device, ids: dict[str, str]) -> None:
    for path in ("/de/", "/de/search?kind=debt", f"/de/service/{ids['debt']}", "/de/district/07111", "/de/list"):
        page = device.open(path)
        page.locator("main").wait_for()
        assert page.evaluate(WORKERS) == 0 and page.evaluate(STORES) == {}, path
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0, path


def test_what_is_saved_is_kept_and_nothing_that_was_searched_or_only_visited(
    device: Device, ids: dict[str, str]
) -> None:
    device.save_service(ids["debt"])
    device.open("/de/search?kind=jmd")
    device.open("/de/")
    device.page.fill("#q", "Schulden Koblenz arabisch")
    device.page.press("#q", "Enter")
    device.page.wait_for_url("**/de/search?**")
    device.open("/de/")
    device.page.fill("#q", "mein Mann schlägt mich")
    device.page.press("#q", "Enter")
    device.page.locator(".crisis").wait_for()
    expect(device.page, "what is posted passes the worker as it passes without one").to_have_url(
        re.compile("/de/search$")
    )
    device.open(f"/de/service/{ids['guide']}")
    device.open("/de/district/07111")
    service = f"/de/service/{ids['debt']}"
    assert device.kept() == {*OWN, service, f"{service}/card"}


def test_saved_things_can_be_read_without_a_network(device: Device, ids: dict[str, str]) -> None:
    device.save_service(ids["debt"])
    page = device.open("/de/list")
    page.locator(".cards h2").wait_for()
    device.unplug()
    page.reload()
    expect(page.locator(".cards h2")).to_have_text("Schuldnerberatung Beispielverein")
    expect(page.locator(".copy-note"), "it says that it is a copy").to_be_visible()
    expect(page.locator(".card .open:visible")).to_have_count(0)
    assert page.locator(".mark").evaluate("(e) => getComputedStyle(e).display") != "inline", "with its style"
    page.locator(".cards h2 a").click()
    page.wait_for_url(f"**/de/service/{ids['debt']}")
    expect(page.locator(".best-way")).to_have_attribute("href", "tel:+4926197370")
    expect(page.locator(".open").first, "nobody knows whether it is open now").to_be_hidden()
    device.open("/de/crisis")
    expect(page.locator('main a[href="tel:116016"]').first).to_be_visible()


@pytest.mark.parametrize("path", ["/de/", "/de/search?kind=jmd", "/de/district/07111", "/en/data", "/"])
def test_any_other_page_gives_numbers_to_call_and_the_way_to_what_is_saved(
    device: Device, ids: dict[str, str], path: str
) -> None:
    device.save_service(ids["debt"])
    device.unplug()
    page = device.open(path)
    expect(page.locator("h1")).to_have_text("Kein Internet")
    expect(page.locator('main a[href="tel:112"]')).to_be_visible()
    page.locator("main").get_by_text("Meine Liste").click()
    page.locator(".cards h2").wait_for()


def test_a_search_without_a_network_gives_numbers_too(device: Device, ids: dict[str, str]) -> None:
    device.save_service(ids["debt"])
    page = device.open("/de/")
    device.unplug()
    page.fill("#q", "Wohnung")
    page.press("#q", "Enter")
    page.locator("h1", has_text="Kein Internet").wait_for()


def test_what_was_saved_in_another_language_is_better_than_nothing(device: Device, ids: dict[str, str]) -> None:
    device.save_service(ids["debt"])
    device.unplug()
    page = device.open(f"/en/service/{ids['debt']}")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator(".best-way")).to_have_attribute("href", "tel:+4926197370")


def test_the_page_of_a_district_is_kept_when_asked_and_dropped_when_asked(device: Device) -> None:
    page = device.open("/de/district/07111")
    button, said = (
        page.locator('[data-save^="districts"] button'),
        page.locator('[data-save^="districts"] [role=status]'),
    )
    expect(button).to_have_text("Diese Seite offline speichern")
    button.click()
    said.get_by_text("Sie können diese Seite auch ohne Internet lesen.").wait_for()
    assert "/de/district/07111" in device.kept()
    device.unplug()
    page.reload()
    expect(page.locator("h1")).to_have_text("Koblenz")
    expect(page.locator(".item").first).to_be_visible()
    device.plug_in()
    page = device.open("/de/list")
    line = page.locator('[data-pages] li[data-district="07111"]')
    expect(line).to_be_visible()
    expect(page.locator("[data-pages] li:visible")).to_have_count(1)
    line.locator("button").click()
    page.evaluate("lotse.sync()")
    assert page.evaluate(STORES) == {} and page.evaluate(WORKERS) == 0, "with the last thing all the rest goes"


def test_what_is_removed_is_removed_from_the_copies_too(device: Device, ids: dict[str, str]) -> None:
    device.save_service(ids["debt"])
    device.save_service(ids["guide"])
    page = device.open("/de/list")
    page.locator("[data-do=remove]").nth(1).click()
    page.evaluate("lotse.sync()")
    assert not [path for path in device.kept() if ids["guide"] in path]
    assert [path for path in device.kept() if ids["debt"] in path]


@pytest.mark.parametrize("path", ["/de/list", "/de/privacy"])
def test_forgetting_leaves_nothing_and_says_what_stays(device: Device, ids: dict[str, str], path: str) -> None:
    device.save_service(ids["debt"])
    page = device.open(path)
    page.evaluate("lotse.sync()")  # what the page of the list does by itself at its start is over
    page.evaluate("sessionStorage.setItem('x', '1')")
    with page.expect_response("**/forget") as asked:
        page.locator("[data-forget] button").click()
    assert asked.value.status == 204
    page.locator("[data-done]").wait_for()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate(STORES) == {} and page.evaluate(WORKERS) == 0
    expect(page.locator("#saving-link")).to_be_hidden()
    expect(page.locator(":focus")).to_have_text(re.compile(r"^\s*Erledigt\."))
    told = "Ihr Browser merkt sich im Verlauf, welche Seiten Sie besucht haben."
    expect(page.locator("[data-done]")).to_contain_text(told)
    device.open("/de/")
    assert device.page.evaluate(STORES) == {}, "nothing comes back by itself"
    device.save_service(ids["debt"])
    assert f"/de/service/{ids['debt']}" in device.kept(), "and saving works again"


def test_a_new_version_takes_over_what_the_old_one_kept(
    device: Device, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    device.save_service(ids["debt"])
    before = device.kept()
    script = worker.script().replace('VERSION = "', 'VERSION = "newer-')
    monkeypatch.setattr(worker, "script", lambda: script)  # as after the next release
    page = device.open("/de/")
    page.evaluate("""async () => {
        const [name] = await caches.keys();
        await (await caches.open(name)).put('/de/search?q=schulden', new Response('searched'));
        const changed = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done));
        await (await navigator.serviceWorker.getRegistration()).update();
        await changed;
        const { controller } = navigator.serviceWorker;
        while (controller.state !== 'activated')
            await new Promise((done) => controller.addEventListener('statechange', done));
    }""")
    (name,) = page.evaluate(STORES)
    assert name.startswith("lotse-newer-"), "the old store is gone"
    assert device.kept() == before, "with all that may be kept, and nothing else"
    device.unplug()
    expect(device.open(f"/de/service/{ids['debt']}").locator(".best-way")).to_be_visible()
