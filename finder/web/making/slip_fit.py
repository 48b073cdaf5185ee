"""What fits on one sheet of A4 in large print: an estimate by the number of letters, and what goes when it is too much.

Nobody measures letters on a server; an estimate on the safe side will do. A test prints the longest sheets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil

from finder.web.pages.slip import Entry, Lines, Row, Said

# Letters of 14 pt in a line across the sheet, and in one of two columns; lines on a sheet above stamp and picture.
ACROSS, COLUMN = 72, 35
SHEET = 42.7
GAP, AIR = 0.3, 0.7  # lines between two rows, and as many more where there is room
LARGE = {"phone": 1.6, "mail": 1.15, "address": 1.15}
FRAMED = ("warning", "deadline")


def fitted(entry: Entry) -> Entry:
    """The entry without what does not fit; warnings, contact, papers and deadline always stay."""
    for cut in CUTS:
        if height(entry) <= SHEET:
            break
        entry = cut(entry)
    return replace(entry, airy=height(entry) + AIR * len(entry.rows) <= SHEET)


def _without(name: str) -> Callable[[Entry], Entry]:
    return lambda entry: replace(entry, rows=tuple(row for row in entry.rows if row.name != name))


def _bare_address(entry: Entry) -> Entry:
    return replace(entry, rows=tuple(replace(r, said=()) if r.name == "address" else r for r in entry.rows))


def _no_carrier(entry: Entry) -> Entry:
    return replace(entry, organization=None)


def _less(name: str) -> Callable[[Entry], Entry]:
    """The last of several things said in a row goes."""
    return lambda entry: replace(entry, rows=tuple(_shorter(row) if row.name == name else row for row in entry.rows))


def _shorter(row: Row) -> Row:
    return replace(row, said=row.said[:-1]) if len(row.said) > 1 else row


# What the page behind the picture says as well, the least needed first.
CUTS = (*[_less("does")] * 4, _no_carrier, _without("does"), _without("access"), _bare_address)


def height(entry: Entry) -> float:
    """About how many lines of 14 pt it takes."""
    head = 1.3 * _lines(entry.name, ACROSS / 1.35) + _lines(entry.organization or "", ACROSS) + _beside(entry.kinds)
    return head + sum(_row(row) for row in entry.rows)


def _row(row: Row) -> float:
    size = LARGE.get(row.name, 1.0)
    titles = " / ".join(dict.fromkeys(row.title))
    if not row.shared:
        return GAP + (_beside(row.title) if row.title else 0) + _said(row) + (0.6 if row.name in FRAMED else 0)
    return GAP + size * _lines(titles + "  " + "  ".join(row.shared), ACROSS / size) + _said(row)


def _said(row: Row) -> int:
    return sum(_beside(tuple(map("{}: {}".format, one.texts, one.times)) or _with_law(one)) for one in row.said)


def _with_law(one: Said) -> Lines:
    return tuple(f"{text} ({one.law})" for text in one.texts) if one.law else one.texts


def _beside(texts: Lines) -> int:
    """Columns are as high as the longest of them."""
    return max(_lines(text, ACROSS if len(texts) == 1 else COLUMN) for text in texts)


def _lines(text: str, width: float) -> int:
    """Words go to the next line whole."""
    lines, room = 0, 0.0
    for word in text.split(" "):
        long = sum(_wide(sign) for sign in word)
        if long > room:
            lines, room = lines + ceil(max(long, 1) / width), width
        room -= long + 1
    return lines


def _wide(sign: str) -> float:
    """Against a Latin letter: Cyrillic ones are wider, Arabic ones narrower."""
    return 1.12 if "\u0400" <= sign <= "\u04ff" else 0.95 if "\u0600" <= sign <= "\u06ff" else 1.0
