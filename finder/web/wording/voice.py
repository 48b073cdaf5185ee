"""How the site speaks in one language: sentences, labels, dates, distances."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from directory.vocabulary import kinds, label, offices, topics
from finder.web.languages import Language
from finder.web.wording.catalogue import Translation
from finder.web.wording.marking import later

HOLIDAY = later("Feiertag")


@dataclass(frozen=True, slots=True)
class Voice:
    """Called with a German sentence it says it in the page's language: the ``Say`` of the search."""

    translation: Translation

    @property
    def page_language(self) -> Language:
        return self.translation.language

    @property
    def language(self) -> str:
        return self.translation.language.code

    def __call__(self, message: str, /, **values: object) -> str:
        text = self.translation.gettext(message)
        return text.format(**values) if values else text

    def knows(self, message: str) -> bool:
        """Whether this sentence can be said in the page's language; a sentence with a name in it often cannot."""
        return self.language == "de" or message in self.translation.texts.forms

    def plural(self, one: str, many: str, n: int) -> str:
        """The form for ``n``, with ``{n}`` written as the language writes numbers."""
        return self.translation.ngettext(one, many, n).format(n=self.translation.number(n))

    def as_of(self, as_of: str | None) -> str:
        """``Stand: Oktober 2025``; never "confirmed", since nothing was."""
        return self("Stand: {month}", month=self.month(as_of)) if as_of else self("Stand unbekannt")

    def month(self, as_of: str) -> str:
        """``Oktober 2025`` or, where no more is known, ``2022``."""
        year, _, rest = as_of.partition("-")
        return self.translation.month(int(year), int(rest[:2])) if rest else year

    def weekday(self, day: str) -> str:
        return self(HOLIDAY) if day == "PH" else self.translation.weekday(day)

    def kind(self, code: str) -> str:
        return label(kinds()[code], self.language)

    def kind_words(self, codes: Iterable[str], office: str | None = None) -> tuple[str, ...]:
        """The words for the kinds of a service; an authority is called by its office where that is known."""
        return tuple(self.office(office) if code == "authority" and office else self.kind(code) for code in codes)

    def office(self, code: str) -> str:
        return label(offices()[code], self.language) if code in offices() else self.kind("authority")

    def topic(self, code: str) -> str:
        return label(topics()[code], self.language) if code in topics() else code

    def tongue(self, code: str) -> str:
        """A language by its name in the page's language."""
        return label(code, self.language, of="language")

    def tongues(self, codes: Iterable[str]) -> str:
        return self.listed(self.tongue(code) for code in codes)

    def listed(self, words: Iterable[str]) -> str:
        """One after the other, with the comma of the page's script."""
        return self(", ").join(words)
