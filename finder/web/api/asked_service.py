"""The service that a question to the API names by its id."""

from __future__ import annotations

from directory.records import ServiceRecord
from finder.search.parameters import Params, one_value
from finder.web.site import Site
from geo.errors import BadInput


def asked_service(here: Site, params: Params) -> ServiceRecord | None:
    """The service, or what it was merged into; None where none is named. Raises BadInput for an unknown one."""
    named = one_value(params, "service")
    if not named:
        return None
    record = here.service.record(named) or here.service.record(here.service.redirect(named) or "")
    if record is None:
        error = BadInput("Diese Stelle kennen wir nicht.", field="service")
        error.code = "unknown_code"
        raise error
    return record
