"""The JSON interface that other programs use."""

from finder.web.api import search  # noqa: F401 - it registers routes
from finder.web.api.blueprint import api

__all__ = ["api"]
