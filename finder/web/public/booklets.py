"""``/<lang>/district/<key>/booklet``: all services of a district to print, as a page and as a PDF."""

from __future__ import annotations

from flask import Response, abort

from finder.web.making.booklet import BOOKLET, PDF, booklet, booklet_page
from finder.web.pages.booklet import Booklet
from finder.web.public.blueprint import public
from finder.web.public.slips import asked_of, client_voices, paper_around, pdf_response
from finder.web.rendering import render
from finder.web.site import site
from geo.districts import districts


@public.get(f"/<lang:lang>/district/<key>/{BOOKLET}")
def district_booklet(lang: str, key: str) -> Response:
    """The booklet with a button to print it."""
    here, asked = site(), asked_of(lang)
    voice = here.voice(lang)
    page = booklet_page(key, _book(lang, key), voice, asked.client, pdf=here.press.able)
    return render("public/booklet.html", page, voice)


@public.get(f"/<lang:lang>/district/<key>/{PDF}")
def district_booklet_pdf(lang: str, key: str) -> Response:
    """A 404 where the site cannot make any PDF."""
    here = site()
    if not here.press.able:
        abort(404)
    book = _book(lang, key)
    body = here.press.pdf("booklet", {"title": f"{book.title[0]}: {book.name}", "book": book}, here.service.now())
    return pdf_response(body, f"{BOOKLET}-{key}-{book.tongues[0].lang}")


def _book(lang: str, key: str) -> Booklet:
    if key not in districts():
        abort(404)
    here = site()
    voices = client_voices(lang, asked_of(lang))
    return booklet(key, here.service.records, voices, here.service.now(), paper_around())
