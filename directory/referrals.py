"""The referral network, kind to kind: data/rules/referrals.toml as a typed graph.

A row says who passes people on (``from_kinds``), to which kind, when, how, with which deadlines and papers. The same
``Step`` is what a situation is made of (``directory.situations``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from directory.crisis_lines import needs
from directory.deadlines import Deadline, deadlines
from directory.vocabulary import BadData, Texts, kinds, offices, statuses, topics
from directory.vocabulary.reading import Block, read_rows, read_toml
from geo.resources import data_dir

Mode = Literal["refer", "accompany", "hand_over", "now"]
When = Literal["now", "next", "beside"]
MODES: tuple[Mode, ...] = ("now", "hand_over", "accompany", "refer")
WHENS: tuple[When, ...] = ("now", "next", "beside")
ANY = "any"


@dataclass(frozen=True, slots=True)
class Step:
    """One step to a kind of service. ``office`` is the sort of authority; ``bring`` may be empty (nothing is known).

    ``topics`` are what it is about; ``valid_to`` is the last day of a rule that ends; ``not_for`` are the statuses that
    nobody is sent there with.
    """

    when: When
    kind: str
    office: str | None
    mode: Mode
    reason: Texts = field(hash=False)
    deadlines: tuple[Deadline, ...]
    bring: tuple[Texts, ...] = field(hash=False)
    source: str
    as_of: str
    topics: tuple[str, ...] = ()
    valid_to: date | None = None
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Referral:
    """A row of the network: an arrow from each of ``from_kinds`` to ``step.kind``; ``everywhere``: from any kind."""

    id: str
    from_kinds: tuple[str, ...]
    everywhere: bool
    step: Step

    @property
    def to(self) -> str:
        return self.step.kind

    @property
    def topics(self) -> tuple[str, ...]:
        return self.step.topics


@dataclass(frozen=True, slots=True)
class About:
    """What a topic alone tells of whoever asks: ``status`` (a code) and ``crisis`` (a need of crisis.toml), or None."""

    status: str | None
    crisis: str | None


@dataclass(frozen=True, slots=True)
class Network:
    """``modes``: the words for each mode; ``by_topic``: the step for a topic that no row names, its kind to be set;
    ``about``: what a topic alone tells."""

    referrals: tuple[Referral, ...]
    modes: Mapping[Mode, Texts]
    by_topic: Step
    about: Mapping[str, About] = field(default_factory=dict)

    def ways_on(self, kind: str) -> tuple[Referral, ...]:
        """Rows that lead on from this kind, those that hold for every kind among them."""
        return tuple(row for row in self.referrals if kind in row.from_kinds)

    def ways_in(self, kind: str) -> tuple[Referral, ...]:
        """Rows that lead to this kind."""
        return tuple(row for row in self.referrals if row.to == kind)


def network() -> Network:
    """The whole graph, read once; raises BadData naming the row at fault."""
    return _read(data_dir())


@cache
def _read(data: Path) -> Network:
    path = data / "rules" / "referrals.toml"
    raw = read_toml(path)
    file = read_rows(path, "referral")
    words = raw.get("mode", {})
    modes = {mode: Block(path.name, mode, words.get(mode, {})).texts("label", file.languages) for mode in MODES}
    by_topic = Block(path.name, "by_topic", raw.get("by_topic", {}))
    return Network(
        referrals=tuple(_referral(row, file.languages) for row in file.blocks),
        modes=modes,
        by_topic=read_step(by_topic, file.languages, when="now", reason="trigger"),
        about={row.code: _about(row) for row in read_rows(path, "about").blocks},
    )


def _about(row: Block) -> About:
    row.one_of("id", topics())
    status, crisis = row.text_or_none("status"), row.text_or_none("crisis")
    if (status and status not in statuses()) or (crisis and crisis not in needs()):
        raise row.wrong("names a status or a need that is not known")
    return About(status, crisis)


def _referral(row: Block, languages: tuple[str, ...]) -> Referral:
    row.check_known("from", {*kinds(), ANY})
    step = read_step(row, languages, when=_when(row), reason="trigger")
    named = row.codes("from")
    if not named or step.kind in named:
        raise row.wrong("needs `from`, and never the kind that it leads to")
    everywhere = ANY in named
    sources = tuple(kind for kind in kinds() if kind != step.kind) if everywhere else named
    return Referral(row.text("id"), sources, everywhere, step)


def _when(row: Block) -> When:
    """At once where the mode says so; what holds for every kind stands beside the way of this one."""
    if row.text_or_none("mode") == "now":
        return "now"
    return "beside" if ANY in row.codes("from") else "next"


def read_step(row: Block, languages: tuple[str, ...], *, when: When, reason: str) -> Step:
    """The step in a row; ``reason`` names the key that says what it is for."""
    row.check_known("deadlines", deadlines())
    row.check_known("topics", topics())
    row.check_known("not_for", statuses())
    kind, office = row.one_of("to" if "to" in row.values else "kind", kinds()), row.text_or_none("office")
    if office and (kind != "authority" or office not in offices()):
        raise row.wrong(f"office {office!r} is none, or stands beside another kind than authority")
    modes: dict[str, Mode] = {mode: mode for mode in MODES}
    return Step(
        when=when,
        kind=kind,
        office=office,
        mode=modes[row.one_of("mode", modes)],
        reason=row.texts(reason, languages),
        deadlines=tuple(deadlines()[code] for code in row.codes("deadlines")),
        bring=_bring(row, languages),
        source=row.text("source"),
        as_of=row.text("as_of"),
        topics=row.codes("topics"),
        valid_to=_day(row),
        not_for=row.codes("not_for"),
    )


def _bring(row: Block, languages: Iterable[str]) -> tuple[Texts, ...]:
    """Lists by language as a list of texts by language: each must be said in all of them."""
    lists = Block(row.file, row.code, row.values.get("bring", {}))
    said = {language: lists.codes(language) for language in languages}
    if len({len(items) for items in said.values()}) > 1:
        raise row.wrong("bring is not said in all languages")
    return tuple(dict(zip(said, items, strict=True)) for items in zip(*said.values(), strict=True))


def _day(row: Block) -> date | None:
    text = row.text_or_none("valid_to")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadData(f"{row.file}, {row.code}: valid_to is {text!r}, not a date YYYY-MM-DD") from error
