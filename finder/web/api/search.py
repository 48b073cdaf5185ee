"""``/api/search``: the same answer as the page, as JSON."""

from __future__ import annotations

from flask import Response, jsonify, request

from finder.search.parameters import read_query
from finder.search.serialise import to_json
from finder.web.api.blueprint import api
from finder.web.api.bodies import posted
from finder.web.position import rounded
from finder.web.sensitive import is_sensitive
from finder.web.site import site
from finder.web.unmet import count_unmet


@api.route("/search", methods=["GET", "POST"])
def search() -> Response:
    """GET takes codes and ``q``; POST the same as form or JSON, and besides them ``age`` and ``status``."""
    post = request.method == "POST"
    params = posted() if post else request.args.to_dict(flat=False)
    here = site()
    query = read_query(params, now=here.service.now(), answers_allowed=post)
    results = here.service.find(query, here.voice(query.ui))
    response = jsonify(to_json(results))
    sensitive = is_sensitive(results)
    if post and not sensitive and rounded("".join(params.get("near", [])[-1:])) is None:
        count_unmet(here, results)
    if post or sensitive:
        response.headers["Cache-Control"] = "no-store"
    return response
