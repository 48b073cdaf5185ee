"""What the public API is: an OpenAPI document for programs, and a page of it for people. German and English."""

from finder.web.description import routes  # noqa: F401 - they register routes
from finder.web.description.blueprint import description

__all__ = ["description"]
