"""A whole postal address in one line, taken apart where it leaves no doubt."""

from __future__ import annotations

import re

_WHOLE = re.compile(
    r"(?P<street>[^,;\n]*\d[^,;\n]*?)[,;\s]+(?:D[- ]?)?(?P<postcode>\d{5})\s+(?P<city>[^\d,;\n]+)", re.ASCII
)

_LONGEST = 200  # characters; no address is longer, and trying all ways to part a long text takes long


def split_address(text: str) -> dict[str, str] | None:
    """Street with its number, postcode and city; None for any other text.

    >>> split_address("Schloßstr. 3, 56068 Koblenz")
    {'street': 'Schloßstr. 3', 'postcode': '56068', 'city': 'Koblenz'}
    """
    found = _WHOLE.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return {name: part.strip() for name, part in found.groupdict().items()} if found else None
