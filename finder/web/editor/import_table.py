"""The empty table for an import, to download: ``lotse import`` reads it when it is filled in."""

from __future__ import annotations

from flask import Response, abort

from directory.exchange.formats import get_format
from directory.exchange.template import TEMPLATES, template
from finder.web.editor.access import requires
from finder.web.editor.blueprint import editor
from finder.web.rendering import NO_STORE


@editor.get("/lotse-vorlage.<format_name>")
@requires("create")
def import_template(format_name: str) -> Response:
    """``lotse-vorlage.csv`` or ``.xlsx``."""
    if format_name not in TEMPLATES:
        abort(404)
    response = Response(template(format_name), content_type=get_format(format_name).media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="lotse-vorlage.{format_name}"'
    response.headers["Cache-Control"] = NO_STORE
    return response
