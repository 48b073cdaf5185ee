"""The words that people use, as they stand in data/vocabulary/words/<language>.toml, and the labels of all codes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from directory import vocabulary
from directory.vocabulary.entries import Entry

# Labels that name nothing one could look for. German: "auf Deutsch" is a wish, "kein Deutsch" is none.
_NO_WORDS = {"kind.other", "office.other", "status.unknown", "language.de"}

_CHOICES = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that lead to a concept (``kind.debt``, ``topic.school``, ``crisis.suicide``, ``filler``, …)."""

    concept: str
    language: str
    text: str
    sentence: bool = False


@dataclass(frozen=True, slots=True)
class Patterns:
    """Of one language: how an age is said (``{n}`` stands for the number), and words around names of places."""

    age: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    city: tuple[str, ...] = ()


def word_files(folder: Path) -> list[Path]:
    """The files of words, one a language, in the order of their names."""
    return sorted(folder.glob("*.toml"))


def read_words(file: Path) -> tuple[str, list[Phrase], Patterns]:
    """Language, phrases and patterns of one file. Raises tomllib.TOMLDecodeError or KeyError on a broken file."""
    with file.open("rb") as stream:
        content = tomllib.load(stream)
    language = str(content["language"])
    return language, list(_phrases(language, content)), _patterns(content.get("patterns", {}))


def _phrases(language: str, content: Mapping[str, Any]) -> Iterator[Phrase]:
    for concept, block in content.get("concepts", {}).items():
        for text in _all_expanded(block.get("words", ())):
            yield Phrase(concept, language, text)
        for text in _all_expanded(block.get("sentences", ())):
            yield Phrase(concept, language, text, sentence=True)
    for text in content.get("filler", {}).get("words", ()):
        yield Phrase("filler", language, text)


def _all_expanded(texts: Iterable[str]) -> Iterator[str]:
    return (each for text in texts for each in expanded(text))


def expanded(text: str) -> tuple[str, ...]:
    """All that an entry with choices says; what stands between strokes may be empty.

    >>> expanded("(he|she) hits me(| again)")
    ('he hits me', 'he hits me again', 'she hits me', 'she hits me again')
    """
    parts = _CHOICES.split(text)  # plain text and choices by turns
    choices = (part.split("|") if place % 2 else [part] for place, part in enumerate(parts))
    return tuple(" ".join("".join(found).split()) for found in product(*choices))


def _patterns(block: Mapping[str, Any]) -> Patterns:
    return Patterns(**{name: tuple(block.get(name, ())) for name in ("age", "near", "district", "city")})


def read_carriers(file: Path) -> Iterator[Phrase]:
    """Caritas, AWO and the like (concept ``carrier.<name>``), from carriers.toml."""
    with file.open("rb") as stream:
        for block in tomllib.load(stream)["carrier"]:
            for text in block["words"]:
                yield Phrase(f"carrier.{block['name']}", "de", text)


def read_labels() -> Iterator[Phrase]:
    """The labels of kinds, topics, offices, languages and statuses: what a page shows can be typed."""
    tables: dict[str, Mapping[str, Entry]] = {
        "kind": vocabulary.kinds(),
        "topic": vocabulary.topics(),
        "office": vocabulary.offices(),
        "language": vocabulary.languages(),
        "status": vocabulary.statuses(),
    }
    for table, entries in tables.items():
        for code, entry in entries.items():
            concept = f"{table}.{code}"
            for language, text in entry.labels.items():
                if concept not in _NO_WORDS:
                    yield Phrase(concept, language, text.partition("(")[0], sentence=table == "status")
    for code, language_name in vocabulary.languages().items():
        if f"language.{code}" not in _NO_WORDS:
            yield Phrase(f"language.{code}", code, language_name.own)
