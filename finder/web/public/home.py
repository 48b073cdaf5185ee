"""``/`` and ``/<lang>/``."""

from __future__ import annotations

from flask import Response, request

from finder.web.languages import negotiate
from finder.web.making.home import choose_page, home_page
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.site import site


@public.get("/")
def choose() -> Response:
    """The search in the browser's language, and the way to all others. No redirect: nothing is decided for anyone."""
    voice = site().voice(negotiate(request.headers.get("Accept-Language", "")))
    response = render("public/choose.html", choose_page(voice), voice)
    response.vary.add("Accept-Language")
    return response


@public.get("/<lang:lang>/")
def home(lang: str) -> Response:
    voice = site().voice(lang)
    return render("public/home.html", home_page(voice, len(site().service.records)), voice)
