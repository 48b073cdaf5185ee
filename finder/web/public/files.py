"""``/static/…``, ``/map/…`` and ``/healthz``."""

from __future__ import annotations

from flask import Response, abort, jsonify, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from finder.web.assets import Asset
from finder.web.public.blueprint import public
from finder.web.site import site
from finder.web.tiles import tile_archive

FOR_EVER = "public, max-age=31536000, immutable"  # the name changes with the content
A_DAY = "public, max-age=86400"


@public.get("/static/<name>")
def static(name: str) -> Response:
    """A file by its hashed name, packed once at start."""
    return _file(site().assets.get(name))


@public.get("/favicon.ico")
def favicon() -> BaseResponse:
    """Asked for unasked by programs that read no page; pages name their icons themselves."""
    return redirect(site().assets.url("touch-icon.png"), 302)


@public.get("/map/<name>")
def district_map(name: str) -> Response:
    """The style or the script of the map of the districts; drawn when first asked for."""
    return _file(site().district_map.get(name))


def _file(asset: Asset | None) -> Response:
    if asset is None:
        abort(404)
    packed = asset.packed if request.accept_encodings["gzip"] > 0 else None
    response = Response(packed or asset.body, mimetype=asset.mimetype)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(asset.url_name)
    return response


@public.get("/tiles/<int:zoom>/<int:column>/<int:row>")
def tile(zoom: int, column: int, row: int) -> Response:
    """A picture of the operator's own map archive; nothing where there is none or it ends."""
    archive = tile_archive()
    picture = archive.picture(zoom, column, row) if archive else None
    if archive is None or picture is None:
        abort(404)
    response = Response(picture, mimetype=archive.media_type)
    response.headers["Cache-Control"] = A_DAY
    return response


@public.get("/healthz")
def healthz() -> Response:
    """Whether the site can answer: the number of services it knows."""
    response = jsonify(status="ok", services=len(site().service.records))
    response.headers["Cache-Control"] = "no-store"
    return response
