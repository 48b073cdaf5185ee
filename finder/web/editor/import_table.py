"""The empty table for an import, to download: ``lotse import`` reads it when it is filled in."""

from __future__ import annotations

from flask import Response, abort

from directory.exchange.template import TEMPLATES, template
from finder.web.editor.access import requires
from finder.web.editor.blueprint import editor
from finder.web.rendering import NO_STORE

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@editor.get("/lotse-<name>")
@requires("create")
def import_template(name: str) -> Response:
    """``lotse-vorlage.csv`` or ``.xlsx``."""
    stem, _, format_name = name.partition(".")
    if stem != "vorlage" or format_name not in TEMPLATES:
        abort(404)
    response = Response(template(format_name), content_type=MEDIA[format_name])
    response.headers["Content-Disposition"] = f'attachment; filename="lotse-{name}"'
    response.headers["Cache-Control"] = NO_STORE
    return response
