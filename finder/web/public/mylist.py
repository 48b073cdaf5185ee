"""``/<lang>/list``, ``/<lang>/service/<id>/card`` and ``/forget``: what a visitor keeps stays on the own device."""

from __future__ import annotations

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from finder.web.making.mylist import card_page, mylist_page
from finder.web.next_ways import next_ways
from finder.web.public.blueprint import public
from finder.web.public.services import found
from finder.web.rendering import render
from finder.web.site import site


@public.get("/<lang:lang>/list")
def mylist(lang: str) -> Response:
    """An empty frame: the browser fills it from what it keeps, or from what stands after the # of a shared link."""
    voice = site().voice(lang)
    return render("public/mylist.html", mylist_page(voice), voice)


@public.get("/<lang:lang>/service/<service_id>/card")
def card(lang: str, service_id: str) -> Response | BaseResponse:
    """One service for the list. Asked for one by one, so that no request ever names a list."""
    record = found(lang, service_id, "/card")
    if isinstance(record, BaseResponse):
        return record
    here = site()
    voice = here.voice(lang)
    page = card_page(record, voice, here.service.now(), next_ways(here.service))
    return render("public/card.html", page, voice)


@public.post("/forget")
def forget() -> Response:
    """Asks the browser to empty its own store too. Not for other sites: they must not empty anyone's list."""
    response = Response(status=204)
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
