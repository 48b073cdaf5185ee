"""``/<lang>/service/<id>``."""

from __future__ import annotations

from flask import Response, abort, redirect
from werkzeug.wrappers import Response as BaseResponse

from directory.records import ServiceRecord
from finder.web.languages import DEFAULT
from finder.web.making.service import Surroundings, service_page
from finder.web.next_ways import next_ways
from finder.web.origin import origin
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.site import site


@public.get("/<lang:lang>/service/<service_id>")
def service(lang: str, service_id: str) -> Response | BaseResponse:
    """One service with all that is known about it."""
    record = found(lang, service_id)
    if isinstance(record, BaseResponse):
        return record
    here = site()
    voice = here.voice(lang)
    around = Surroundings(
        ways=next_ways(here.service),
        german=here.voice(DEFAULT),
        origin=origin(),
        records=here.service.records,
    )
    return render("public/service.html", service_page(record, voice, here.service.now(), around), voice)


def found(lang: str, service_id: str, rest: str = "") -> ServiceRecord | BaseResponse:
    """The service. A merged one answers 301 to the same (``rest`` of the path) of what it was merged into, an unknown
    one raises a 404."""
    here = site()
    record = here.service.record(service_id)
    if record is not None:
        return record
    merged_into = here.service.redirect(service_id)
    return redirect(f"/{lang}/service/{merged_into}{rest}", 301) if merged_into else abort(404)
