"""The blueprint of the Open Referral API."""

from __future__ import annotations

from flask import Blueprint

PREFIX = "/hsds"
hsds = Blueprint("hsds", __name__, url_prefix=PREFIX)
