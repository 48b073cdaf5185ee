"""The checkout itself: its top level, its locks, and what must never stand in it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    *("pyproject.toml", "finder", "directory", "geo", "templates", "data", "scripts", "tests", "README.md"),
    *("LICENSE", "NOTICE", "CHANGELOG.md", "CONTRIBUTING.md", ".ci", ".gitignore"),
    *("requirements.txt", "requirements-dev.txt", "requirements-bench.txt"),
}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines()]


def test_the_top_level_is_the_agreed_one() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= TOP


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"])
def test_locks_are_hashed_and_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    for block in re.split(r"\n(?=\S)", text):
        assert block.startswith("#") or "--hash=sha256:" in block


def test_no_foreign_library_leaves_its_file() -> None:
    homes = {
        "folium": "geo/maps",
        "whoosh": "finder/search/index/text_whoosh",
        "flask": ("finder/web/", "finder/cli/"),
        "click": "finder/cli/",
        "typst": "finder/web/press",
        "openpyxl": "directory/exchange/sheets",
    }
    for path in tracked():
        name = str(path.relative_to(ROOT))
        if path.suffix != ".py" or not name.startswith(("geo/", "directory/", "finder/")):
            continue
        for library, home in homes.items():
            imported = re.search(rf"^\s*(import|from) {library}\b", path.read_text(), re.MULTILINE)
            assert not imported or name.startswith(home), f"{name} imports {library}"
