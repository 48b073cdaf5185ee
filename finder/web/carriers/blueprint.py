"""The blueprint that the modules beside this one add their routes to: pages for carriers' staff, without login."""

from __future__ import annotations

from flask import Blueprint

carriers = Blueprint("carriers", __name__)
