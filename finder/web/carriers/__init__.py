"""Pages for carriers' staff: the code of a slip, their own record. German and English, never stored or indexed."""

from finder.web.carriers import codes, confirm, lapsing, slips  # noqa: F401 - they register routes
from finder.web.carriers.blueprint import carriers

__all__ = ["carriers"]
