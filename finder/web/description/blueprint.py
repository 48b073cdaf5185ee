"""The blueprint that the routes register with."""

from __future__ import annotations

from flask import Blueprint

description = Blueprint("description", __name__)
