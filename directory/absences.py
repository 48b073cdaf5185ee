"""data/statements/absences.toml: where a carrier said, with a date, that a kind of service does not exist.

The only way to "confirmed none". An empty or missing file means that nobody has said so anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from directory.vocabulary import kinds
from directory.vocabulary.reading import Block, read_toml
from geo.districts import districts
from geo.resources import data_dir

_FIELDS = frozenset({"kind", "district", "said_by", "date", "source"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Absence:
    """``said_by`` is an organization; ``date`` the day (ISO) on which it said so; ``source`` an address or document."""

    kind: str
    district: str
    said_by: str
    date: str
    source: str


Absences = Mapping[tuple[str, str], Absence]  # (kind, district key) -> statement


def absences() -> Absences:
    """All statements; raises BadData naming the row where one is not as it must be."""
    return _read(data_dir() / "statements" / "absences.toml")


@cache
def _read(path: Path) -> Absences:
    # A data folder of an operator's own, made before there were statements, still works.
    return read_absences(path) if path.is_file() else {}


def read_absences(path: Path) -> Absences:
    """One file, checked."""
    found: dict[tuple[str, str], Absence] = {}
    for number, row in enumerate(read_toml(path).get("absence", []), start=1):
        block = Block(path.name, f"absence {number}", row)
        made = _absence(block)
        if (made.kind, made.district) in found:
            raise block.wrong("the same kind and district stand twice")
        found[made.kind, made.district] = made
    return found


def _absence(block: Block) -> Absence:
    if unknown := set(block.values) - _FIELDS:
        raise block.wrong(f"there is no field {', '.join(sorted(unknown))}")
    return Absence(
        kind=block.one_of("kind", kinds()),
        district=block.one_of("district", districts()),
        said_by=block.text("said_by"),
        date=_day(block),
        source=block.text("source"),
    )


def _day(block: Block) -> str:
    """A whole day: a statement that cannot be dated confirms nothing."""
    text = block.text("date")
    try:
        date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError as error:
        raise block.wrong(f"date is {text!r}, not a day (YYYY-MM-DD)") from error
    return text
