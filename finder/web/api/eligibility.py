"""``POST /api/eligibility``: may this person come? By POST only: what is said about a person stands in no address."""

from __future__ import annotations

from flask import Response, jsonify

from directory.records import ServiceRecord
from finder.search.admission import admission, admission_json, read_admission
from finder.search.parameters import Params, one_value, page_language
from finder.web.api.blueprint import api
from finder.web.api.bodies import posted
from finder.web.rendering import NO_STORE
from finder.web.site import Site, site
from geo.errors import BadInput


@api.post("/eligibility")
def eligibility() -> Response:
    """Form or JSON with ``kind, service, age, status, district, ui``; without kind and service about all kinds."""
    params = posted("service")
    here = site()
    query = read_admission(params, now=here.service.now())
    verdicts = admission(query, _record(here, params))
    response = jsonify(admission_json(verdicts, here.voice(page_language(params)).language))
    response.headers["Cache-Control"] = NO_STORE
    return response


def _record(here: Site, params: Params) -> ServiceRecord | None:
    """The service asked about, or what it was merged into; None where none is named. Raises BadInput for an unknown
    one."""
    named = one_value(params, "service")
    if not named:
        return None
    record = here.service.record(named) or here.service.record(here.service.redirect(named) or "")
    if record is None:
        error = BadInput("Diese Stelle kennen wir nicht.", field="service")
        error.code = "unknown_code"
        raise error
    return record
