"""Deadlines that decide, from data/rules/deadlines.toml. Always to be shown with "read the notice".

What the law gives is a time (2 weeks) or a last day. A deadline in doubt, without a confirmed source, or past its end
is still named, but answered with "ask": silence could cost somebody a right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from directory.vocabulary import Texts, offices, topics
from directory.vocabulary.reading import Block, read_rows, read_toml
from geo.resources import data_dir

Unit = Literal["days", "weeks", "months"]
Certainty = Literal["holds", "ask"]
NOT_CONFIRMED = "source: not confirmed"
_UNITS: dict[str, Unit] = {"days": "days", "weeks": "weeks", "months": "months"}
_DAYS: dict[Unit, int] = {"days": 1, "weeks": 7, "months": 30}  # for the order only, never to count a date


@dataclass(frozen=True, slots=True)
class Deadline:
    """``amount`` and ``unit``, or ``until`` (the last day); ``law`` is its source as found on the day ``as_of``.

    ``offices``: where it is kept, if at an office.
    """

    id: str
    topics: tuple[str, ...]
    what: Texts = field(hash=False)
    amount: int | None
    unit: Unit | None
    until: date | None
    law: str
    as_of: str
    in_doubt: bool
    offices: tuple[str, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Whether a source is known for it."""
        return not self.law.startswith(NOT_CONFIRMED)

    def certainty(self, today: date) -> Certainty:
        """ "holds" only where nothing speaks against it."""
        over = self.until is not None and self.until < today
        return "ask" if self.in_doubt or over or not self.confirmed else "holds"

    def urgency(self, today: date) -> int:
        """About how many days it leaves, for the order: a fixed day that has passed comes last."""
        if self.until is None:
            return (self.amount or 0) * _DAYS[self.unit or "days"]
        left = (self.until - today).days
        return left if left >= 0 else 10**6


@dataclass(frozen=True, slots=True)
class _Book:
    rows: Mapping[str, Deadline]
    read_the_notice: Texts


def deadlines() -> Mapping[str, Deadline]:
    """All deadlines by id, in the order of the file."""
    return _read(data_dir()).rows


def deadlines_about(codes: Iterable[str]) -> tuple[Deadline, ...]:
    """Those of any of these topics, in the order of the file."""
    asked = set(codes)
    return tuple(row for row in deadlines().values() if asked & set(row.topics))


def read_the_notice() -> Texts:
    """The sentence that stands beside every deadline."""
    return _read(data_dir()).read_the_notice


@cache
def _read(data: Path) -> _Book:
    path = data / "rules" / "deadlines.toml"
    header = Block(path.name, "header", read_toml(path))
    file = read_rows(path, "deadline")
    rows = {row.code: _deadline(row, file.languages) for row in file.blocks}
    return _Book(rows, header.texts("read_the_notice", file.languages))


def _deadline(row: Block, languages: tuple[str, ...]) -> Deadline:
    row.check_known("topics", topics())
    row.check_known("offices", offices())
    until, amount = row.text_or_none("until"), row.number_or_none("amount")
    if (until is None) == (amount is None):
        raise row.wrong("needs either an amount with a unit, or until")
    return Deadline(
        id=row.text("id"),
        topics=row.codes("topics"),
        what=row.texts("what", languages),
        amount=amount,
        unit=_UNITS[row.one_of("unit", _UNITS)] if amount is not None else None,
        until=_day(row, until) if until else None,
        law=row.text("law"),
        as_of=row.text("as_of"),
        in_doubt=row.flag("in_doubt"),
        offices=row.codes("offices"),
    )


def _day(row: Block, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise row.wrong(f"until is {text!r}, not a date YYYY-MM-DD") from error
