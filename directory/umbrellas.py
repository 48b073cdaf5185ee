"""What stands as umbrella of a carrier: mostly an association, sometimes only the sector that it belongs to."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from geo.resources import data_dir
from geo.text import fold


def names_an_association(umbrella: str | None) -> bool:
    """Whether it is a name that may be told on: "Caritas" is one, "kommunal" is none."""
    return bool(umbrella) and fold(umbrella or "") not in _sectors(data_dir() / "vocabulary" / "carriers.toml")


@cache
def _sectors(file: Path) -> frozenset[str]:
    return frozenset(map(fold, tomllib.loads(file.read_text(encoding="utf-8"))["sectors"]))
