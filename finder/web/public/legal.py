"""``/<lang>/help``, ``/imprint``, ``/privacy``, ``/accessibility`` and ``/crisis``."""

from __future__ import annotations

from flask import Response

from finder.web.making.crisis_page import crisis_page
from finder.web.making.legal import accessibility_page, help_page, imprint_page, privacy_page
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.site import site


@public.get("/<lang:lang>/crisis")
def crisis(lang: str) -> Response:
    """All numbers to call at once; reads nothing but the crisis lines, so that it answers when all else fails."""
    voice = site().voice(lang)
    return render("public/crisis.html", crisis_page(voice), voice)


@public.get("/<lang:lang>/help")
def help_(lang: str) -> Response:
    voice = site().voice(lang)
    return render("public/help.html", help_page(site().operator, voice), voice)


@public.get("/<lang:lang>/imprint")
def imprint(lang: str) -> Response:
    voice = site().voice(lang)
    return render("public/imprint.html", imprint_page(site().operator, voice), voice)


@public.get("/<lang:lang>/privacy")
def privacy(lang: str) -> Response:
    voice = site().voice(lang)
    return render("public/privacy.html", privacy_page(site().operator, voice), voice)


@public.get("/<lang:lang>/accessibility")
def accessibility(lang: str) -> Response:
    voice = site().voice(lang)
    return render("public/accessibility.html", accessibility_page(site().operator, voice), voice)
