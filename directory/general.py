"""The services that take up any problem: whom to show where nothing special was asked for (data/rules/general.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from geo.resources import data_dir


def general_kinds() -> tuple[str, ...]:
    """Codes of kinds, the most special first; the last one takes everyone."""
    return _read(data_dir() / "rules" / "general.toml")


@cache
def _read(path: Path) -> tuple[str, ...]:
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["kinds"])
