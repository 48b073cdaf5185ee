"""The public pages."""

from finder.web.public import (  # noqa: F401 - they register routes
    about,
    districts,
    eligibility,
    files,
    home,
    legal,
    mylist,
    robots,
    search,
    services,
    sharing,
    slips,
    worker,
)
from finder.web.public.blueprint import public

__all__ = ["public"]
