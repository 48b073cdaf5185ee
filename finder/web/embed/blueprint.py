"""The blueprint that the modules beside this one add their routes to."""

from __future__ import annotations

from flask import Blueprint

embed = Blueprint("embed", __name__)
