"""The documents say what is so: every dependency, setting and command stands in them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from finder.cli import main
from finder.operator import SETTINGS as OPERATOR
from finder.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
DEVELOPMENT = [requirement for group in PROJECT["dependency-groups"].values() for requirement in group]


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[<>=~ \[]", requirement)[0] for requirement in requirements]


@pytest.mark.parametrize(
    "package",
    names(PROJECT["project"]["dependencies"])
    + names([r for group in PROJECT["dependency-groups"].values() for r in group]),
)
def test_every_dependency_has_a_reason(package: str) -> None:
    assert package in CONTRIBUTING


@pytest.mark.parametrize(
    "setting",
    [field.name.upper() for field in fields(Settings) if field.name != "operator"] + [*OPERATOR.values()],
)
def test_every_setting_is_documented(setting: str) -> None:
    assert f"`{setting}`" in CONTRIBUTING


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented(command: str) -> None:
    assert f"`lotse {command}" in README


def test_documented_commands_exist() -> None:
    assert set(re.findall(r"`lotse ([a-z]+)", README)) == set(main.commands)


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", "data/registry/README.md", "data/places/SOURCE.md"]
)
def test_links_inside_the_repository_lead_somewhere(document: str) -> None:
    path = ROOT / document
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", path.read_text()):
        assert (path.parent / target).exists(), target


def test_the_readme_shows_the_two_commands_first() -> None:
    first_screen = "\n".join(README.splitlines()[:40])
    assert "./scripts/serve" in first_screen
    assert "./scripts/test" in first_screen
    assert re.search(r"!\[[^\]]+\]\([^)]+\.png\)", first_screen)
