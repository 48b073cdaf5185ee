"""The wheel works outside the checkout: installed alone, it finds services and serves a page; drafts stay at home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_data_and_templates_but_no_drafts(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith("geo/_data/registry/") for name in names)
    assert any(name.startswith("finder/web/_templates/public/") for name in names)
    assert any(name.startswith("geo/_data/translations/") for name in names)
    assert "geo/_data/exchange/headers.toml" in names
    assert "geo/_data/api/00-common.toml" in names
    assert not [name for name in names if "drafts" in name or "data/corrections" in name or "tests/" in name]
    assert any(name.startswith("geo/map_files/") for name in names)


def test_the_wheel_answers_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    # Only the dependencies come from this environment; the checkout is not on the path.
    env = {
        **{key: value for key, value in os.environ.items() if not key.startswith("LOTSE_")},
        "PYTHONPATH": str(site),
        "LOTSE_STATE_DIR": str(tmp_path / "state"),
    }
    program = (
        "import geo, json, sys; assert 'site' in geo.__file__, geo.__file__\n"
        "from finder.web import create_app\n"
        "client = create_app().test_client()\n"
        "assert client.get('/de/').status_code == 200\n"
        "print(json.dumps(client.get('/api/search?q=Schuldnerberatung+Mainz').get_json()))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"][0]["kind"] == "debt"
