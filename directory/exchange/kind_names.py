"""The kind of a service that another directory describes in words of its own, guessed from names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from directory.facts import Facts
from geo.resources import data_dir
from geo.text import fold

OTHER = "other"


def assumed_kind(names: Iterable[str]) -> Facts:
    """Kind and office as facts, marked as assumed; ``other`` where no name tells. The first name counts most."""
    folded = [f"{fold(name)} " for name in names]
    rule = next((rule for name in folded for rule in _rules(data_dir()) if _fits(rule, name)), {"kind": OTHER})
    office = {"office": rule["office"]} if "office" in rule else {}
    return {"kinds": [rule["kind"]], "kind_assumed": True, **office}


def _fits(rule: dict[str, Any], name: str) -> bool:
    return any(word in name for word in rule["folded"])


@cache
def _rules(data: Path) -> list[dict[str, Any]]:
    found = tomllib.loads((data / "exchange" / "kind_names.toml").read_text(encoding="utf-8"))["rule"]
    return [
        rule | {"folded": [fold(word.strip()) + " " * word.endswith(" ") for word in rule["words"]]} for rule in found
    ]
