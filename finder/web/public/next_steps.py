"""``/<lang>/next``: what comes next from a situation, a kind or a topic.

A harmless choice stands in an address that can be shared; a sensitive one, and a visitor's own position, are answered
by POST and kept nowhere.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from flask import Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from directory.records import ServiceRecord
from directory.situations import situations
from finder.search.next_parameters import from_service, read_next
from finder.search.next_partners import in_hand
from finder.search.next_query import NextQuery
from finder.search.next_steps import next_steps
from finder.search.parameters import Params
from finder.web.making.next_steps import Asked, choose_page, next_page
from finder.web.making.onward import PATH
from finder.web.making.places import district_name
from finder.web.next_ways import next_ways
from finder.web.pages.base import Fields
from finder.web.position import named, rounded
from finder.web.public.blueprint import public
from finder.web.rendering import render
from finder.web.sensitive import is_sensitive_next
from finder.web.site import Site, site
from finder.web.wording.voice import Voice
from geo.districts import districts
from geo.errors import UnknownPlace

NAMES = ("situation", "kind", "topic", "service", "near")


@public.route("/<lang:lang>/next", methods=["GET", "POST"])
def next_(lang: str) -> Response | BaseResponse:
    here = site()
    voice = here.voice(lang)
    post = request.method == "POST"
    params = (request.form if post else request.args).to_dict(flat=False)
    near = _last(params, "near") or _district(params)
    pairs = _pairs(params, rounded(near) or near)
    query, error = _read(here, lang, params, near, post=post)
    private = rounded(near) is not None or is_sensitive_next(query)
    if not private and not error and (post or "" in (value for values in params.values() for value in values)):
        return redirect(f"/{lang}{PATH}" + (f"?{urlencode(pairs)}" if pairs else ""), 303)
    if not post and query.situation and situations()[query.situation].sensitive:
        return redirect(f"/{lang}{PATH}", 303)  # to the button that posts it: no address stays in the history
    if not pairs:
        return render("public/next.html", choose_page(voice), voice)
    asked = Asked(pairs, rounded(near) or near, private, next_ways(here.service), here.service.now(), error)
    return _answer(here, query, asked, voice)


def _last(params: Params, name: str) -> str:
    return "".join(params.get(name, [""])[-1:]).replace("\x00", " ").strip()


def _district(params: Params) -> str:
    """A district in a link is the place, until somebody types another."""
    key = _last(params, "district")
    return district_name(key) if key in districts() else ""


def _pairs(params: Params, near: str) -> Fields:
    """What is known of the parameters, each once, in one order: one state has one address."""
    given = {**params, "near": [near]}
    found = [(name, value.strip()) for name in NAMES for value in given.get(name, ())]
    return tuple(dict.fromkeys(pair for pair in found if pair[1]))


def _read(here: Site, lang: str, params: Params, near: str, *, post: bool) -> tuple[NextQuery, str | None]:
    """The question; a place that is not known loses nothing else of it and is asked for again."""
    voice, now = here.voice(lang), here.service.now()
    position = rounded(near)
    given = {**params, "ui": [lang], "near": [position or near], "district": []}
    error = None
    try:
        query = read_next(given, now=now, post=post)
    except UnknownPlace:
        query, error = read_next({**given, "near": []}, now=now, post=post), voice("Diesen Ort kennen wir nicht.")
    if position and query.near:
        query = replace(query, near=named(query.near, voice))
    return from_service(query, _named(here, query)), error


def _named(here: Site, query: NextQuery) -> ServiceRecord | None:
    """The service in hand, or what it was merged into. An old link to one that is gone still leads on."""
    named = query.service or ""
    return here.service.record(named) or here.service.record(here.service.redirect(named) or "")


def _answer(here: Site, query: NextQuery, asked: Asked, voice: Voice) -> Response:
    hand = in_hand(here.service.record(query.service or ""), here.service.records)
    answer = next_steps(query, lambda search: here.service.find(search, voice), voice, asked.now, hand)
    return render("public/next.html", next_page(answer, asked, voice), voice, 400 if asked.error else 200)
