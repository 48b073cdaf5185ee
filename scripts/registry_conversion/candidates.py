"""Pairs of records that may be one service, for a person to decide: same main kind and district, and
something in common."""

from __future__ import annotations

from itertools import combinations

from directory.registry_files import Entry
from scripts.registry_conversion.merging import same_value
from scripts.registry_conversion.tables import Corrections


def candidates(entries: dict[str, Entry], tables: Corrections) -> list[tuple[str, str, str]]:
    """(fact, fact, what they share) for pairs that no row of merges.toml decides yet."""
    decided = {
        frozenset(pair)
        for row in (*tables.merges, *tables.not_merged)
        for pair in combinations([row["survivor"], *row["merged"]] if "survivor" in row else row["facts"], 2)
    }
    found = []
    for (one, mine), (two, theirs) in combinations(entries.items(), 2):
        if frozenset((one, two)) in decided or not _near(mine, theirs):
            continue
        shared = [name for name, same in _shared(mine, theirs) if same]
        if "organization" in shared or len(shared) > 1:
            found.append((one, two, ", ".join(shared)))
    return found


def _near(mine: Entry, theirs: Entry) -> bool:
    return mine.district == theirs.district and mine.kinds[0] == theirs.kinds[0] and mine.office == theirs.office


def _shared(mine: Entry, theirs: Entry) -> list[tuple[str, bool]]:
    city = [door.city for entry in (mine, theirs) for door in entry.doors[:1]]
    street = [door.street for entry in (mine, theirs) for door in entry.doors[:1]]
    return [
        ("organization", bool(mine.organization) and same_value(mine.organization, theirs.organization)),
        ("umbrella and city", mine.umbrella in {"Caritas", "Diakonie"} and len(city) == 2 and city[0] == city[1]
         and mine.umbrella == theirs.umbrella),
        ("phone", bool(set(mine.phones) & set(theirs.phones))),
        ("street", len(street) == 2 and bool(street[0]) and same_value(street[0], street[1])),
    ]  # fmt: skip
