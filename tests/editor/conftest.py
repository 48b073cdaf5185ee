"""The editors' area over a small registry made up for these tests, with an account of each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import Engine
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from directory import accounts
from directory.accounts import NewAccount
from directory.database import writing
from directory.ids import service_id
from finder.service import Service
from finder.web import create_app
from finder.web.site import KEY
from geo.resources import data_dir, use_data_dir

HERE = Path(__file__).resolve().parent
PASSWORD = "nur-fuer-die-tests"  # noqa: S105 - of accounts that live for a test
SETTINGS = {"NOW": "2026-11-19T14:30:00+01:00", "TESTING": "1"}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"label-content-name-mismatch": {"enabled": True}},
    "resultTypes": ["violations"],
}
ACCOUNTS = (
    NewAccount("lesend", "viewer"),
    NewAccount("traeger", "organization_editor", organization="muster-e-v"),
    NewAccount("bezirk", "district_editor", districts=("07111",)),
    NewAccount("verwaltung", "administrator"),
)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, service: Service) -> Path:
    """A data folder with the shipped rules, words and places. After ``service``: the data folder is one for the whole
    process, and here it changes."""
    data = tmp_path_factory.mktemp("editor-data")
    for name in ("places", "rules", "translations", "vocabulary"):
        (data / name).symlink_to(data_dir() / name)
    (data / "registry").symlink_to(HERE / "registry")
    return data


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, shipped: Path) -> Iterator[Flask]:
    """A site of its own for each file of tests: tests write."""
    before = data_dir()
    made = create_app({**SETTINGS, "DATA_DIR": shipped, "STATE_DIR": tmp_path_factory.mktemp("editor-state")})
    with writing(made.extensions[KEY].service.engine) as current:
        for account in ACCOUNTS:
            accounts.add(current, account, PASSWORD)
    yield made
    use_data_dir(before)


@pytest.fixture
def ids() -> dict[str, str]:
    """The ids of the made-up services by the last part of their key."""
    return {name: service_id(f"test/{name}") for name in ("own", "near", "far", "draft")}


_HOUSES = count(1)


class _Form(HTMLParser):
    """The inputs of the form with this action, as a browser would send them."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._action, self._inside, self._select, self._text = action, False, "", ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = dict(attributes)
        if tag == "form":
            self._inside = has.get("action") == self._action
        elif self._inside and tag == "input":
            if has.get("type") not in ("checkbox", "radio") or "checked" in has:
                self.fields.append((has.get("name") or "", has.get("value") or ""))
        elif self._inside and tag in ("select", "textarea"):
            self._select = has.get("name") or ""
            self._text = "" if tag == "textarea" else "\0"
        elif tag == "option" and self._select and (self._text == "\0" or "selected" in has):
            self._text = has.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._select and self._text != "\0" and self.lasttag == "textarea":
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea") and self._select:
            self.fields.append((self._select, self._text.removeprefix("\n")))
            self._select = ""


class Person:
    """Somebody with a browser, who fills in forms as they stand in the page."""

    def __init__(self, app: Flask, name: str = "") -> None:
        self.app, self.client = app, app.test_client()
        # Each comes from elsewhere, so that nobody pays for the failures of others.
        self.client.environ_base["REMOTE_ADDR"] = f"10.0.{next(_HOUSES)}.1"
        if name:
            assert self.log_in(name).status_code == 303

    def log_in(self, name: str, password: str = PASSWORD, code: str = "", **more: str) -> TestResponse:
        return self.send("/edit/de/login", name=name, password=password, code=code, **more)

    def form(self, path: str, action: str = "") -> MultiDict[str, str]:
        """What the form of a page holds; ``action`` where it sends to, if not to itself."""
        return self.inputs(self.client.get(path).text, action or path)

    @staticmethod
    def inputs(page: str, action: str) -> MultiDict[str, str]:
        parser = _Form(action)
        parser.feed(page)
        assert parser.fields, action
        return MultiDict(parser.fields)

    def send(self, path: str, /, page: str = "", **changed: str | list[str]) -> TestResponse:
        """Fill in and send a form; ``page`` where it stands, if not under the address that it sends to."""
        fields = self.form(page or path, path)
        for name, value in changed.items():
            fields.setlist(name.replace("__", "."), [value] if isinstance(value, str) else value)
        return self.client.post(path, data=fields)

    def edit(self, service_id: str, do: str = "save", /, **changed: str | list[str]) -> TestResponse:
        """Change a service, with a source and a reason."""
        grounds = {"source__kind": "carrier", "source__note": "angerufen"}
        return self.send(f"/edit/de/service/{service_id}", **{"do": do, **grounds, **changed})


@pytest.fixture
def person(app: Flask) -> Callable[..., Person]:
    """A person by the name of an account, logged in; without a name, a stranger."""
    return lambda name="": Person(app, name)


@pytest.fixture
def engine(app: Flask) -> Engine:
    found: Engine = app.extensions[KEY].service.engine
    return found


@pytest.fixture(scope="module")
def address(app: Flask, serve: Callable[[Flask], AbstractContextManager[str]]) -> Iterator[str]:
    """The same app behind a real socket; its base URL."""
    with serve(app) as url:
        yield url


def _faults(page: Page) -> dict[str, object]:
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    found = Axe().run(page, options=RULES)
    width = (page.viewport_size or {})["width"]
    looked = {
        "axe": found.generate_report() if found.violations_count else "",
        "too wide": page.evaluate("document.documentElement.scrollWidth") - width,
        "headings": page.locator("h1:visible").count() - 1,
        "gaps": page.evaluate("document.body.innerText.match(/%\\(\\w+\\)[sd]|\\{\\w*\\}|None/g)"),
    }
    return {name: wrong for name, wrong in looked.items() if wrong}


@pytest.fixture
def faults() -> Callable[[Page], dict[str, object]]:
    """What is wrong with a page that a browser shows; nothing, if all is well."""
    return _faults
