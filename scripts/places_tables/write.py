"""Writing tables so that a second run gives the same bytes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, object]


def write_csv(path: Path, rows: Iterable[Row]) -> None:
    """One header line, LF, keys in the order of the first row."""
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)
    print(f"{path.name}: {len(listed)} rows, {path.stat().st_size // 1024} kB")


def write_geojson(path: Path, features: list[dict[str, Any]], credit: str) -> None:
    """A FeatureCollection, one feature a line, with its credit as a foreign member."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    head = json.dumps({"type": "FeatureCollection", "credit": credit}, ensure_ascii=False)[:-1]
    path.write_text(f'{head}, "features": [\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{path.name}: {len(features)} features, {path.stat().st_size // 1024} kB")


def degrees(value: float) -> str:
    """Five decimals are about one metre: more would claim what the sources do not know."""
    return f"{value:.5f}"
