"""The public pages."""

from finder.web.public import about, districts, files, home, search, services  # noqa: F401 - they register routes
from finder.web.public.blueprint import public

__all__ = ["public"]
