"""Folding of words so that spellings meet: one normal form for every script we serve.

Used by the gazetteer, the matching of records and the understanding of queries alike, so that a
name found in one of them is found in all.
"""

from __future__ import annotations

import unicodedata

# Letters that NFKD does not take apart, and the Arabic letters that keyboards and languages mix up.
_SINGLE = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
        "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ـ": "", "\u200c": "", "\u200d": "",
        "ё": "е", "ґ": "г", "’": "'", "ʼ": "'", "`": "'", "´": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "\x00": " ",
    }
)  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
# Combining marks that make another letter rather than an accent: й, ї keep theirs.
_KEEP = {"\u0306": "и", "\u0308": "і"}


def _strip_marks(text: str) -> str:
    out: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.combining(char):
            if out and _KEEP.get(char) == out[-1]:
                out.append(char)
            continue
        out.append(char)
    return unicodedata.normalize("NFC", "".join(out))


def _plain_digit(char: str) -> str:
    value = unicodedata.decimal(char, None) if not char.isascii() else None
    return char if value is None else str(value)


def fold(text: str) -> str:
    """Lower-cased, without accents and tashkeel, digits in ASCII, Arabic letters unified, spaces single.

    >>> fold("  Trèves ")
    'treves'
    >>> fold("Südliche Weinstraße")
    'sudliche weinstrasse'
    >>> fold("٥٦٠٦٨")
    '56068'
    """
    # Not memoised: what a visitor typed must not stay in memory.
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").replace("\x00", " ").split())
    text = unicodedata.normalize("NFKC", text).replace("İ", "i").casefold().translate(_SINGLE)
    text = _strip_marks(text).translate(_SINGLE)
    if not text.isascii():
        text = "".join(map(_plain_digit, text))
    return " ".join(text.split())


def spellings(text: str) -> frozenset[str]:
    """Every folded spelling under which a German name is typed: ``Müllheim`` gives mullheim and muellheim."""
    return frozenset({fold(text), fold(unicodedata.normalize("NFC", text).translate(_UMLAUTS))})
