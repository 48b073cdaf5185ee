"""``/<lang>/service/<id>``."""

from __future__ import annotations

from flask import Response, abort, redirect
from werkzeug.wrappers import Response as BaseResponse

from finder.web.making.service import service_page
from finder.web.next_ways import next_ways
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.site import site


@public.get("/<lang:lang>/service/<service_id>")
def service(lang: str, service_id: str) -> Response | BaseResponse:
    """A merged service answers 301 to what it was merged into; an unknown one a 404 that helps."""
    here = site()
    record = here.service.record(service_id)
    if record is None:
        merged_into = here.service.redirect(service_id)
        return redirect(f"/{lang}/service/{merged_into}", 301) if merged_into else abort(404)
    voice = here.voice(lang)
    ways = next_ways(here.service)
    page = service_page(record, voice, here.service.now(), report_mail=here.report_mail, ways=ways)
    return render("public/service.html", page, voice)
