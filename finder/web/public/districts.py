"""``/<lang>/districts`` and ``/<lang>/district/<key>``."""

from __future__ import annotations

from flask import Response, abort

from finder.web.making.district import district_page
from finder.web.making.districts import districts_page
from finder.web.next_ways import next_ways
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.site import site
from geo.districts import districts


@public.get("/<lang:lang>/districts")
def all_districts(lang: str) -> Response:
    """The 36 districts, by name and on a map."""
    here = site()
    voice = here.voice(lang)
    return render("public/districts.html", districts_page(here.service.records, voice), voice)


@public.get("/<lang:lang>/district/<key>")
def district(lang: str, key: str) -> Response:
    """All that is known in one of the 36 districts."""
    if key not in districts():
        abort(404)
    here = site()
    voice = here.voice(lang)
    page = district_page(key, here.service.records, voice, next_ways(here.service), here.service.now())
    return render("public/district.html", page, voice)
