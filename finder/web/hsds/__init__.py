"""The Open Referral API: our services as HSDS 3.1, read-only, for other directories."""

from __future__ import annotations

from flask import Flask

from finder.web.hsds import profile, routes  # noqa: F401 - they register routes
from finder.web.hsds.blueprint import PREFIX, hsds
from finder.web.hsds.crossing import init_crossing
from finder.web.hsds.current import init_current

__all__ = ["PREFIX", "init_hsds"]


def init_hsds(app: Flask) -> None:
    """The blueprint, its memory, and the leave for other sites to read it."""
    init_current(app)
    init_crossing(app)
    app.register_blueprint(hsds)
