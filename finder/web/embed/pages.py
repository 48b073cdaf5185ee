"""``/embed`` (the list in a frame), ``/embed.js`` (lets the frame grow) and ``/<lang>/embed`` (how to get it)."""

from __future__ import annotations

from flask import Response, request

from directory.vocabulary import kinds
from finder.search.parameters import read_query
from finder.web.asking import asked_of
from finder.web.embed.blueprint import embed
from finder.web.embed.parents import NONE
from finder.web.headers import csp
from finder.web.languages import LANGUAGES, lookup, negotiate
from finder.web.making.embed import embed_page, framed_error, framed_list
from finder.web.next_ways import next_ways
from finder.web.origin import origin
from finder.web.pages.embed import FramedList
from finder.web.rendering import render
from finder.web.site import site
from finder.web.wording.voice import Voice
from geo.districts import districts
from geo.errors import BadInput

MOST = 10
CODES = ("kind", "topic", "language", "district")


@embed.get("/embed")
@embed.get("/embed/<lang:lang>")
def framed(lang: str = "") -> Response:
    """At most ten services; everything else of the site is one click and a new window away."""
    chosen = lang or lookup(request.args.get("lang", "")) or negotiate(request.headers.get("Accept-Language", ""))
    voice = site().voice(chosen)
    try:
        return _for_others(_list(chosen, voice), voice)
    except BadInput as error:
        wrong = error.message if voice.knows(error.message) else "Bitte prüfen Sie Ihre Eingabe."
        return _for_others(framed_error(voice(wrong), voice), voice, 400)


def _list(lang: str, voice: Voice) -> FramedList:
    here = site()
    codes = {name: request.args.getlist(name) for name in CODES if request.args.getlist(name)}
    query = read_query({**codes, "ui": [lang], "per_page": [str(MOST)]}, now=here.service.now(), answers_allowed=False)
    asked = asked_of(query, "", lang, post=False)
    results = here.service.find(query, voice)
    return framed_list(results, asked, next_ways(here.service), here.service.now(), voice)


def _for_others(page: FramedList, voice: Voice, status: int = 200) -> Response:
    """Other sites may frame this one page, also those that take in only what says that it may be taken."""
    response = render("embed/frame.html", page, voice, status)
    response.headers["Content-Security-Policy"] = csp(frame_ancestors=site().embed_parents)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.vary.add("Accept-Language")
    return response


@embed.get("/embed.js")
def script() -> Response:
    """Under a name that stays, since other sites write it down once and keep it for years."""
    assets = site().assets
    asset = assets.get(assets.url("embed.js").rpartition("/")[2])
    response = Response(asset.body if asset else b"", mimetype="text/javascript")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@embed.get("/<lang:lang>/embed")
def snippet(lang: str) -> Response:
    """Whatever is no code of ours counts as not chosen."""
    here = site()
    voice = here.voice(lang)
    district, kind, tongue = (request.args.get(name, "") for name in ("district", "kind", "tongue"))
    page = embed_page(
        district if district in districts() else "", kind if kind in kinds() else "",
        tongue if tongue in LANGUAGES else "", voice, origin(), off=here.embed_parents == NONE,
    )  # fmt: skip
    response = render("embed/page.html", page, voice)
    response.headers["Content-Security-Policy"] = csp(frames="'self'")
    return response
