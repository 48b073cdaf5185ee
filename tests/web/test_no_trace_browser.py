"""After a whole visit nothing is left of it but numbers: looked for in the database, the state folder, the log, and in
all that a real Chromium has written to its disk."""

from __future__ import annotations

import logging
import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import waitress
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from directory.database import session
from directory.loop import counted as slips_counted
from directory.unmet import counted as searches_counted
from finder.web import create_app
from finder.web.site import KEY

CHROMIUM = os.environ.get("LOTSE_CHROMIUM", "/usr/bin/chromium")
BORN, STREET, WORD = "1969-07-13", "Zebrafinkgasse", "Kontopfändungsnest"
LINE = f"Schuldnerberatung {WORD} {STREET} 4b Mayen Tigrinya"
ADDRESSES = re.compile(
    r"/(de/(search|service/[0-9a-f-]{36}(/eligibility|/slip)?|crisis|)(\?(kind=jmd&near=Mainz|with=ar))?|code(\?lang=de)?)"
)
"""All that may stand in a history: no word of the line, no answer, no code."""


@dataclass(frozen=True, slots=True)
class Running:
    app: Flask
    url: str
    state: Path


@pytest.fixture
def running(web_app: Flask, tmp_path: Path) -> Iterator[Running]:
    """A site of its own behind the server that ``lotse serve`` uses."""
    shared = web_app.extensions[KEY].service.settings
    app = create_app({"STATE_DIR": tmp_path / "state", "DATA_DIR": shared.data_dir, "NOW": shared.now})
    server = waitress.create_server(app, host="127.0.0.1", port=0)

    def run() -> None:
        with suppress(OSError):  # a socket that is closed under its hands is the end
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield Running(app, f"http://127.0.0.1:{server.effective_port}", tmp_path / "state")
    server.close()
    thread.join(timeout=10)


def _search(page: Page, url: str) -> None:
    """A line with a street and a word that no record has; answered directly, under an address that says nothing."""
    page.goto(f"{url}/de/")
    page.fill("input[name=q]", LINE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/search")
    expect(page.locator("input[name=q]").first).to_have_value(re.compile(STREET))


def _answer(page: Page, url: str, service: str) -> None:
    """Birth date and status, for a search and for a service."""
    for path, box in (("/de/search?kind=jmd&near=Mainz", ".person-box"), (f"/de/service/{service}", "#who")):
        page.goto(url + path)
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        page.locator(f"{box} input[type=date]").fill(BORN)
        page.locator(f"{box} select[name=status]").select_option("temporary_protection")
        page.locator(f"{box} button:not(.as-link)").last.click()
        page.wait_for_url(re.compile("/search$|/eligibility$"))
        expect(page.get_by_text("Nach Ihren Angaben").first).to_be_attached()


def _hand_over(page: Page, url: str, service: str) -> str:
    """A slip with a code, and what became of it; the code."""
    page.goto(f"{url}/de/service/{service}/slip?with=ar")
    page.get_by_role("button", name="Zettel mit Code machen").click()
    code = page.locator(".sheet-code b").inner_text()
    for name in ("Als Text", "Als PDF"):
        with page.expect_download() as saved:
            page.get_by_role("button", name=name).click()
        saved.value.delete()
    page.goto(f"{url}/code")
    for typed in (f"{code[:-1]}0", code):
        page.get_by_label("Code").fill(typed)
        with page.expect_navigation():
            page.get_by_role("button", name="Weiter").click()
    page.get_by_role("button", name="angekommen").click()
    page.get_by_role("status").wait_for()
    return code


def _found(folder: Path, marks: tuple[str, ...]) -> list[str]:
    """Files that hold one of the marks, in any of the ways in which programs write text."""
    faces = [(mark, mark.encode(way)) for mark in marks for way in ("utf-8", "utf-16-le", "latin-1")]
    return [
        f"{mark}: {path.relative_to(folder)}"
        for path in sorted(folder.rglob("*")) if path.is_file()
        for mark, face in faces if face in path.read_bytes()
    ]  # fmt: skip


def test_a_whole_visit_leaves_only_numbers(
    running: Running, browser: Browser, ids: dict[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    profile = tmp_path / "profile"
    with caplog.at_level(logging.DEBUG):
        context = browser.browser_type.launch_persistent_context(
            profile, executable_path=CHROMIUM, locale="de-DE", args=["--no-sandbox"],
            extra_http_headers={"Accept-Encoding": "identity"},  # so that a cache could be read
        )  # fmt: skip
        page = context.new_page()
        _search(page, running.url)
        _answer(page, running.url, ids["youth-01"])
        code = _hand_over(page, running.url, ids["debt"])
        page.goto(f"{running.url}/de/crisis")
        page.wait_for_timeout(3500)  # Chromium writes its lists of tabs two and a half seconds late
        kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
        assert kept == [0, 0, ""] and context.cookies() == []
        context.close()
        assert running.app.extensions[KEY].unmet.flush()
    said_by_the_visitor = (BORN, STREET, WORD, LINE)
    marks = (*said_by_the_visitor, code, code.replace("-", ""))
    assert _found(running.state, marks) == []
    # A code says nothing about anybody; a browser that is slow may keep it to show the page again after a crash.
    assert _found(profile, said_by_the_visitor) == []
    out, err = capfd.readouterr()
    for said in (caplog.text, out, err):
        assert not [mark for mark in (*marks, "temporary_protection") if mark in said]
    _only_numbers(running, ids)
    _history(profile, running.url)


def _only_numbers(running: Running, ids: dict[str, str]) -> None:
    """What the visit added to the database, all of it."""
    with session(running.app.extensions[KEY].service.engine) as db:
        assert slips_counted(db) == {("2026-Q4", "07111", "debt", "arrived"): 1}
        assert searches_counted(db) == {("2026-Q4", "kind_language", "debt", "ti"): 1}
    with closing(sqlite3.connect(running.state / "lotse.sqlite3")) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        filled = {name for name in tables if raw.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()}  # noqa: S608
        slip = raw.execute("SELECT to_service_id, from_service_id, week, state FROM slip_code").fetchall()
    assert slip == [(ids["debt"], None, "2026-W47", "arrived")]
    assert not filled & {"account", "confirmation_link", "proposal"}


def _history(profile: Path, url: str) -> None:
    with closing(sqlite3.connect(profile / "Default" / "History")) as history:
        seen = {address for (address,) in history.execute("SELECT url FROM urls") if address.startswith(url)}
    assert len(seen) >= 6
    assert not [address for address in seen if not ADDRESSES.fullmatch(address.removeprefix(url).partition("#")[0])]
