"""The JSON interface that other programs use."""

from finder.web.api import eligibility, next_steps, search, suggest  # noqa: F401 - they register routes
from finder.web.api.blueprint import api

__all__ = ["api"]
