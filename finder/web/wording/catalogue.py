"""Translations from .po files, read once at start: no compile step, so an edited .po is live after a restart.

Babel is imported here and nowhere else in the project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from babel.dates import format_date, get_day_names
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from finder.web.languages import LANGUAGES, Language

FOLDER = Path(__file__).resolve().parent.parent / "translations"
# Templates write %(name)s, Python sentences {name}.
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!\{)\{(\w+)\}")
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@dataclass(frozen=True, slots=True)
class Translation:
    """One page language. msgids are German, so German needs no catalogue."""

    language: Language
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def gettext(self, message: str) -> str:
        """The translated text, else the German one."""
        return self.texts.get(message, (message,))[0] or message

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form for ``n``; German forms where the language has none."""
        forms = self.texts.get(singular)
        if not forms or len(forms) < 2:
            return singular if n == 1 else plural
        return forms[plural_index(self.language, n)] or plural

    def month(self, year: int, month: int) -> str:
        """``Oktober 2025``."""
        return format_date(date(year, month, 1), "LLLL yyyy", locale=self.language.babel)

    def day(self, day: date) -> str:
        """``3. Oktober 2025``."""
        return format_date(day, "long", locale=self.language.babel)

    def weekday(self, day: str) -> str:
        """``Montag`` for OSM's ``Mo``; "PH" and what else is no weekday stays as it is."""
        return get_day_names("wide", locale=self.language.babel)[_DAYS.index(day)] if day in _DAYS else day

    def number(self, value: float, digits: int = 0) -> str:
        """``1.234`` or ``2,4``, as the language writes it."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(round(value, digits), format=pattern, locale=self.language.babel)


def plural_index(language: Language, n: int) -> int:
    """Which msgstr[i] to use. Both languages we have know two forms; others bring their own rule here."""
    return 0 if n == 1 else 1


def read_catalogue(path: Path) -> Catalog:
    """The parsed .po file; raises babel's PoFileError where it is malformed."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def placeholders(text: str) -> set[str]:
    """The names that a sentence leaves open."""
    return {percent or brace for percent, brace in _PLACEHOLDER.findall(text)}


def placeholder_faults(catalogue: Catalog) -> list[str]:
    """Messages whose translation lost or invented a placeholder: Babel itself lets them pass."""
    faults = []
    for message in catalogue:
        sources = message.id if isinstance(message.id, list | tuple) else (message.id,)
        texts = message.string if isinstance(message.string, list | tuple) else (message.string,)
        allowed = {name for source in sources for name in placeholders(source)}
        # A singular may leave the number out: "one service".
        needed = placeholders(sources[-1]) - ({"n"} if len(sources) > 1 else set())
        for text in texts if message.id else ():
            found = placeholders(text or "")
            if text and (found - allowed or needed - found):
                faults.append(f"{sources[0]!r} -> {text!r}")
    return faults


def _load(language: Language) -> Translation:
    path = FOLDER / language.code / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return Translation(language)
    texts: dict[str, tuple[str, ...]] = {}
    for message in read_catalogue(path):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            string = message.string
            texts[key] = tuple(string) if isinstance(string, list | tuple) else (str(string),)
    return Translation(language, texts)


def load_translations() -> dict[str, Translation]:
    """Every page language by code."""
    return {code: _load(language) for code, language in LANGUAGES.items()}
