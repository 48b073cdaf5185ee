"""``/api/next``: what comes next from a kind, a topic or a situation, with the services near a place."""

from __future__ import annotations

from flask import Response, jsonify, request

from finder.search.next_parameters import read_next
from finder.search.next_partners import in_hand
from finder.search.next_serialise import next_json
from finder.search.next_steps import next_steps
from finder.web.api.blueprint import api
from finder.web.api.bodies import posted
from finder.web.sensitive import is_sensitive_next
from finder.web.site import site


@api.route("/next", methods=["GET", "POST"])
def next_() -> Response:
    """``kind``, ``topic``, ``situation``, ``service`` (id), ``near``, ``ui``; POST takes the same as form or JSON."""
    post = request.method == "POST"
    params = posted("situation", "service") if post else request.args.to_dict(flat=False)
    here = site()
    now = here.service.now()
    query = read_next(params, now=now, post=post)
    voice = here.voice(query.ui)
    hand = in_hand(here.service.record(query.service or ""), here.service.records)
    response = jsonify(next_json(next_steps(query, lambda asked: here.service.find(asked, voice), voice, now, hand)))
    if post or is_sensitive_next(query):
        response.headers["Cache-Control"] = "no-store"
    return response
