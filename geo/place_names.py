"""Spellings of place names: one key for what people type, and every key under which a name must be found."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from geo.tables import places_file
from geo.text import fold, spellings

_SEPARATORS = re.compile(r"[\-/().,;:\"„“”«»_]+")
# Turkish and others set case endings off with an apostrophe: "Mainz'da".
_CASE_AFTER_APOSTROPHE = re.compile(r"(?<=\w)'[a-z]{1,5}\b")
_CYRILLIC = re.compile(r"[а-яіїєґђјљњћџѓќў]+")
_ARABIC = re.compile(r"[\u0600-\u06ff ]+")
_BRACKETS = re.compile(r"\s*[(/].*")
_SOFT_ENDINGS = ("ь", "й")


@cache
def word_forms() -> dict[str, Any]:
    """The hand-kept table data/places/word_forms.toml."""
    return tomllib.loads(places_file("word_forms.toml").read_text(encoding="utf-8"))


def name_key(text: str) -> str:
    """The one form in which names are compared: folded, hyphens and brackets as spaces, abbreviations written out.

    >>> name_key("St. Goar"), name_key("Idar-Oberstein"), name_key("Mainz'da")
    ('sankt goar', 'idar oberstein', 'mainz')
    """
    plain = _CASE_AFTER_APOSTROPHE.sub("", fold(text))
    abbreviations = word_forms()["abbreviations"]
    return " ".join(abbreviations.get(word, word) for word in _SEPARATORS.sub(" ", plain).split())


def without_linking(key: str) -> str:
    """``landau in der pfalz`` -> ``landau pfalz``; the first word always stays."""
    first, *rest = key.split() or [""]
    return " ".join([first, *(word for word in rest if word not in word_forms()["linking"])])


def base(name: str) -> str:
    """The name without what tells it apart: "Neustadt (Wied)" -> "Neustadt", "Landau in der Pfalz" -> "Landau"."""
    words = _BRACKETS.sub("", name).split()
    cut = [i for i, word in enumerate(words) if i and word in word_forms()["tail_starts"]]
    return " ".join(words[: cut[0]] if cut else words)


def own_keys(name: str) -> frozenset[str]:
    """All keys under which a German name itself is typed, whole or cut to its base."""
    keys = {name_key(form) for whole in (name, base(name)) for form in spellings(whole)}
    keys |= {without_linking(key) for key in keys}
    return frozenset(keys | {_shortened(key) for key in keys})


def _shortened(key: str) -> str:
    padded = f" {key} "
    for long, short in word_forms()["shortened"].items():
        padded = padded.replace(f" {long} ", f" {short} ")
    return padded.strip()


def foreign_keys(name: str) -> frozenset[str]:
    """All keys of a name in another language or script, with the cases that it commonly stands in."""
    keys = {name_key(form) for form in spellings(name)}
    return frozenset(keys.union(*(_cases(key) for key in keys)))


def _cases(key: str) -> set[str]:
    cases = word_forms()["cases"]
    if _CYRILLIC.search(key):
        stem = key[:-1] if key.endswith(_SOFT_ENDINGS) else key
        return {stem + ending for ending in cases["cyrillic_after_consonant"]} if stem[-1] not in "аеиіоуы" else set()
    if _ARABIC.fullmatch(key):
        return {before + key for before in cases["arabic_before"]}
    return set()
