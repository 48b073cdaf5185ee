"""``/data/lotse.csv`` and the other formats: all published services, for programs and other directories."""

from __future__ import annotations

from flask import Response, abort, request

from directory.exchange.formats import FORMATS
from finder.web.downloads import downloads
from finder.web.public.blueprint import public
from finder.web.site import site

_FILES = {found.file: found for found in FORMATS.values()}


@public.get("/data/<name>")
def download(name: str) -> Response:
    """A file of the table of formats; asked again, only whether it has changed."""
    if name not in _FILES:
        abort(404)
    service = site().service
    service.refresh_if_changed()
    made = downloads().get(_FILES[name], service.records)
    response = Response(made.content, content_type=_FILES[name].media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.set_etag(made.etag, weak=True)  # weak: on the way it may be packed
    response.make_conditional(request)
    return response
