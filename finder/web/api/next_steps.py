"""``/api/next``: what comes next from a kind, a topic, a situation or a service, with the services near a place."""

from __future__ import annotations

from flask import Response, jsonify, request

from finder.search.next_parameters import from_service, read_next
from finder.search.next_partners import in_hand
from finder.search.next_serialise import next_json
from finder.search.next_steps import next_steps
from finder.web.api.asked_service import asked_service
from finder.web.api.blueprint import api
from finder.web.api.bodies import posted
from finder.web.rendering import NO_STORE
from finder.web.sensitive import is_sensitive_next
from finder.web.site import site


@api.route("/next", methods=["GET", "POST"])
def next_() -> Response:
    """``kind``, ``topic``, ``situation``, ``service`` (id), ``near``, ``district``, ``ui``; POST takes the same as form
    or JSON, and besides them ``age`` and ``status``."""
    post = request.method == "POST"
    params = posted("situation", "service") if post else request.args.to_dict(flat=False)
    here = site()
    now = here.service.now()
    asked, record = read_next(params, now=now, post=post), asked_service(here, params)
    query = from_service(asked, record)
    voice = here.voice(query.ui)
    hand = in_hand(record, here.service.records)
    response = jsonify(next_json(next_steps(query, lambda search: here.service.find(search, voice), voice, now, hand)))
    if post or is_sensitive_next(query):
        response.headers["Cache-Control"] = NO_STORE
    return response
