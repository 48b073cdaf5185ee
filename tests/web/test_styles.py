"""Style sheets: directions are logical, so that one sheet serves both ways of writing; colours stand in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from finder.web.assets import APART, SHEETS, STATIC
from finder.web.rendering import templates_dir

CSS = sorted((STATIC / "css").glob("*.css"))
PHYSICAL = re.compile(
    r"(?:^|[;{\s])(?:(?:margin|padding|border|inset|scroll-padding)-)?(?:left|right|top|bottom)(?:-[a-z]+)?\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius",
    re.MULTILINE,
)


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_no_side_is_called_left_or_right(path: Path) -> None:
    assert PHYSICAL.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "rule", ["a { left: 0 }", "a{margin-left:1px}", "a { text-align: right; }", "a {\n  top: 1px }"]
)
def test_the_check_itself(rule: str) -> None:
    assert PHYSICAL.search(rule)


def test_every_sheet_is_served() -> None:
    assert {path.stem for path in CSS} == {*SHEETS, *APART}


@pytest.mark.parametrize("path", [path for path in CSS if path.stem not in ("tokens", "print")], ids=lambda p: p.name)
def test_colours_stand_with_the_tokens(path: Path) -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl", path.read_text())


@pytest.mark.parametrize("path", sorted(templates_dir().rglob("*.html")), ids=lambda path: path.name)
def test_templates_hold_no_style_and_no_script(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text)
    for script in re.findall(r"<script([^>]*)>", text):
        assert "src=" in script or re.search(r'type="application/(ld\+)?json"', script)


@pytest.mark.parametrize("path", sorted(templates_dir().rglob("*.html")), ids=lambda path: path.name)
def test_german_parts_say_their_direction_too(path: Path) -> None:
    assert not re.findall(r'lang="de"(?! dir="ltr")', path.read_text())
