"""Pages of other sites may read the Open Referral API and the downloads: nothing there is secret, no cookie counts."""

from __future__ import annotations

from flask import Flask, Response, request

from finder.web.hsds.blueprint import PREFIX

_OPEN = (PREFIX, "/data")
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def init_crossing(app: Flask) -> None:
    """For errors and unknown addresses too, which no blueprint sees."""

    @app.after_request
    def allow(response: Response) -> Response:
        path = request.path
        if any(path == open_ or path.startswith(f"{open_}/") for open_ in _OPEN):
            response.headers.update(HEADERS)
        return response
