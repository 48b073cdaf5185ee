"""The hand-kept tables under data/corrections: what a person decided, each with its reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Corrections:
    """All tables, as written. Shapes and meaning are in data/corrections/README.md."""

    keys: dict[str, str] = field(default_factory=dict)
    values: list[dict[str, Any]] = field(default_factory=list)
    fact_sources: list[dict[str, Any]] = field(default_factory=list)
    doors: list[dict[str, Any]] = field(default_factory=list)
    no_door: dict[str, str] = field(default_factory=dict)
    merges: list[dict[str, Any]] = field(default_factory=list)
    not_merged: list[dict[str, Any]] = field(default_factory=list)
    topics: dict[str, list[str]] = field(default_factory=dict)
    access: dict[str, dict[str, Any]] = field(default_factory=dict)
    catchments: dict[str, dict[str, Any]] = field(default_factory=dict)
    cities: dict[str, dict[str, str]] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)
    functions: list[str] = field(default_factory=list)

    def unknown_ids(self, ids: set[str]) -> list[str]:
        """Fact ids that a table names and the collection does not have: a slip of the pen, or an old table."""
        named = [*self.no_door]
        for row in (*self.values, *self.fact_sources):
            named += row["facts"]
        named += [row["fact"] for row in self.doors]
        for row in (*self.merges, *self.not_merged):
            named += [row["survivor"], *row["merged"]] if "survivor" in row else row["facts"]
        return sorted(set(named) - ids)


def read_corrections(folder: Path) -> Corrections:
    """The tables of ``folder``; a missing file is an empty table."""
    doors = _load(folder / "doors.toml")
    merges = _load(folder / "merges.toml")
    catchments = _load(folder / "catchments.toml")
    return Corrections(
        keys=_load(folder / "keys.toml").get("keys", {}),
        values=_load(folder / "values.toml").get("correction", []),
        fact_sources=_load(folder / "fact_sources.toml").get("source", []),
        doors=doors.get("door", []),
        no_door={fact: row["reason"] for row in doors.get("no_door", []) for fact in row["facts"]},
        merges=merges.get("merge", []),
        not_merged=merges.get("not_merged", []),
        topics=_load(folder / "topic_words.toml").get("topics", {}),
        access={row["text"]: row for row in _load(folder / "access_words.toml").get("access", [])},
        catchments=catchments.get("catchments", {}),
        cities=catchments.get("cities", {}),
        functions=_load(folder / "privacy.toml").get("function_words", []),
        organizations=_load(folder / "organizations.toml").get("organizations", {}),
    )


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
