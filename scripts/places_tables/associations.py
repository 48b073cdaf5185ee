"""associations.csv: the Verbandsgemeinden of 2016 brought forward by the hand-kept table of changes."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from places_tables.sources import Area


@dataclass(slots=True)
class Union:
    """A Verbandsgemeinde; ``earlier`` are the names of those merged into it."""

    key: str
    name: str
    since: str = ""
    earlier: list[str] = field(default_factory=list)
    municipalities: list[str] = field(default_factory=list)

    def row(self) -> dict[str, object]:
        members = sorted(self.municipalities)
        return {
            "key": self.key,
            "name": self.name,
            "since": self.since,
            "earlier": "; ".join(self.earlier),
            "districts": " ".join(sorted({member[:5] for member in members})),
            "municipalities": " ".join(members),
        }


def rows(names: dict[str, str], towns: list[Area], changes: Path) -> list[Union]:
    """All Verbandsgemeinden that still exist, by key."""
    unions = {key: Union(key, name) for key, name in names.items()}
    for town in towns:
        if not town.free:
            unions[town.association].municipalities.append(town.key)
    with changes.open(encoding="utf-8", newline="") as file:
        for change in csv.DictReader(file):
            _apply(change, unions)
    return [unions[key] for key in sorted(unions)]


def _apply(change: dict[str, str], unions: dict[str, Union]) -> None:
    """``merge``: the listed associations become one, under the first one's key; ``move``: municipalities change
    association (an empty target leaves them with none); an association left empty is dissolved."""
    into = change["into"]
    if change["change"] == "merge":
        _merge([unions[key] for key in change["from"].split()], change, unions)
    elif change["change"] == "rename":
        unions[into].earlier.append(unions[into].name)
        unions[into].name = change["name"]
    else:
        _move(change["from"].split(), unions.get(into), unions)


def _merge(parts: list[Union], change: dict[str, str], unions: dict[str, Union]) -> None:
    members = [key for part in parts for key in part.municipalities] + change["also"].split()
    earlier = [name for part in parts for name in (*part.earlier, part.name)]
    for part in parts:
        del unions[part.key]
    key = change["into"]
    unions[key] = Union(key, change["name"], change["since"], earlier, members)


def _move(members: list[str], target: Union | None, unions: dict[str, Union]) -> None:
    for key in members:
        home = next(union for union in unions.values() if key in union.municipalities)
        home.municipalities.remove(key)
        if target is not None:
            target.municipalities.append(key)
        if not home.municipalities:
            del unions[home.key]


def of_municipality(unions: list[Union]) -> dict[str, Union]:
    return {key: union for union in unions for key in union.municipalities}
