"""``/<lang>/search``: GET with codes, and POST from the form.

What is typed is posted. A harmless line that codes can express is sent on to an address made of codes, which can be
shared; anything sensitive is answered at once and stored nowhere.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from finder.search.parameters import Params, read_query
from finder.search.results import Results
from finder.web.asking import Asked, asked_of, search_url
from finder.web.making.parts import in_codes
from finder.web.making.results import Request, results_page
from finder.web.next_ways import next_ways
from finder.web.origin import origin
from finder.web.position import named, rounded
from finder.web.public.blueprint import public
from finder.web.public.line import line_again
from finder.web.rendering import render
from finder.web.sensitive import is_sensitive
from finder.web.site import Site, site
from finder.web.unmet import count_unmet


@public.route("/<lang:lang>/search", methods=["GET", "POST"])
def search(lang: str) -> Response | BaseResponse:
    here = site()
    post = request.method == "POST"
    params = (request.form if post else request.args).to_dict(flat=False)
    asked, results = _find(here, lang, params, post=post)
    if not post and "" in (value for values in params.values() for value in values):
        return redirect(asked.url, 303)  # a form sends its empty fields too: one state has one address
    # A visitor's own position is as private as an age: into no address and no cache.
    at_home = rounded(near_text(params)) is not None
    sensitive = at_home or is_sensitive(results)
    if post and not sensitive:
        count_unmet(here, results)
        address = _address(here, asked, results)
        if address:
            return redirect(address, 303)
    voice = here.voice(lang)
    about = Request(
        asked,
        keep=not (post or sensitive),
        ways=next_ways(here.service),
        base_url=origin(),
        line="" if at_home else line_again(here.service, asked, results),
        at_home=at_home,
    )
    page = results_page(results, about, voice)
    return render("public/results.html", page, voice)


def _find(here: Site, lang: str, params: Params, *, post: bool) -> tuple[Asked, Results]:
    voice = here.voice(lang)
    near = near_text(params)
    position = rounded(near)
    given = {**params, "ui": [lang], "near": [position or near]}
    query = read_query(given, now=here.service.now(), answers_allowed=post)
    if position and query.near:
        query = replace(query, near=named(query.near, voice))
    # A page about a position leads on by posting, however it came.
    return asked_of(query, position or near, lang, post=post or bool(position)), here.service.find(query, voice)


def near_text(params: Params) -> str:
    """The place as it was given."""
    return "".join(params.get("near", [""])[-1:]).replace("\x00", " ").strip()


def _address(here: Site, asked: Asked, results: Results) -> str | None:
    """An address that says the same in codes, or None where something would be lost on the way."""
    understood = results.understood
    if understood.text or understood.organization or understood.ask or understood.corrected:
        return None
    codes = replace(in_codes(asked, results, understood.place), post=False)
    if asked.values("page"):
        codes = codes.with_("page", *asked.values("page"))
    pairs: dict[str, list[str]] = {}
    for name, value in codes.pairs:
        pairs.setdefault(name, []).append(value)
    # A name may mean another place than the one understood: then the page answers as it is.
    again = read_query(pairs, now=here.service.now(), answers_allowed=False)
    same = again.near is None or understood.place is None or again.near.districts == understood.place.districts
    return search_url(asked.lang, codes.pairs) if same else None
