"""A booklet as a file that stands alone: HTML with its style inside, or PDF. For the command, outside any request."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from markupsafe import Markup

from finder.web.assets import STATIC
from finder.web.languages import DEFAULT
from finder.web.making.booklet import booklet
from finder.web.making.side_by_side import voices_of
from finder.web.making.slip import Around
from finder.web.next_ways import next_ways
from finder.web.pages.booklet import Booklet
from finder.web.rendering import speaker
from finder.web.site import KEY, Site

SHEETS = ("tokens", "base", "paper")
PAGE = "@page { size: A4; margin: 12mm; }"


@dataclass(frozen=True, slots=True)
class _Alone:
    lang: str
    dir: str
    title: str
    style: Markup
    book: Booklet


def booklet_html(app: Flask, key: str, lang: str) -> str:
    """``key`` must be one of our districts, ``lang`` one of the pages' languages."""
    here, book = _made(app, key, lang)
    first = book.tongues[0]
    # Our own sheets, and in them nothing that could end the element.
    style = Markup("<style>{}</style>").format(Markup("\n".join((PAGE, *map(sheet, SHEETS)))))  # noqa: S704 - no foreign text
    page = _Alone(lang, first.dir, _title(book), style, book)
    template = app.jinja_env.get_template("alone/booklet.html")
    return template.render(page=page, _=speaker(here.translations[lang]))


def booklet_pdf(app: Flask, key: str, lang: str) -> bytes:
    """Raises NotConfigured where the extra or a font is missing."""
    here, book = _made(app, key, lang)
    return here.press.pdf("booklet", {"title": _title(book), "book": book}, here.service.now())


def _made(app: Flask, key: str, lang: str) -> tuple[Site, Booklet]:
    here: Site = app.extensions[KEY]
    voices = voices_of(here.voice(lang), here.voice(DEFAULT))
    around = Around(next_ways(here.service), here.base_url, here.press.able)
    return here, booklet(key, here.service.records, voices, here.service.now(), around)


def _title(book: Booklet) -> str:
    return f"{book.title[0]}: {book.name}"


def sheet(name: str) -> str:
    """One of our style sheets, to be put into a page."""
    return (STATIC / "css" / f"{name}.css").read_text(encoding="utf-8")
