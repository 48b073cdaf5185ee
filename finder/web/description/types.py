"""What a value is, in a few words: "integer, 1 to 100", "list of Kind"; the name of a shape can be followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from finder.web.description.document import Doc

_FEW = 8  # codes that are listed in place
_SCHEMAS = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Type:
    """``text`` before the name of a shape; ``shape`` empty where the value is a plain one; ``more`` behind it."""

    text: str
    shape: str = ""
    more: str = ""


def resolved(doc: Doc, node: Doc) -> Doc:
    """What a reference stands for; words beside the reference count more than those behind it."""
    while "$ref" in node:
        target: Any = doc
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = {**target, **{name: value for name, value in node.items() if name != "$ref"}}
    return node


def type_of(doc: Doc, schema: Doc) -> Type:
    """Of several forms the first: it is the plain one."""
    name = str(schema.get("$ref", "")).removeprefix(_SCHEMAS)
    found = resolved(doc, schema)
    if options := found.get("anyOf"):
        first = type_of(doc, options[0])
        null = {"type": "null"} in options and not name.startswith("Posted")
        return Type(first.text, first.shape, f"{first.more} | null" if null else first.more)
    if name and ("properties" in found or len(found.get("enum", ())) > _FEW):
        return Type("", name)
    if "allOf" in found:
        return _page_of(doc, found["allOf"])
    if found.get("type") == "array":
        item = type_of(doc, found.get("items", {}))
        return Type(f"list of {item.text}", item.shape, item.more)
    return Type(_plain(found))


def _page_of(doc: Doc, parts: list[Doc]) -> Type:
    """A page of a list, and what stands in it."""
    inside = type_of(doc, parts[1]["properties"]["contents"]["items"])
    return Type("HsdsPage of ", inside.shape, inside.more)


def _plain(schema: Doc) -> str:
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        codes = ["null" if code is None else str(code) for code in schema["enum"]]
        return " | ".join(codes[:_FEW]) + (" …" if len(codes) > _FEW else "")
    kinds = schema.get("type", "object")
    text = " | ".join(kinds) if isinstance(kinds, list) else str(kinds)
    low, high = schema.get("minimum"), schema.get("maximum")
    bounds = f"{low} to {high}" if low is not None and high is not None else f"from {low}" if low is not None else ""
    return ", ".join(part for part in (text, schema.get("format", ""), bounds) if part)
