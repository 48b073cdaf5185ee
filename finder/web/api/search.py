"""``/api/search``: the same answer as the page, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, request
from werkzeug.exceptions import UnsupportedMediaType

from finder.search.parameters import read_query
from finder.search.serialise import to_json
from finder.web.api.blueprint import api
from finder.web.sensitive import is_sensitive
from finder.web.site import site
from geo.errors import BadInput

Lists = dict[str, list[str]]
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@api.route("/search", methods=["GET", "POST"])
def search() -> Response:
    """GET takes codes and ``q``; POST the same as form or JSON, and besides them ``age`` and ``status``."""
    post = request.method == "POST"
    params = posted() if post else request.args.to_dict(flat=False)
    here = site()
    query = read_query(params, now=here.service.now(), answers_allowed=post)
    results = here.service.find(query, here.voice(query.ui))
    response = jsonify(to_json(results))
    if post or is_sensitive(results):
        response.headers["Cache-Control"] = "no-store"
    return response


def posted() -> Lists:
    """The parameters of a POST, whichever way they came. Raises UnsupportedMediaType for any other way."""
    if request.mimetype in FORMS or (not request.mimetype and not request.content_length):
        return request.form.to_dict(flat=False)
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    return from_json(request.get_json(silent=True))


def from_json(body: Any) -> Lists:
    """A JSON object as lists of texts: a value may be a text, a number, yes or no, or a list of these."""
    if not isinstance(body, Mapping):
        error = BadInput("Das ist kein gültiges JSON-Objekt.")
        error.code = "bad_json"
        raise error
    return {str(name): [_text(name, value) for value in _listed(given)] for name, given in body.items()}


def _listed(given: Any) -> list[Any]:
    if given is None:
        return []
    return given if isinstance(given, list) else [given]


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if not isinstance(value, str | int | float):
        raise BadInput("Hier geht nur ein Text, eine Zahl oder eine Liste davon.", field=str(name))
    return str(value)
