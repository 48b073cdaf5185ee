"""Shared by all tests: one running Lotse with the real data, its state in a folder of its own, its clock fixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from finder.service import Service, open_service
from finder.settings import load_settings

# A Thursday afternoon, so that "open now" has a known answer.
NOW = "2026-11-19T14:30:00+01:00"


@pytest.fixture(scope="session")
def state_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="session")
def service(state_dir: Path) -> Service:
    """The real registry, loaded and indexed once for the whole run."""
    return open_service(load_settings({"STATE_DIR": state_dir, "NOW": NOW}))
