"""``/api/openapi.json`` for programs, ``/de/api`` and ``/en/api`` for people."""

from __future__ import annotations

from flask import Response, jsonify

from finder.web.description.blueprint import description
from finder.web.description.document import both_languages, document
from finder.web.description.page import description_page
from finder.web.origin import origin
from finder.web.rendering import render
from finder.web.wording.staff import STAFF_LANGUAGES, staff_voice


@description.get("/api/openapi.json")
def openapi() -> Response:
    """OpenAPI 3.1; any site may read it, as it may read the Open Referral API that it describes."""
    response = jsonify(document(origin()))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@description.get(f"/<any({', '.join(STAFF_LANGUAGES)}):lang>/api")
def page(lang: str) -> Response:
    """The same as a page."""
    voice = staff_voice(lang)
    return render("description/page.html", description_page(both_languages(), origin(), voice), voice)
