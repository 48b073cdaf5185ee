"""Readable keys such as ``koblenz/schuldnerberatung-diakonisches-werk``: made once, then kept in keys.toml for good.

A key is never made again, even if name, carrier or address change: ids and links are derived from it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from geo.text import fold

_LENGTH = 60
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "ß": "ss"})
_FILLERS = re.compile(r"e|v|ev|g?gmbh|d(er|ie|as|en|em|es)|fuer|und|oder|i[nm]|a[nm]|auf|beim?|mit|vo[nm]|zu[mr]?|u|a")


def slug(text: str) -> str:
    """Small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text.translate(_UMLAUTS))).strip("-")


def make_key(place: str, name: str, taken: Collection[str]) -> str:
    """``place/words-of-the-name`` without fillers and the place's own name, numbered where it is taken."""
    place_slug = slug(place)
    words = [
        word for word in slug(name).split("-") if not _FILLERS.fullmatch(word) and word not in place_slug.split("-")
    ]
    short = ""
    for word in words or ["dienst"]:
        if short and len(short) + len(word) >= _LENGTH:
            break
        short = f"{short}-{word}" if short else word
    key, number = f"{place_slug}/{short}", 2
    while key in taken:
        key, number = f"{place_slug}/{short}-{number}", number + 1
    return key


def write_keys(keys: dict[str, str], path: Path) -> None:
    """The table fact id -> key, one line each."""
    lines = [
        "# Which key each collected fact was given. Written by scripts/convert_registry.py, which adds lines and never",
        "# changes one: ids and links hang on the keys. Change a key here only before anything was published.",
        "",
        "[keys]",
        *(f'{fact} = "{key}"' for fact, key in sorted(keys.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
