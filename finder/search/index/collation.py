"""Names in the order of a German directory (DIN 5007-1): ä like a, ß like ss, punctuation and case aside."""

from __future__ import annotations

import re

from geo.text import fold

_WORD = re.compile(r"\w+")


def sort_key(name: str) -> tuple[str, str]:
    """Sort by this. Names that differ only in accents or punctuation follow in their own spelling's order.

    >>> sorted(["Zoar", "Ämter", "Amt", "Ärzte", "„Café“"], key=sort_key)
    ['Amt', 'Ämter', 'Ärzte', '„Café“', 'Zoar']
    """
    return " ".join(_WORD.findall(fold(name))), name
