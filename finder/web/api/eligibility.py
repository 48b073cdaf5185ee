"""``POST /api/eligibility``: may this person come? By POST only: what is said about a person stands in no address."""

from __future__ import annotations

from flask import Response, jsonify

from finder.search.admission import admission, admission_json, read_admission
from finder.search.parameters import page_language
from finder.web.api.asked_service import asked_service
from finder.web.api.blueprint import api
from finder.web.api.bodies import posted
from finder.web.rendering import NO_STORE
from finder.web.site import site


@api.post("/eligibility")
def eligibility() -> Response:
    """Form or JSON with ``kind, service, age, status, district, ui``; without kind and service about all kinds."""
    params = posted("service")
    here = site()
    query = read_admission(params, now=here.service.now())
    verdicts = admission(query, asked_service(here, params))
    response = jsonify(admission_json(verdicts, here.voice(page_language(params)).language))
    response.headers["Cache-Control"] = NO_STORE
    return response
