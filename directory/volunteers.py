"""What volunteers may do and what not, by topic: data/rules/volunteers.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from directory.deadlines import Deadline, deadlines
from directory.vocabulary import Texts, kinds, topics
from directory.vocabulary.reading import Block, read_rows
from geo.resources import data_dir


@dataclass(frozen=True, slots=True)
class Principle:
    """What holds for every topic."""

    id: str
    text: Texts = field(hash=False)
    source: str


@dataclass(frozen=True, slots=True)
class Advice:
    """One topic. ``call`` are the kinds that take over, best first; ``not_down`` is what not to write down."""

    id: str
    topics: tuple[str, ...]
    may: Texts = field(hash=False)
    may_not: Texts = field(hash=False)
    call: tuple[str, ...]
    not_down: Texts = field(hash=False)
    deadlines: tuple[Deadline, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Handbook:
    principles: tuple[Principle, ...]
    advice: tuple[Advice, ...]


def handbook() -> Handbook:
    """All of it, read once; raises BadData naming the row at fault."""
    return _read(data_dir())


@cache
def _read(data: Path) -> Handbook:
    path = data / "rules" / "volunteers.toml"
    general, advice = read_rows(path, "general"), read_rows(path, "advice")
    return Handbook(
        principles=tuple(
            Principle(row.text("id"), row.texts("text", general.languages), row.text("source"))
            for row in general.blocks
        ),
        advice=tuple(_advice(row, advice.languages) for row in advice.blocks),
    )


def _advice(row: Block, languages: tuple[str, ...]) -> Advice:
    row.check_known("topics", topics())
    row.check_known("call", kinds())
    row.check_known("deadlines", deadlines())
    if not row.codes("call"):
        raise row.wrong("names nobody to call")
    return Advice(
        id=row.text("id"),
        topics=row.codes("topics"),
        may=row.texts("may", languages),
        may_not=row.texts("may_not", languages),
        call=row.codes("call"),
        not_down=row.texts("not_down", languages),
        deadlines=tuple(deadlines()[code] for code in row.codes("deadlines")),
        source=row.text("source"),
    )
