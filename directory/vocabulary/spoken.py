"""Every German text of the data files that a page may show: what a translator has to put into another language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from directory.vocabulary.reading import read_toml
from geo.resources import data_dir

# Left out: the words by which the search reads a line (grammar.toml and the like), which no page shows.
FILES = ("vocabulary/kinds", "vocabulary/topics", "vocabulary/offices", "vocabulary/statuses", "vocabulary/languages")


def data_texts() -> dict[str, frozenset[str]]:
    """German text -> the languages that the data files themselves say it in, German among them."""
    found: dict[str, frozenset[str]] = {}
    shown = [data_dir() / f"{name}.toml" for name in FILES]
    for path in (*shown, *sorted((data_dir() / "rules").glob("*.toml"))):
        for german, spoken in _walk(read_toml(path)):
            # Two blocks may share a German text; what one of them lacks must be translated.
            found[german] = found.get(german, spoken) & spoken
    return found


def _walk(value: Any) -> Iterator[tuple[str, frozenset[str]]]:
    if isinstance(value, list):
        for item in value:
            yield from _walk(item)
    elif isinstance(value, Mapping):
        if _is_texts(value):
            german = value["de"] if isinstance(value["de"], list) else [value["de"]]
            yield from ((text, frozenset(code for code, said in value.items() if said)) for text in german if text)
        else:
            for item in value.values():
                yield from _walk(item)


def _is_texts(table: Mapping[str, Any]) -> bool:
    """A table of texts by language has German, and nothing but texts or lists of texts."""
    return "de" in table and all(
        isinstance(said, str) or (isinstance(said, list) and all(isinstance(one, str) for one in said))
        for said in table.values()
    )
