"""``/api/openapi.json``."""

from __future__ import annotations

from flask import Response, jsonify

from finder.web.description.blueprint import description
from finder.web.description.document import document
from finder.web.origin import origin


@description.get("/api/openapi.json")
def openapi() -> Response:
    """OpenAPI 3.1; any site may read it, as it may read the Open Referral API that it describes."""
    response = jsonify(document(origin()))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
