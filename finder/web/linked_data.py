"""Facts in schema.org's words as the text of a script element; browsers read it as data and never run it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup


def linked_data(facts: Mapping[str, object], url: str) -> Markup:
    """``url`` is the page's own absolute address."""
    said = {"@context": "https://schema.org", **facts, "url": url}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    # Inside a script element only "<" can do harm; as an escape it is still the same JSON.
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704
