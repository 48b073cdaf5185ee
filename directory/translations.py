"""Translations of German texts: one gettext file a language, data/translations/<code>.po; the German text is the msgid.

The pages' sentences and the texts of data/vocabulary and data/rules stand in the same file, so that a translator has
one file and a language is added by one. Read when first asked for: no compile step, an edited file is live after a
restart. Babel's reader of .po files is used here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from geo.resources import data_dir


@dataclass(frozen=True, slots=True)
class Texts:
    """One language: msgid -> its forms (one, or one for each plural form); ``plural_form`` says which for a number."""

    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural_form: Callable[[int], int] = field(default=lambda n: int(n != 1))

    def get(self, german: str) -> str | None:
        """The translation, or None where there is none."""
        found = self.forms.get(german)
        return found[0] or None if found else None


def translations_dir() -> Path:
    """Where the .po files are."""
    return data_dir() / "translations"


def read_catalogue(path: Path) -> Catalog:
    """The parsed .po file; raises babel's PoFileError where it is malformed."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def texts_of(lang: str) -> Texts:
    """All texts of one language; empty for a language without a file (``lang`` may be anything)."""
    return read_texts(translations_dir(), lang)


def read_texts(folder: Path, lang: str) -> Texts:
    """All texts of one language in a folder of catalogues."""
    return _texts(folder).get(lang) or Texts()


def translated(german: str, lang: str) -> str | None:
    """One text in ``lang``, or None."""
    return texts_of(lang).get(german)


class _Folder:
    """The files of one folder, each read at its first use. Only names that stand in the folder are ever opened."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.stem: path for path in folder.glob("*.po")}
        self._read: dict[str, Texts] = {}

    def get(self, lang: str) -> Texts | None:
        if lang not in self._read and lang in self._paths:
            self._read[lang] = _load(self._paths[lang])
        return self._read.get(lang)


@cache
def _texts(folder: Path) -> _Folder:
    return _Folder(folder)


def _load(path: Path) -> Texts:
    catalogue = read_catalogue(path)
    forms: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        if message.id and not message.fuzzy:
            key = message.id if isinstance(message.id, str) else message.id[0]
            string = message.string
            forms[key] = tuple(string) if isinstance(string, list | tuple) else (str(string),)
    # The file's own rule: CLDR's order of the Arabic forms is not gettext's.
    return Texts(forms, c2py(catalogue.plural_expr))
