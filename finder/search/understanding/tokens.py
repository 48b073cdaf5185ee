"""A line cut into words: each with the letters as typed, the folded form and the place in the line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from geo.text import fold

# Letters with their marks, or digits, or a sign beside a number (law, money). Apostrophes stay inside for now.
_MARKS = r"\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d"
# Chinese sets no spaces: each sign is a word, and a phrase is signs in a row.
_HAN = "\u3400-\u9fff"
# Arabic in Latin letters writes the sounds that they lack as digits: musa3ada, ma7kama.
_SOUND = r"(?<=[a-z])[2356789](?=[a-z]{2})"
# Persian verbs: their first syllable is written joined to them, half apart or apart. One word all the same.
_VERB = r"(?:\bن?می\u200c?\s(?=[^\W\d_]{2}))"
_WORD = re.compile(
    rf"[{_HAN}]|{_VERB}?[^\W\d_](?:(?![{_HAN}])[^\W\d_]|[{_MARKS}]|{_SOUND}|['’ʼ‘´`](?=[^\W\d_]))*|\d+|[§€$£₴₺%]"
)
_APOSTROPHE = re.compile(r"['’ʼ‘´`]")
_LATIN = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff]", re.IGNORECASE)

# Letters that sound alike and are mixed up in writing: Ethiopic h, s, a and ts; letters of Sorani, Pashto and Urdu.
_ETHIOPIC = {
    **{chr(0x1210 + i): chr(0x1200 + i) for i in range(7)},
    **{chr(0x1280 + i): chr(0x1200 + i) for i in range(7)},
    **{chr(0x1220 + i): chr(0x1230 + i) for i in range(7)},
    **{chr(0x12D0 + i): chr(0x12A0 + i) for i in range(7)},
    **{chr(0x1340 + i): chr(0x1338 + i) for i in range(7)},
}
_ETHIOPIC_A = dict.fromkeys("ሃሓኃ", "ሀ") | dict.fromkeys("ኣዓ", "አ")
_ARABIC = dict.fromkeys("ێېۍے", "ی") | dict.fromkeys("ۆۇ", "و") | {"ڕ": "ر", "ڵ": "ل", "ں": "ن", "ہ": "ه"}
_ALIKE = str.maketrans(_ETHIOPIC | _ETHIOPIC_A | _ARABIC)

# Not seen, and in the middle of words that were copied from a page: soft hyphen, word joiner, space of no width.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# Ways to write the same word: half spaces and long strokes, vowel signs.
_SAME = dict.fromkeys((0x640, 0x670, 0x200C, 0x200D, *range(0x64B, 0x653)))


@dataclass(frozen=True, slots=True)
class Token:
    """One word. ``plain`` is lower-cased with its accents, ``folded`` without; positions count characters."""

    raw: str
    plain: str
    folded: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        return int(self.folded) if self.folded.isascii() and self.folded.isdigit() and len(self.folded) < 7 else None

    @property
    def capital(self) -> bool:
        return self.raw[:1].isupper()


def fold_word(text: str) -> str:
    """geo.text.fold, and letters that sound alike made one.

    >>> fold_word("ሓገዝ") == fold_word("ሀገዝ")
    True
    """
    return fold(text).translate(_ALIKE)


def _parts(word: re.Match[str]) -> list[tuple[str, int]]:
    """Latin words part at the apostrophe (l'asile, Mainz'da); in other scripts it belongs to the word (сім'я)."""
    text = word.group()
    if not _APOSTROPHE.search(text):
        return [(text, word.start())]
    if not _LATIN.match(text):
        return [(text, word.start())]
    parts, at = [], word.start()
    for part in _APOSTROPHE.split(text):
        if part:
            parts.append((part, at))
        at += len(part) + 1
    return parts


def _token(raw: str, start: int) -> Token:
    bare = "".join(_APOSTROPHE.sub("", raw).split())
    plain = unicodedata.normalize("NFKC", bare).casefold().translate(_SAME)
    return Token(raw, plain, fold_word(bare), start, start + len(raw))


def cleaned(line: str) -> str:
    """The line in NFC, without signs that nobody sees and that only part a word.

    >>> cleaned("Schul\u00adden")
    'Schulden'
    """
    return unicodedata.normalize("NFC", line.translate(_UNSEEN))


def tokenise(line: str) -> tuple[Token, ...]:
    """The words of a line, in order. Positions count in the ``cleaned`` line.

    >>> [t.folded for t in tokenise("Schulden in 56068 Koblenz, по-русски")]
    ['schulden', 'in', '56068', 'koblenz', 'по', 'русски']
    >>> [t.folded for t in tokenise("l'asile сім'я §24")]
    ['l', 'asile', 'сімя', '§', '24']
    """
    return tuple(_token(raw, start) for word in _WORD.finditer(cleaned(line)) for raw, start in _parts(word))


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(token.folded for token in tokenise(text))
