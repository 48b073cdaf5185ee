"""``/<lang>/network``: who refers to whom."""

from __future__ import annotations

from flask import Response

from finder.web.making.network import network_page
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.site import site


@public.get("/<lang:lang>/network")
def network(lang: str) -> Response:
    here = site()
    voice = here.voice(lang)
    return render("public/network.html", network_page(voice, here.service.now().date()), voice)
