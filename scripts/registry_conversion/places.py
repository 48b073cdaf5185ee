"""Names of places to official keys, and the check that postcode, place and district agree.

Reads the committed tables of data/places directly: the conversion runs before anything is built from them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from geo.text import fold


@dataclass(frozen=True, slots=True)
class Municipality:
    key: str
    name: str
    district: str


class Places:
    """Districts, municipalities, Verbandsgemeinden and postcodes by name and key."""

    def __init__(self, folder: Path) -> None:
        self.district_names = {row["key"]: row["name"] for row in _rows(folder / "districts.csv")}
        self.municipalities: dict[str, list[Municipality]] = defaultdict(list)
        for row in _rows(folder / "municipalities.csv"):
            one = Municipality(row["key"], row["name"], row["district"])
            self.municipalities[fold(one.name)].append(one)
        self.associations = {
            fold(row["name"]): (row["districts"].split(), row["municipalities"].split())
            for row in _rows(folder / "associations.csv")
        }
        self.postcodes = {
            row["postcode"]: [share.partition(":")[0] for share in row["districts"].split()]
            for row in _rows(folder / "postcodes.csv")
        }

    def municipality(self, name: str, district: str | None) -> Municipality | None:
        """The municipality of this name, in this district where several bear it; None where none or many fit."""
        found = self.municipalities.get(fold(name), [])
        fitting = [one for one in found if one.district == district] or found
        return fitting[0] if len(fitting) == 1 else None

    def problems(self, postcode: str | None, city: Municipality | None, district: str | None) -> list[str]:
        """What does not fit together in an address, in words."""
        found = []
        if postcode and postcode not in self.postcodes:
            found.append(f"postcode {postcode} is not known in Rheinland-Pfalz")
        elif postcode and district and district not in self.postcodes[postcode]:
            found.append(f"postcode {postcode} lies in {' '.join(self.postcodes[postcode])}, not in {district}")
        if city and district and city.district != district:
            found.append(f"{city.name} lies in {city.district}, not in {district}")
        return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
