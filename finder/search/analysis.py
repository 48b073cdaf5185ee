"""How German text becomes index terms: folded words, their stems, and the parts of compounds.

The registry speaks German, so Latin script is stemmed as German. Arabic and Cyrillic words keep their form beside the
stem, because one script carries several languages and a stemmer knows only one of them.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable

from snowballstemmer import stemmer

from geo.text import fold

# An apostrophe inside a word belongs to it: здоров'я.
_WORD = re.compile(r"\w+(?:'\w+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
# fold() writes these two as Persian does; the Arabic stemmer expects the Arabic letters.
_TO_ARABIC = str.maketrans({"ی": "ي", "ک": "ك"})
_LINKS = ("", "s", "n", "en", "es")
_MIN_PART = 4
# "Amt" and "Rat" end many names of offices; at the front three letters split too much ("bei-rat").
_MIN_LAST_PART = 3


def tokens(text: str) -> list[str]:
    """The folded words of a text in order, digits included, punctuation dropped.

    >>> tokens("Schuldner- und Insolvenzberatung, Trèves")
    ['schuldner', 'und', 'insolvenzberatung', 'treves']
    """
    return [word.replace("'", "").replace("_", "") for word in _WORD.findall(fold(text))]


class _Stemmers(threading.local):
    """One for each thread: a stemmer notes in itself where in the word it stands, so two threads would spoil both."""

    def __init__(self) -> None:
        self._made: dict[str, stemmer] = {}

    def __call__(self, language: str) -> stemmer:
        if language not in self._made:
            self._made[language] = stemmer(language)
        return self._made[language]


_stemmer = _Stemmers()


def stems(word: str) -> tuple[str, ...]:
    """The index terms of one folded word: its German stem, or stem and form in Cyrillic and Arabic script.

    >>> stems("beratungen"), stems("muenchen") == stems("munchen")
    (('berat',), True)
    """
    if word.isascii():
        return (_stemmer("german").stemWord(word),)
    if _CYRILLIC.search(word):
        return _both(word, _stemmer("russian").stemWord(word))
    if _ARABIC.search(word):
        return _both(word, fold(_stemmer("arabic").stemWord(word.translate(_TO_ARABIC))))
    return (fold(_stemmer("german").stemWord(word)),)


def _both(form: str, stem: str) -> tuple[str, ...]:
    return (form,) if stem in ("", form) else (form, stem)


class Splitter:
    """Takes German compounds apart into words of a given stock: the registry's and the vocabulary's own."""

    def __init__(self, words: Iterable[str]) -> None:
        """``words`` folded; those shorter than any part, and those with digits, are left out."""
        self.words = frozenset(w for w in words if len(w) >= _MIN_LAST_PART and w.isascii() and w.isalpha())
        # Kept because stemming in Python costs more than all the rest of a search.
        self._terms = {w: stems(w) for w in self.words}
        self._stems = frozenset(found[0] for w, found in self._terms.items() if len(w) >= _MIN_PART)

    def stems(self, word: str) -> tuple[str, ...]:
        """As the function of this name, but without work for the stock's words. Nothing typed is kept."""
        return self._terms.get(word) or stems(word)

    def parts(self, word: str) -> tuple[str, ...]:
        """The folded smallest parts of a compound; empty if it is none.

        >>> Splitter(["schuldner", "beratung", "stelle"]).parts("schuldnerberatungsstellen")
        ('schuldner', 'beratung', 'stellen')
        """
        for end in range(len(word) - _MIN_LAST_PART, _MIN_PART - 1, -1):
            part = self._front(word[:end])
            if part and self._is_last(word[end:]):
                return (*self._atoms(part), *self._atoms(word[end:]))
            rest = self.parts(word[end:]) if part else ()
            if part and rest:
                return (*self._atoms(part), *rest)
        return ()

    def _atoms(self, part: str) -> tuple[str, ...]:
        """A part that is a compound itself counts by its own parts, so that every split of a word ends in the same."""
        return self.parts(part) or (part,)

    def _is_last(self, text: str) -> bool:
        """The end of a compound carries the inflection, so its stem counts as well."""
        return text in self.words or (len(text) >= _MIN_PART and self.stems(text)[0] in self._stems)

    def _front(self, text: str) -> str | None:
        """The stock's word that ``text`` is, with or without a linking sound at its end."""
        bare = (text[: len(text) - len(link)] for link in _LINKS if text.endswith(link))
        return next((w for w in bare if len(w) >= _MIN_PART and w in self.words), None)


def analyse(text: str, splitter: Splitter | None = None) -> list[str]:
    """All index terms of a text: the stems of its words and, with a splitter, of the parts of its compounds.

    >>> analyse("Wohnungen suchen")
    ['wohnung', 'such']
    """
    terms: list[str] = []
    for word in tokens(text):
        terms.extend(stems(word))
        if splitter is not None:
            terms.extend(term for part in splitter.parts(word) for term in stems(part))
    return terms
