"""A small check of values against the schemas of our OpenAPI document: the keywords that it uses, and no others.

``closed``: a name that the document does not know is a fault too, although the public may not rely on there being none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

TYPES: dict[str, Any] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict,
    "null": type(None),
}  # fmt: skip
FORMATS = {"uuid": UUID, "date": date.fromisoformat, "date-time": datetime.fromisoformat, "uri": str}
KNOWN = {
    "$ref", "type", "enum", "const", "properties", "required", "additionalProperties", "items", "anyOf", "allOf",
    "minimum", "maximum", "exclusiveMinimum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "format",
    "description", "default",
}  # fmt: skip


def faults(doc: dict[str, Any], schema: dict[str, Any], value: Any, where: str = "$", closed: bool = True) -> list[str]:
    """One line for each fault; none where the value is as the schema says."""
    return list(_Check(doc, closed).of(schema, value, where))


class _Check:
    def __init__(self, doc: dict[str, Any], closed: bool) -> None:
        self._doc, self._closed = doc, closed

    def of(self, schema: dict[str, Any], value: Any, where: str) -> Iterator[str]:
        assert schema.keys() <= KNOWN, f"a keyword that is not checked: {schema.keys() - KNOWN}"
        if "$ref" in schema:
            yield from self.of(self._target(schema["$ref"]), value, where)
        if "anyOf" in schema and all(list(self.of(option, value, where)) for option in schema["anyOf"]):
            yield f"{where}: fits none of anyOf: {value!r:.80}"
        if "allOf" in schema:
            yield from self.of(self._joined(schema["allOf"]), value, where)
        yield from _plain(schema, value, where)
        yield from self._inside(schema, value, where)

    def _inside(self, schema: dict[str, Any], value: Any, where: str) -> Iterator[str]:
        if isinstance(value, dict) and "properties" in schema:
            yield from self._object(schema, value, where)
        elif isinstance(value, dict) and isinstance(schema.get("additionalProperties"), dict):
            for name, part in value.items():
                yield from self.of(schema["additionalProperties"], part, f"{where}.{name}")
        if isinstance(value, list) and "items" in schema:
            for place, part in enumerate(value):
                yield from self.of(schema["items"], part, f"{where}[{place}]")

    def _object(self, schema: dict[str, Any], value: dict[str, Any], where: str) -> Iterator[str]:
        for name in schema.get("required", ()):
            if name not in value:
                yield f"{where}: {name} is missing"
        for name, part in value.items():
            if name in schema["properties"]:
                yield from self.of(schema["properties"][name], part, f"{where}.{name}")
            elif self._closed or schema.get("additionalProperties") is False:
                yield f"{where}: {name} does not stand in the document"

    def _joined(self, parts: list[dict[str, Any]]) -> dict[str, Any]:
        """The parts as one object, so that each may name some of the properties."""
        whole: dict[str, Any] = {"properties": {}, "required": []}
        for part in parts:
            part = self._target(part["$ref"]) if "$ref" in part else part
            for name, schema in part["properties"].items():
                whole["properties"][name] = whole["properties"].get(name, {}) | schema
            whole["required"] += part.get("required", [])
        return whole

    def _target(self, ref: str) -> dict[str, Any]:
        found: Any = self._doc
        for part in ref.removeprefix("#/").split("/"):
            found = found[part]
        return dict(found)


def _plain(schema: dict[str, Any], value: Any, where: str) -> Iterator[str]:
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(kind, value) for kind in kinds):
        yield f"{where}: {value!r:.80} is no {' or '.join(kinds)}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of the codes"
    if "const" in schema and value != schema["const"]:
        yield f"{where}: {value!r} is not {schema['const']!r}"
    if isinstance(value, str):
        yield from _text(schema, value, where)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        low, high = schema.get("minimum", value), schema.get("maximum", value)
        if not low <= value <= high or value <= schema.get("exclusiveMinimum", value - 1):
            yield f"{where}: {value} is out of range"
    elif isinstance(value, list) and not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{where}: {len(value)} items"


def _is(kind: str, value: Any) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind]) or (kind == "integer" and isinstance(value, float) and value.is_integer())


def _text(schema: dict[str, Any], value: str, where: str) -> Iterator[str]:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        yield f"{where}: {len(value)} characters"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r:.80} does not match {schema['pattern']}"
    try:
        FORMATS[schema.get("format", "uri")](value)
    except ValueError:
        yield f"{where}: {value!r:.80} is no {schema['format']}"
