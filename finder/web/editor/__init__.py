"""The editors' area under /edit: accounts, forms, drafts."""

from __future__ import annotations

from flask import Flask, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from finder.secret import secret_key
from finder.settings import Settings
from finder.web.editor import (  # noqa: F401 - they register routes
    creating,
    failing,
    history,
    hours_words,
    import_table,
    listing,
    login,
    merging,
    proposal,
    queue,
    record,
    status,
    worklist,
)
from finder.web.editor.access import init_access
from finder.web.editor.blueprint import editor

__all__ = ["init_editor"]


def init_editor(app: Flask, settings: Settings) -> None:
    """Adds the area to the app."""
    init_access(app, secret_key(settings), https=settings.base_url.startswith("https:"))
    app.register_blueprint(editor)
    app.add_url_rule("/edit/", "edit", _entrance, strict_slashes=False)


def _entrance() -> BaseResponse:
    """In the language that the browser wishes."""
    response = redirect(url_for("editor.services"))
    response.vary.add("Accept-Language")
    return response
