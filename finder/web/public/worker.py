"""``/sw.js``, ``/<lang>/offline`` and ``/<lang>/manifest.webmanifest``: what is needed to read without a network.

The worker is asked for only after a visitor saved something. It lies at the top, since it may answer for pages of
every language, and under a name without a hash, since browsers look there for a newer one.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from flask import Response, jsonify

from finder.web.assets import STATIC
from finder.web.lean import lean
from finder.web.making.mylist import offline_page
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.site import site


@cache
def script() -> str:
    """The script behind its version. Another version makes browsers take over their copies into a new store."""
    body = lean((STATIC / "worker" / "sw.js").read_bytes())
    return f'const VERSION = "{sha256(body).hexdigest()[:10]}";\n{body.decode()}'


@public.get("/sw.js")
def worker() -> Response:
    return Response(script(), mimetype="text/javascript")


@public.get("/<lang:lang>/offline")
def offline(lang: str) -> Response:
    """Kept with the first save and shown where a page cannot be fetched."""
    voice = site().voice(lang)
    return render("public/offline.html", offline_page(voice), voice)


@public.get("/<lang:lang>/manifest.webmanifest")
def manifest(lang: str) -> Response:
    """Name and icon for a home screen. ``browser``: no browser offers by itself to put an icon where others see it."""
    here = site()
    voice = here.voice(lang)
    response = jsonify(
        name=f"Lotse – {voice('Beratung finden in Rheinland-Pfalz')}",
        short_name="Lotse",
        lang=lang,
        dir=voice.page_language.dir,
        start_url=f"/{lang}/",
        scope="/",
        display="browser",
        icons=[{"src": here.assets.url("favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    )
    response.mimetype = "application/manifest+json"
    return response
