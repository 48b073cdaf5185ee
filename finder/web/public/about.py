"""``/<lang>/data``: what there is, how old, from where."""

from __future__ import annotations

from flask import Response

from finder.web.making.data import data_page
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.site import site


@public.get("/<lang:lang>/data")
def data(lang: str) -> Response:
    here = site()
    voice = here.voice(lang)
    return render("public/data.html", data_page(here.service.records, voice, here.service.now().date()), voice)
