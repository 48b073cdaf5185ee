"""A list for other sites: shown in a frame on a carrier's own pages."""

from finder.web.embed import pages  # noqa: F401 - it registers routes
from finder.web.embed.blueprint import embed

__all__ = ["embed"]
