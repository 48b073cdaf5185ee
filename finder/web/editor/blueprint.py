"""The blueprint that the modules beside this one add their routes to: ``/edit/de/…`` and ``/edit/en/…``.

The language is taken out of the address before a view is called and put in again by ``url_for``: views need not know.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, request

from finder.web.languages import lookup
from finder.web.wording.staff import STAFF_LANGUAGES, staff_voice
from finder.web.wording.voice import Voice

editor = Blueprint("editor", __name__, url_prefix=f"/edit/<any({', '.join(STAFF_LANGUAGES)}):ui>")


@editor.url_value_preprocessor
def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values is not None:
        g.ui = values.pop("ui", None)


@editor.url_defaults
def _put_language(_endpoint: str, values: dict[str, Any]) -> None:
    values.setdefault("ui", ui())


def ui() -> str:
    """The language of the page that is asked for; where the address names none, what the browser wishes."""
    wished = lookup(request.accept_languages.best or "", STAFF_LANGUAGES)
    return str(g.get("ui") or wished or STAFF_LANGUAGES[0])


def voice() -> Voice:
    """How this page speaks."""
    return staff_voice(ui())
