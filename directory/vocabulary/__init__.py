"""The codes of the registry and their labels: kinds, topics, languages, offices and residence statuses.

All of it is data (data/vocabulary/*.toml): to add an entry, add a block there. The loaders check every block and
raise BadData with file and code; they read each file once per process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from directory.vocabulary.entries import (
    Entry,
    Kind,
    LanguageName,
    Office,
    Status,
    Topic,
    make_kind,
    make_language,
    make_office,
    make_status,
    make_topic,
    text_in,
)
from directory.vocabulary.reading import BadData, Block, DataFile, Texts, read_blocks
from geo.errors import BadInput
from geo.resources import data_dir

Table = Literal["kind", "topic", "language", "office", "status"]
_Made = TypeVar("_Made", bound=Entry)

__all__ = [
    "BadData",
    "Kind",
    "LanguageName",
    "Office",
    "Status",
    "Texts",
    "Topic",
    "entry",
    "kind_topics",
    "kinds",
    "label",
    "languages",
    "offices",
    "statuses",
    "text_in",
    "topics",
]


def kinds() -> Mapping[str, Kind]:
    """All kinds of service by code, in the order of the file."""
    return _load(data_dir()).kinds


def topics() -> Mapping[str, Topic]:
    """All topics by code."""
    return _load(data_dir()).topics


def languages() -> Mapping[str, LanguageName]:
    """The languages whose names we know: an open list, so a service may speak one that is not here."""
    return _load(data_dir()).languages


def offices() -> Mapping[str, Office]:
    """The sorts of authorities by code."""
    return _load(data_dir()).offices


def statuses() -> Mapping[str, Status]:
    """The residence statuses a visitor may choose."""
    return _load(data_dir()).statuses


def entry(code: str, of: Table) -> Entry:
    """The entry of one table; raises BadInput naming the field where the code is unknown."""
    tables: dict[Table, Callable[[], Mapping[str, Entry]]] = {
        "kind": kinds,
        "topic": topics,
        "language": languages,
        "office": offices,
        "status": statuses,
    }
    found = tables[of]().get(code)
    if found is None:
        raise BadInput(f"{code!r} is not a known {of}.", field=of)
    return found


def label(item: Entry | str, lang: str, of: Table = "kind") -> str:
    """The label of an entry, or of a code of the table ``of``, in ``lang``, else English, else German.

    An unknown language is shown as its code, since that list is open; any other unknown code raises BadInput.
    """
    if isinstance(item, Entry):
        return item.label(lang)
    if of == "language" and item not in languages():
        return item
    return entry(item, of).label(lang)


def kind_topics(codes: Iterable[str]) -> tuple[str, ...]:
    """The default topics of these kinds, each once, in order; BadInput on an unknown kind."""
    known = kinds()
    for code in (codes := tuple(codes)):
        if code not in known:
            raise BadInput(f"{code!r} is not a known kind.", field="kind")
    return tuple(dict.fromkeys(topic for code in codes for topic in known[code].topics))


class _Vocabulary:
    """All five files of one data folder, checked against each other."""

    def __init__(self, data: Path) -> None:
        folder = data / "vocabulary"
        self.kinds = _read(folder / "kinds.toml", "kind", make_kind)
        self.offices = _read(folder / "offices.toml", "office", make_office)
        self.statuses = _read(folder / "statuses.toml", "status", make_status)
        self.topics = _read(folder / "topics.toml", "topic", make_topic)
        self.languages = _read(folder / "languages.toml", "language", make_language)
        self._check_codes()
        self._check_both_ways()

    def _check_codes(self) -> None:
        for topic in self.topics.values():
            _known("topics.toml", topic.code, topic.kinds, self.kinds)
            _known("topics.toml", topic.code, topic.offices, self.offices)
            _known("topics.toml", topic.code, topic.related, self.topics)
        for kind in self.kinds.values():
            _known("kinds.toml", kind.code, kind.topics, self.topics)
        for language in self.languages.values():
            _known("languages.toml", language.code, language.related, self.languages)

    def _check_both_ways(self) -> None:
        """A kind that has a topic by default is one of the kinds that treat it."""
        for kind in self.kinds.values():
            for code in kind.topics:
                if kind.code not in self.topics[code].kinds:
                    raise BadData(f"topics.toml, {code}: kinds lacks {kind.code!r}, which has it by default")


@cache
def _load(data: Path) -> _Vocabulary:
    return _Vocabulary(data)


def _read(path: Path, table: str, make: Callable[[Block, DataFile], _Made]) -> dict[str, _Made]:
    file = read_blocks(path, table)
    return {block.code: make(block, file) for block in file.blocks}


def _known(file: str, code: str, named: Iterable[str], known: Mapping[str, Entry]) -> None:
    for other in named:
        if other not in known:
            raise BadData(f"{file}, {code}: names {other!r}, which is not known")
