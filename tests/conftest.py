"""Shared by all tests: one running Lotse with the real data, its state in a folder of its own, its clock fixed; a real
server and a real browser for whoever asks."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from finder.service import Service, open_service
from finder.settings import load_settings
from geo.resources import data_dir, use_data_dir

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A Thursday afternoon, so that "open now" has a known answer.
NOW = "2026-11-19T14:30:00+01:00"
SHIPPED = data_dir()
CHROMIUM = os.environ.get("LOTSE_CHROMIUM", "/usr/bin/chromium")
# How long an expectation waits: five seconds are not enough where two browsers share two busy cores.
PATIENCE_MS = 30_000


class _Quiet(WSGIRequestHandler):
    """Writes no access log: it would hold query strings."""

    def log(self, type: str, message: str, *args: object) -> None:
        return None


@pytest.fixture(autouse=True)
def one_data_folder(request: pytest.FixtureRequest) -> None:
    """The data folder is one for the whole process: a test finds the shipped one, or that of the site it asks for,
    whichever tests ran before."""
    use_data_dir(request.getfixturevalue("web_data") if "web_app" in request.fixturenames else SHIPPED)


@pytest.fixture(scope="session")
def state_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="session")
def service(state_dir: Path) -> Service:
    """The real registry, loaded and indexed once for the whole run."""
    return open_service(load_settings({"STATE_DIR": state_dir, "NOW": NOW}))


@contextmanager
def _serving(app: Flask) -> Iterator[str]:
    running = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}"
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


@pytest.fixture(scope="session")
def serve() -> Callable[[Flask], AbstractContextManager[str]]:
    """Puts an app behind a real socket on a free port; the base URL."""
    return _serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium without a way out: only the test server answers. One for all tests of a process."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import expect, sync_playwright  # imported here: most tests need no browser

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        # As root (in containers) Chromium starts only without its sandbox.
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
        )
        yield launched
        launched.close()
