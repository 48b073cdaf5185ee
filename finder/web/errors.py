"""The one place where errors become answers: a page in the visitor's language, or one shape of JSON for programs."""

from __future__ import annotations

import logging
import traceback
from urllib.parse import quote

from flask import Flask, Response, current_app, jsonify, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.wrappers import Response as BaseResponse

from finder.web.languages import LANGUAGES, negotiate
from finder.web.making.error import error_page, message
from finder.web.rendering import render
from finder.web.routing import meant
from finder.web.site import site
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice
from geo.errors import BadInput, LotseError, UnknownPlace

log = logging.getLogger("lotse.web")
UNKNOWN_PLACE = later("Diesen Ort kennen wir nicht.")
CODES = {
    400: "bad_request", 404: "not_found", 405: "method_not_allowed", 410: "gone", 413: "too_large",
    415: "unsupported_media_type", 500: "internal",
}  # fmt: skip


def init_errors(app: Flask) -> None:
    app.register_error_handler(LotseError, domain_error)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unexpected)


def domain_error(error: LotseError) -> Response:
    """Bad input is the visitor's to mend; anything else of ours is a fault of the set-up."""
    status = 400 if isinstance(error, BadInput) else 503
    return answer(status, error.code, _sentence(error), error.field)


def _sentence(error: LotseError) -> str:
    """What the error says, or a general sentence where that has no translation (it may quote the visitor)."""
    if _voice().knows(error.message):
        return error.message
    return UNKNOWN_PLACE if isinstance(error, UnknownPlace) else message(400)


def http_error(error: HTTPException) -> Response | BaseResponse:
    """404, 405, 410, 413, 415 and what else Flask raises. Redirects are no errors."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if status == 404 and request.method in ("GET", "HEAD") and (other := meant(request.path, _routes())):
        asked = request.query_string.decode("latin-1")
        return redirect(quote(other) + (f"?{asked}" if asked else ""), 308)
    response = answer(status, CODES.get(status, error.name.lower().replace(" ", "_")))
    if allow := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(allow))
    return response


def unexpected(error: Exception) -> Response:
    """Logged with where it happened, never with what was typed: a message may quote it."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s in %s %s\n%s", type(error).__name__, request.method, request.endpoint, frames)
    return answer(500, CODES[500])


def answer(status: int, code: str, said: str | None = None, field: str | None = None) -> Response:
    """``said`` is a German sentence; without one the status speaks for itself."""
    voice = _voice()
    if _for_programs():
        sentence = voice(said or message(status))
        response = jsonify({"error": {"code": code, "message": sentence, "field": field}})
        response.status_code = status
        response.headers["Cache-Control"] = "no-store"
        return response
    return render("public/error.html", error_page(status, voice, said, _typed()), voice, status)


def _routes() -> MapAdapter:
    """Of the app that answers."""
    found = current_app.create_url_adapter(request)
    assert found is not None  # noqa: S101 - there is always one while a request is answered
    return found


def _for_programs() -> bool:
    """Under these addresses every answer is JSON."""
    return request.path.split("/")[1] in ("api", "hsds")


def _voice() -> Voice:
    if _for_programs():
        return site().voice(request.args.get("ui") or negotiate(request.headers.get("Accept-Language", "")))
    first = request.path.strip("/").partition("/")[0]
    return site().voice(first if first in LANGUAGES else negotiate(request.headers.get("Accept-Language", "")))


def _typed() -> str:
    """What was typed, so that it is not lost; nothing where the body was too large to be read."""
    try:
        return request.values.get("q", "").replace("\x00", " ")[:500]
    except HTTPException:
        return ""
