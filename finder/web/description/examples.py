"""The example of an operation that is asked by its address, from the examples of its parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlencode

from finder.web.description.document import Doc


def address(path: str, parameters: Iterable[Doc]) -> str:
    """``/api/search?q=…``; empty where a part of the path has no example (ids differ from registry to registry)."""
    pairs: list[tuple[str, Any]] = []
    for one in parameters:
        if one["in"] == "path":
            if "example" not in one:
                return ""
            path = path.replace(f"{{{one['name']}}}", quote(str(one["example"])))
        elif "example" in one:
            pairs.append((one["name"], one["example"]))
    return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path
