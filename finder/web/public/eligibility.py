"""``/<lang>/service/<id>/eligibility``: may I go there? Posted, answered at once, kept nowhere."""

from __future__ import annotations

from flask import Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from finder.search.admission import admission, read_admission
from finder.web.making.eligibility import PATH
from finder.web.making.eligibility_page import eligibility_page
from finder.web.making.sharing import page_path
from finder.web.public.blueprint import public
from finder.web.public.services import found
from finder.web.rendering import render
from finder.web.site import site


@public.post(f"/<lang:lang>/service/<service_id>/{PATH}")
def eligibility(lang: str, service_id: str) -> Response | BaseResponse:
    """The answer for age and status as posted; what stands in the address is not read."""
    record = found(lang, service_id, f"/{PATH}")
    if isinstance(record, BaseResponse):
        return record
    here = site()
    voice = here.voice(lang)
    query = read_admission(request.form.to_dict(flat=False), now=here.service.now())
    page = eligibility_page(record, admission(query, record), query, voice)
    return render("public/eligibility.html", page, voice)


@public.get(f"/<lang:lang>/service/<service_id>/{PATH}")
def eligibility_asked(lang: str, service_id: str) -> Response | BaseResponse:
    """For whoever comes back to the address: the question is on the service's page."""
    record = found(lang, service_id, f"/{PATH}")
    return record if isinstance(record, BaseResponse) else redirect(f"{page_path(record, site().voice(lang))}#who", 303)
