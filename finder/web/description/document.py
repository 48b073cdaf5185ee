"""The OpenAPI document: the files of data/api joined, with the codes of the vocabulary filled in.

TOML knows no null and no names in two languages; so ``"null"`` in an enum is null, ``enum = "kinds"`` the codes of all
kinds, and keys like ``x-summary-de`` are for the page only. A test holds the document against the app's routes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from directory.exchange.formats import FORMATS
from directory.situations import situations
from directory.vocabulary import kinds, languages, offices, statuses, topics
from finder.search.parameters import wanted_codes
from geo.districts import districts
from geo.gazetteer import gazetteer
from geo.resources import data_dir

Doc = dict[str, Any]
CODES: dict[str, Callable[[], Iterable[str]]] = {
    "kinds": kinds, "topics": topics, "offices": offices, "statuses": statuses, "languages": languages,
    "districts": districts, "situations": situations, "wants": wanted_codes,
    "postcodes": lambda: gazetteer().postcodes, "files": lambda: (found.file for found in FORMATS.values()),
}  # fmt: skip
_GERMAN = "-de"


def document(origin: str) -> Doc:
    """As programs get it; ``origin`` is the address of the site."""
    return {**_without_german(_joined(data_dir())), "servers": [{"url": origin}]}


def both_languages() -> Doc:
    """As the page reads it: with the German words. Shared, not to be changed."""
    return _joined(data_dir())


@cache
def _joined(data: Path) -> Doc:
    whole: Doc = {}
    for path in sorted((data / "api").glob("*.toml")):
        _add(whole, tomllib.loads(path.read_text(encoding="utf-8")))
    filled: Doc = _filled(whole)
    return filled


def _add(whole: Doc, part: Doc) -> None:
    for name, value in part.items():
        if isinstance(value, dict) and isinstance(whole.get(name), dict):
            _add(whole[name], value)
        elif name in whole:
            raise ValueError(f"data/api: {name} stands twice")
        else:
            whole[name] = value


def _filled(node: Any) -> Any:
    if isinstance(node, list):
        return [_filled(item) for item in node]
    if not isinstance(node, dict):
        return node
    filled = {name: _codes(value) if name == "enum" else _filled(value) for name, value in node.items()}
    return filled | {"schema": _or_blank(filled["schema"])} if filled.get("in") == "query" else filled


def _or_blank(schema: Doc) -> Doc:
    """In an address an empty parameter, or one of blanks only, is the same as none."""
    if schema.get("type") == "array":
        blank = "NoCode" if "$ref" in schema["items"] else "Blank"
        return {**schema, "items": {"anyOf": [schema["items"], {"$ref": f"#/components/schemas/{blank}"}]}}
    if schema.keys() <= {"type", "maxLength"} and schema["type"] == "string":
        return schema
    return {"anyOf": [schema, {"$ref": "#/components/schemas/Blank"}]}


def _codes(named: Any) -> Any:
    if isinstance(named, str):
        return sorted(CODES[named]())
    return [None if item == "null" else item for item in named] if isinstance(named, list) else _filled(named)


def _without_german(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_german(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        name: _without_german(value)
        for name, value in node.items()
        if not (name.startswith("x-") and name.endswith(_GERMAN))
    }
