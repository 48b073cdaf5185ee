"""``/<lang>/volunteers``: what volunteers may do, what not, and whom to call."""

from __future__ import annotations

from flask import Response

from finder.web.making.volunteers import volunteers_page
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.site import site


@public.get("/<lang:lang>/volunteers")
def volunteers(lang: str) -> Response:
    here = site()
    voice = here.voice(lang)
    return render("public/volunteers.html", volunteers_page(voice, here.service.now().date()), voice)
