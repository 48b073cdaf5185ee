"""Reading the tables in data/places/. What the columns mean stands in data/places/SOURCE.md."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from geo.resources import data_dir


def places_file(name: str) -> Path:
    """The path of one file in data/places/."""
    return data_dir() / "places" / name


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table, every value as text; lines that start with # are comments."""
    with places_file(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))
