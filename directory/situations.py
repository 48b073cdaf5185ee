"""Situations people are in, each with its steps in order: data/rules/situations.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from directory.crisis_lines import needs
from directory.referrals import WHENS, Step, When, read_step
from directory.vocabulary import BadData, Texts, kinds, text_in, topics
from directory.vocabulary.reading import Block, read_rows, read_toml
from geo.resources import data_dir


@dataclass(frozen=True, slots=True)
class Situation:
    """``sensitive``: never into a link, a history or a cache. ``crisis`` is a need of crisis.toml, or None."""

    id: str
    labels: Texts = field(hash=False)
    topics: tuple[str, ...]
    sensitive: bool
    quick_exit: bool
    general: bool
    crisis: str | None
    steps: tuple[Step, ...]

    def label(self, lang: str) -> str:
        return text_in(self.labels, lang)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that its steps lead to, in order."""
        return tuple(dict.fromkeys(step.kind for step in self.steps))


@dataclass(frozen=True, slots=True)
class _Book:
    situations: Mapping[str, Situation]
    whens: Mapping[When, Texts]


def situations() -> Mapping[str, Situation]:
    """All situations by id, in the order of the file; raises BadData naming the row at fault."""
    return _read(data_dir()).situations


def general_situation() -> Situation:
    """The one that fits everybody: to whoever takes everyone."""
    return next(one for one in situations().values() if one.general)


def when_words() -> Mapping[When, Texts]:
    """What "now", "next" and "beside" are called."""
    return _read(data_dir()).whens


@cache
def _read(data: Path) -> _Book:
    path = data / "rules" / "situations.toml"
    words = read_toml(path).get("when", {})
    file = read_rows(path, "situation")
    whens = {when: Block(path.name, when, words.get(when, {})).texts("label", file.languages) for when in WHENS}
    found = {row.code: _situation(row, file.languages) for row in file.blocks}
    if sum(one.general for one in found.values()) != 1:
        raise BadData(f"{path.name}: exactly one situation must be general")
    return _Book(found, whens)


def _situation(row: Block, languages: tuple[str, ...]) -> Situation:
    row.check_known("topics", topics())
    crisis = row.text_or_none("crisis")
    if crisis is not None:
        row.one_of("crisis", needs())
    steps = tuple(_steps(row, languages))
    sensitive = row.flag("sensitive", False)
    _check(row, steps, sensitive)
    return Situation(
        id=row.text("id"),
        labels=row.texts("label", languages),
        topics=row.codes("topics"),
        sensitive=sensitive,
        quick_exit=row.flag("quick_exit", False),
        general=row.flag("general", False),
        crisis=crisis,
        steps=steps,
    )


def _steps(row: Block, languages: tuple[str, ...]) -> list[Step]:
    whens: dict[str, When] = {when: when for when in WHENS}
    blocks = [
        Block(row.file, f"{row.code}, step {n}", values) for n, values in enumerate(row.values.get("step", []), 1)
    ]
    return [read_step(one, languages, when=whens[one.one_of("when", whens)], reason="do") for one in blocks]


def _check(row: Block, steps: tuple[Step, ...], sensitive: bool) -> None:
    if not steps or steps[0].when != "now":
        raise row.wrong("needs a first step that can be taken now")
    if [WHENS.index(step.when) for step in steps] != sorted(WHENS.index(step.when) for step in steps):
        raise row.wrong("its steps are not in the order now, next, beside")
    if {deadline.id for step in steps for deadline in step.deadlines} != set(row.codes("deadlines")):
        raise row.wrong("`deadlines` and those of its steps are not the same")
    secret = any(topics()[code].sensitive for code in row.codes("topics"))
    if (secret or kinds()[steps[0].kind].sensitive) and not sensitive:
        raise row.wrong("is about something sensitive, so it must say sensitive = true")
