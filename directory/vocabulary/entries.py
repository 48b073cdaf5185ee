"""The entries of the vocabulary, typed, and how each is made from its block in data/vocabulary/."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from directory.translations import translated
from directory.vocabulary.reading import Block, DataFile, Texts

Area = Literal["district", "open"]
Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What every entry has: a code and labels by language."""

    code: str
    labels: Texts = field(hash=False)

    def label(self, lang: str) -> str:
        """The label in this language (a tag like ``uk-UA`` will do), else in English, else in German."""
        return text_in(self.labels, lang)


@dataclass(frozen=True, slots=True)
class Kind(Entry):
    """A kind of service. ``topics`` are treated unless a service says else; ``area`` is assumed where none is stated.

    ``open_to_everyone``: neither age nor status decides. ``does_not`` may be empty (nothing is known to be excluded).
    """

    official: str
    who: Texts = field(hash=False)
    does: Texts = field(hash=False)
    does_not: Texts = field(hash=False)
    topics: tuple[str, ...]
    area: Area
    open_to_everyone: bool
    sensitive: bool
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Topic(Entry):
    """A topic. ``kinds`` treat it, best first; ``offices`` decide on it."""

    kinds: tuple[str, ...]
    offices: tuple[str, ...]
    related: tuple[str, ...]
    sensitive: bool


@dataclass(frozen=True, slots=True)
class LanguageName(Entry):
    """A language. ``own`` is its own name; speakers often understand the ``related`` ones too."""

    own: str
    direction: Direction
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office(Entry):
    """A sort of authority."""


@dataclass(frozen=True, slots=True)
class Status(Entry):
    """A residence status; ``legal`` is the word of the law, in German."""

    legal: str


def text_in(texts: Texts, lang: str) -> str:
    """The text in ``lang``, else in its base language, else English, else German, else empty.

    A language that the data file itself does not hold is looked up in data/translations/ by the German text.
    """
    german = texts.get("de", "")
    for code in (lang, lang.partition("-")[0], "en", "de"):
        found = texts.get(code) or translated(german, code)
        if found:
            return found
    return ""


def make_kind(block: Block, file: DataFile) -> Kind:
    spoken = ("de", "en")
    return Kind(
        code=block.code,
        labels=block.texts("label", file.languages),
        official=block.text("official"),
        who=block.texts("who", spoken),
        does=block.texts("does", spoken),
        does_not=block.texts("does_not", spoken if "does_not" in block.values else ()),
        topics=block.codes("topics"),
        area="district" if block.one_of("area", ("district", "open")) == "district" else "open",
        open_to_everyone=block.flag("open_to_everyone"),
        sensitive=block.flag("sensitive"),
        source=block.text("source"),
        as_of=block.text("as_of"),
    )


def make_topic(block: Block, file: DataFile) -> Topic:
    return Topic(
        code=block.code,
        labels=block.texts("label", file.languages),
        kinds=block.codes("kinds"),
        offices=block.codes("offices"),
        related=block.codes("related"),
        sensitive=block.flag("sensitive", False),
    )


def make_language(block: Block, file: DataFile) -> LanguageName:
    return LanguageName(
        code=block.code,
        labels=block.texts("label", file.languages),
        own=block.text("own"),
        direction="rtl" if block.one_of("direction", ("ltr", "rtl")) == "rtl" else "ltr",
        related=block.codes("related"),
    )


def make_office(block: Block, file: DataFile) -> Office:
    return Office(code=block.code, labels=block.texts("label", file.languages))


def make_status(block: Block, file: DataFile) -> Status:
    return Status(code=block.code, labels=block.texts("label", file.languages), legal=block.text("legal"))
