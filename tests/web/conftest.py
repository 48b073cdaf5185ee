"""The site over a small registry made up for the tests, without and with a real server."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.ids import service_id
from finder.service import Service
from finder.settings import load_settings
from finder.web import create_app
from finder.web.app import make_app
from geo.resources import data_dir

REGISTRY = Path(__file__).resolve().parent / "registry"
SETTINGS = {"NOW": "2026-11-19T14:30:00+01:00", "REPORT_MAIL": "hinweise@example.org", "TESTING": "1"}


@pytest.fixture(scope="session")
def web_data(tmp_path_factory: pytest.TempPathFactory, service: Service) -> Path:
    """The shipped rules, words and places, and a registry made up for the tests.

    After ``service``, which must open first: the data folder is one for the whole process, and here it changes.
    """
    data = tmp_path_factory.mktemp("data")
    for name in ("api", "places", "rules", "translations", "vocabulary"):
        (data / name).symlink_to(data_dir() / name)
    (data / "registry").symlink_to(REGISTRY)
    (data / "statements").symlink_to(REGISTRY.parent / "statements")
    return data


@pytest.fixture(scope="session")
def web_app(tmp_path_factory: pytest.TempPathFactory, web_data: Path) -> Flask:
    """The whole app over that data."""
    return create_app({**SETTINGS, "DATA_DIR": web_data, "STATE_DIR": tmp_path_factory.mktemp("web-state")})


@pytest.fixture
def client(web_app: Flask) -> FlaskClient:
    return web_app.test_client()


@pytest.fixture(scope="session")
def ids() -> dict[str, str]:
    """The ids of the made-up services by the last part of their key."""
    names = ("debt", "debt-old", "guide", "silent", "certificate", "women", "office", "chat", "youth-01")
    return {name: service_id(f"test/{name}") for name in names}


@pytest.fixture(scope="session")
def server(web_app: Flask, serve: Callable[[Flask], AbstractContextManager[str]]) -> Iterator[str]:
    """The same app behind a real socket on a free port; its base URL."""
    with serve(web_app) as url:
        yield url


@pytest.fixture(scope="module")
def real(service: Service) -> FlaskClient:
    """The site over the real registry, for answers that are on file."""
    return make_app(service, load_settings({})).test_client()


def _is_on_file(path: Path, answer: object) -> None:
    if os.environ.get("LOTSE_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert answer == json.loads(path.read_text(encoding="utf-8")), "see test_golden for how to accept a change"


@pytest.fixture(scope="session")
def is_on_file() -> Callable[[Path, object], None]:
    """Compares an answer with its golden file; LOTSE_WRITE_GOLDEN=1 writes the file first."""
    return _is_on_file
