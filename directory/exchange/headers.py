"""What people call the columns of a table, and the codes in its cells: German, English, or our own names.

The names are data: data/exchange/headers.toml. Kinds, topics, languages, authorities and districts are also known by
their labels in the vocabulary and in data/places.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from directory import vocabulary
from directory.exchange.documents import COLUMNS
from geo.districts import districts
from geo.resources import data_dir
from geo.text import fold

# Read, never written: it becomes hours and hours_text, of the door where there is one.
OPENING_HOURS = "opening_hours"
_SIGNS = re.compile(r"[^\w]+")
# Columns whose cells hold codes -> the table of codes that they come from.
_TABLE = {"kinds": "kinds", "topics": "topics", "topics_dropped": "topics", "languages": "languages",
          "office": "offices", "district": "districts", "door_district": "districts", "areas": "districts"}  # fmt: skip


@cache
def _file(data: Path) -> dict[str, Any]:
    return tomllib.loads((data / "exchange" / "headers.toml").read_text(encoding="utf-8"))


def columns() -> Mapping[str, Mapping[str, Any]]:
    """The columns that have other names, in the order of the file."""
    found: Mapping[str, Mapping[str, Any]] = _file(data_dir())["column"]
    return found


def column_of(header: str) -> str:
    """The column that a header means; the header itself where it means none."""
    return _names(data_dir()).get(_plain(header), header)


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", fold(text).replace("_", " ")).strip()


@cache
def _names(data: Path) -> dict[str, str]:
    named = {_plain(name): column for column in columns() for name in (column, *_other_names(columns()[column]))}
    return named | {_plain(column): column for column in COLUMNS}


def _other_names(column: Mapping[str, Any]) -> Iterable[str]:
    return (*column["is"], *([column["de"]] if "de" in column else []))


def has_codes(column: str) -> bool:
    """Whether the cells of this column hold codes."""
    return column in _TABLE or column in _file(data_dir())["words"]


def code_of(column: str, word: str) -> str:
    """The code that a word in a cell of this column means; the word itself where that is not known or not one."""
    table = _TABLE.get(column, column)
    known = _codes(data_dir(), table)
    return word if word in known.values() else known.get(_plain(word), word)


@cache
def _codes(data: Path, table: str) -> dict[str, str]:
    """Folded word -> code. A word that stands for two codes stands for none."""
    found: dict[str, set[str]] = {}
    labels = _TABLES[table]() if table in _TABLES else {}
    for code, words in (*labels.items(), *_written(table).items()):
        for word in (code, *words):
            found.setdefault(_plain(word), set()).add(code)
    return {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1}


def _written(table: str) -> Mapping[str, Iterable[str]]:
    found: Mapping[str, Iterable[str]] = _file(data_dir()).get("words", {}).get(table, {})
    return found


def _labels(entries: Mapping[str, vocabulary.Kind | vocabulary.Topic | Any]) -> dict[str, list[str]]:
    spoken = {code: [entry.labels[lang] for lang in ("de", "en") if lang in entry.labels]
              for code, entry in entries.items()}  # fmt: skip
    for code, entry in entries.items():
        if isinstance(entry, vocabulary.Kind):
            spoken[code] += [entry.official, *re.findall(r"\((\w+)\)$", entry.official), *_short(entry.official)]
    return spoken


def _short(official: str) -> list[str]:
    return [official.partition(" (")[0]]


def _district_names() -> dict[str, list[str]]:
    names = {}
    for key, district in districts().items():
        names[key] = [district.name, district.label]
        if district.kind == "kreisfreie Stadt":
            names[key].append(f"Stadt {district.name}")
            if district.label != district.name:
                names[key].remove(district.name)  # "Trier" could be the city or, said carelessly, the Landkreis
        elif district.name.startswith("Landkreis "):
            names[key] += [f"Kreis {district.short}", f"LK {district.short}"]
    return names


_TABLES: dict[str, Callable[[], Mapping[str, Iterable[str]]]] = {
    "kinds": lambda: _labels(vocabulary.kinds()),
    "topics": lambda: _labels(vocabulary.topics()),
    "languages": lambda: _labels(vocabulary.languages()),
    "offices": lambda: _labels(vocabulary.offices()),
    "districts": _district_names,
}
