"""``/api/suggest``: completions while somebody types."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, jsonify, request

from finder.search.parameters import MAX_Q
from finder.web.api.blueprint import api
from finder.web.languages import nearest
from finder.web.site import site
from geo.errors import BadInput


@api.get("/suggest")
def suggest() -> Response:
    """``q``: what is typed so far; ``ui``: the page's language. Nothing of it is kept or cached."""
    line = request.args.get("q", "").replace("\x00", " ")
    if len(line) > MAX_Q:
        raise BadInput("Bitte kürzer schreiben: höchstens 500 Zeichen.", field="q")
    found = site().service.suggest(line, nearest(request.args.get("ui", "de")).code)
    response = jsonify({"suggestions": [asdict(suggestion) for suggestion in found]})
    response.headers["Cache-Control"] = "no-store"
    return response
