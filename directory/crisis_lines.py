"""Crisis lines by need, hour and language: what helps now first. Rows and sentences stand in data/rules/crisis.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from directory.hours import OpenState, is_valid, state
from directory.vocabulary import BadData, Texts, text_in
from directory.vocabulary.reading import Block, read_rows, read_toml
from geo.resources import data_dir

_ANY_NEED = "other"
_TEXTS = ("german_only", "interpreters", "closed_now", "always")


@dataclass(frozen=True, slots=True)
class CrisisRow:
    """A line as it is shown at one hour in one language.

    ``number`` is E.164 or a short number. ``hours`` is OSM text or None (not known to us), ``when`` the same in words,
    ``open_state`` its state now. ``speaks``: True known for the language wished, False German only, None possible but
    not known.
    ``note`` is a sentence on languages and hours, may be empty. ``checked_on`` is None until an operator checked.
    """

    id: str
    number: str
    name: str
    languages: tuple[str, ...]
    interpreters: int | None
    hours: str | None
    when: str
    open_state: OpenState
    speaks: bool | None
    emergency: bool
    note: str
    source: str
    checked_on: str | None


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    number: str
    names: Texts = field(hash=False)
    languages: tuple[str, ...]
    interpreters: int | None
    hours: str | None
    when: Texts = field(hash=False)
    emergency: bool
    source: str
    checked_on: str | None


@dataclass(frozen=True, slots=True)
class _Book:
    lines: Mapping[str, _Line]
    needs: Mapping[str, tuple[str, ...]]  # need -> ids of lines, in order
    texts: Mapping[str, Texts]
    as_of: str


def needs() -> tuple[str, ...]:
    """The codes of needs: violence, suicide, …"""
    return tuple(_book(data_dir()).needs)


def as_of() -> str:
    """The month in which the lines were put together, "2026-11"."""
    return _book(data_dir()).as_of


def lines(
    wanted: Iterable[str], at: datetime, language: str = "de", lang_ui: str | None = None
) -> tuple[CrisisRow, ...]:
    """The lines for these needs at the instant ``at``, best first; empty where nothing is wanted.

    Lines that answer now and speak ``language``, themselves or through interpreters, come first; else the order of the
    data stays. 112 and 110 are to be called in any language. An unknown need is answered with the general lines: a
    crisis is no place for an error.
    ``lang_ui`` is the language of names and notes, ``language`` if not given.
    """
    book = _book(data_dir())
    lists = [book.needs.get(need, book.needs[_ANY_NEED]) for need in wanted]
    found = [book.lines[line] for line in _interleaved(lists)]
    rows = [_row(line, at, language, lang_ui or language, book.texts) for line in found]
    return tuple(sorted(rows, key=_rank))


def _interleaved(lists: list[tuple[str, ...]]) -> Iterable[str]:
    """First the first of every need, then the second of every need, each line once."""
    longest = max(map(len, lists), default=0)
    return dict.fromkeys(listed[place] for place in range(longest) for listed in lists if place < len(listed))


def _rank(row: CrisisRow) -> tuple[bool, bool]:
    """Lines that are closed come last, and before them those that are known not to speak the language."""
    return row.open_state == "closed", row.speaks is False and not row.emergency


def _row(line: _Line, at: datetime, language: str, lang_ui: str, texts: Mapping[str, Texts]) -> CrisisRow:
    open_state = state(line.hours, at)
    speaks = _speaks(line, language)
    return CrisisRow(
        id=line.id,
        number=line.number,
        name=text_in(line.names, lang_ui),
        languages=line.languages,
        interpreters=line.interpreters,
        hours=line.hours,
        when=text_in(texts["always"] if line.hours == "24/7" else line.when, lang_ui),
        open_state=open_state,
        speaks=speaks,
        emergency=line.emergency,
        note=_note(line, open_state, speaks, lang_ui, texts),
        source=line.source,
        checked_on=line.checked_on,
    )


def _speaks(line: _Line, language: str) -> bool | None:
    if {language, language.partition("-")[0]} & set(line.languages):
        return True
    return None if line.interpreters else False


def _note(line: _Line, open_state: OpenState, speaks: bool | None, lang_ui: str, texts: Mapping[str, Texts]) -> str:
    said = []
    if open_state == "closed":
        said.append(text_in(texts["closed_now"], lang_ui))
    if line.interpreters:
        said.append(text_in(texts["interpreters"], lang_ui).format(count=line.interpreters))
    elif speaks is False and not line.emergency:
        said.append(text_in(texts["german_only"], lang_ui))
    return " ".join(said)


@cache
def _book(data: Path) -> _Book:
    path = data / "rules" / "crisis.toml"
    header = Block(path.name, "header", read_toml(path))
    file = read_rows(path, "line")
    book = _Book(
        lines={row.code: _line(row, file.languages) for row in file.blocks},
        needs={code: Block(path.name, code, value).codes("lines") for code, value in header.values["need"].items()},
        texts={code: Block(path.name, "text", header.values["text"]).texts(code, file.languages) for code in _TEXTS},
        as_of=header.text("as_of"),
    )
    for need, ids in book.needs.items():
        for line in ids:
            if line not in book.lines:
                raise BadData(f"{path.name}, {need}: names {line!r}, which is not a line")
    return book


def _line(row: Block, languages: tuple[str, ...]) -> _Line:
    hours = row.text_or_none("hours")
    if hours is not None and not is_valid(hours):
        raise row.wrong(f"hours {hours!r} are not OSM opening_hours")
    return _Line(
        id=row.text("id"),
        number=row.text("number"),
        names=row.texts("name", languages),
        languages=row.codes("languages"),
        interpreters=row.number_or_none("interpreters"),
        hours=hours,
        when=row.texts("when", languages if hours not in (None, "24/7") else ()),
        emergency=row.flag("emergency", False),
        source=row.text("source"),
        checked_on=row.text_or_none("checked_on") or None,
    )
