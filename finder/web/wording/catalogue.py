"""How one page language writes: its sentences, plural forms, months, days and numbers.

Babel's tables of dates and numbers are used here and nowhere else in the project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from babel.dates import format_date, get_day_names
from babel.messages.catalog import Catalog
from babel.numbers import format_decimal

from directory.translations import Texts, texts_of
from finder.web.languages import LANGUAGES, Language

# Templates write %(name)s, Python sentences {name}.
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!\{)\{(\w+)\}")
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@dataclass(frozen=True, slots=True)
class Translation:
    """One page language. msgids are German, so German needs no catalogue."""

    language: Language
    texts: Texts = field(default_factory=Texts)

    def gettext(self, message: str) -> str:
        """The translated text, else the German one."""
        return self.texts.get(message) or message

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form for ``n``; German forms where the language has none."""
        forms = self.texts.forms.get(singular)
        if not forms or len(forms) < 2:
            return singular if n == 1 else plural
        return forms[self.texts.plural_form(n)] or plural

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


def load_translations() -> dict[str, Translation]:
    """Every page language by code."""
    return {code: Translation(language, texts_of(code)) for code, language in LANGUAGES.items()}
