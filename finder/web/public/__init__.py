"""The public pages."""

from finder.web.public import (  # noqa: F401 - they register routes
    about,
    booklets,
    districts,
    downloads,
    eligibility,
    files,
    home,
    legal,
    mylist,
    network,
    next_steps,
    robots,
    search,
    services,
    sharing,
    slips,
    suggesting,
    volunteers,
    worker,
)
from finder.web.public.blueprint import public

__all__ = ["public"]
