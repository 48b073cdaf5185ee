"""How words change, language by language: endings, prefixes, linking letters. Data: data/vocabulary/grammar.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from finder.search.understanding.tokens import fold_word
from geo.resources import data_dir


@dataclass(frozen=True, slots=True)
class Grammar:
    """What one language's words do. All strings folded; a ``_`` stands between words in a row.

    ``latin`` maps a letter to its Latin spelling.
    """

    endings: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    linking: tuple[str, ...] = ()
    units: frozenset[str] = frozenset()
    not_age: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    ago: frozenset[str] = frozenset()
    span: frozenset[str] = frozenset()
    stay: frozenset[str] = frozenset()
    hedge: frozenset[str] = frozenset()
    being: frozenset[str] = frozenset()
    street_ends: frozenset[str] = frozenset()
    origin_before: frozenset[str] = frozenset()
    origin_after: frozenset[str] = frozenset()
    wish_forms: frozenset[str] = frozenset()
    in_place: frozenset[str] = frozenset()
    contiguous: bool = False
    latin: Mapping[str, str] = field(default_factory=dict)


def _folded(text: object) -> frozenset[str]:
    return frozenset(fold_word(word) for word in str(text).split())


def _grammar(block: Mapping[str, object]) -> Grammar:
    pairs = (pair.partition("=") for pair in str(block.get("latin", "")).split())
    return Grammar(
        endings=_folded(block.get("endings", "")) | {""},
        prefixes=_folded(block.get("prefixes", "")),
        linking=tuple(str(block.get("linking", "")).split()),
        units=_folded(block.get("units", "")),
        not_age=_folded(block.get("not_age", "")),
        years=_folded(block.get("years", "")),
        ago=_folded(block.get("ago", "")),
        span=_folded(block.get("span", "")),
        stay=_folded(block.get("stay", "")),
        hedge=_folded(block.get("hedge", "")),
        being=_folded(block.get("being", "")),
        street_ends=_folded(block.get("street_ends", "")),
        origin_before=_folded(block.get("origin_before", "")),
        origin_after=_folded(block.get("origin_after", "")),
        wish_forms=_folded(block.get("wish_forms", "")),
        in_place=_folded(block.get("in_place", "")),
        contiguous=bool(block.get("contiguous", False)),
        latin={letter: spelled for letter, _, spelled in pairs},
    )


def load_grammars(file: Path | None = None) -> dict[str, Grammar]:
    """Grammar by language code; a language without a block changes no words."""
    file = file or data_dir() / "vocabulary" / "grammar.toml"
    with file.open("rb") as stream:
        return {code: _grammar(block) for code, block in tomllib.load(stream).items()}


def in_latin(text: str, letters: Mapping[str, str]) -> str:
    """The text in Latin letters, as people without the right keyboard type it.

    >>> in_latin("долги", {"д": "d", "о": "o", "л": "l", "г": "g", "и": "i"})
    'dolgi'
    """
    return "".join(letters.get(char, char) for char in text.lower())
