"""What a POST brings, whichever way it comes: a form, or JSON with texts, numbers, yes or no, and lists of these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from finder.search.parameters import repeated
from geo.errors import BadInput

Lists = dict[str, list[str]]
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
# A number here would be a mistake: 7111 is no district, and a question is words.
TEXTS = frozenset({"q", "ui", "kind", "topic", "want", "language", "district", "status"})
FLAGS = frozenset({"open_now"})
OTHERS = frozenset({"near", "radius_km", "open_now", "age", "page", "per_page"})
# In JSON a list of two is a mistake there, whatever it holds; a form sends a field twice for reasons of its own.
ONCE = frozenset({"q", "ui", "status", "service", "situation"}) | OTHERS


def posted(*more_texts: str) -> Lists:
    """The parameters of a POST; ``more_texts`` are known beside those of a search.

    Raises UnsupportedMediaType for other ways, BadInput for JSON that cannot be read.
    """
    if request.mimetype in FORMS or (not request.mimetype and not request.content_length):
        return request.form.to_dict(flat=False)
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    return from_json(_parsed(), TEXTS.union(more_texts))


def _parsed() -> Any:
    try:
        return request.get_json(silent=True)
    except RecursionError:  # brackets in brackets in brackets
        return None


def from_json(body: Any, texts: frozenset[str] = TEXTS) -> Lists:
    """A JSON object as lists of texts. What we do not know is ignored, whatever it is."""
    if not isinstance(body, Mapping):
        error = BadInput("Das ist kein gültiges JSON-Objekt.")
        error.code = "bad_json"
        raise error
    known = texts | OTHERS
    return {
        name: [_text(name, value, texts) for value in _listed(name, given)]
        for name, given in body.items()
        if name in known
    }


def _listed(name: str, given: Any) -> list[Any]:
    """``null`` is the same as nothing."""
    if given is None:
        return []
    if isinstance(given, list) and len(given) > 1 and name in ONCE:
        raise repeated(name)
    return given if isinstance(given, list) else [given]


def _text(name: str, value: Any, texts: frozenset[str]) -> str:
    if isinstance(value, str):
        # JSON may hold halves of characters, which no other text can.
        return value.encode("utf-8", "replace").decode()
    if name in texts:
        raise BadInput("Hier geht nur ein Text oder eine Liste von Texten.", field=name)
    if isinstance(value, bool) and name in FLAGS:
        return "1" if value else "0"
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput("Hier geht nur ein Text, eine Zahl oder eine Liste davon.", field=name)
    # JSON knows one sort of numbers: 1.0 is a page as 1 is.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
