"""Results -> the list in a frame; and the page with the lines that another site copies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from urllib.parse import urlencode

from directory.vocabulary import kinds
from finder.search.next_best_way import NextWays
from finder.search.results import Results
from finder.web.asking import Asked
from finder.web.languages import LANGUAGES
from finder.web.making.frame import frame, machine
from finder.web.making.home import by_name
from finder.web.making.items import result_item
from finder.web.making.places import district_name
from finder.web.pages.base import Option, Step
from finder.web.pages.embed import EmbedPage, FramedList
from finder.web.sensitive import is_sensitive
from finder.web.wording.voice import Voice

HEIGHT = 600  # pixels, until the frame has told its own


def framed_list(results: Results, asked: Asked, ways: NextWays, now: datetime, voice: Voice) -> FramedList:
    """``asked`` holds the codes in the frame's address."""
    wished = bool(results.query.languages)
    items = (
        result_item(result, number, voice, ways, now, wished=wished)
        for number, result in enumerate(results.results, start=1)
    )
    tongues = _tongues(asked)
    return FramedList(
        lang=voice.language,
        dir=voice.page_language.dir,
        title=_title(results.query.kinds, results.query.districts, voice),
        languages=tongues,
        machine=machine(voice, tongues),
        items=tuple(items),
        total=voice.plural("{n} Angebot gefunden", "{n} Angebote gefunden", results.total),
        more=Step(voice("Alle auf der Website Lotse ansehen"), asked.url),
        keep=not is_sensitive(results),
    )


def framed_error(wrong: str, voice: Voice) -> FramedList:
    """What to show instead of a list; ``wrong`` is said in the page's language already."""
    return FramedList(
        lang=voice.language,
        dir=voice.page_language.dir,
        title=voice("Das haben wir nicht verstanden"),
        languages=(),
        machine=None,
        more=Step(voice("Zur Startseite"), f"/{voice.language}/"),
        wrong=wrong,
        keep=False,
    )


def _tongues(asked: Asked) -> tuple[Step, ...]:
    return tuple(
        Step(language.own_name, frame_path(asked.pairs, code), current=code == asked.lang, lang=code, dir=language.dir)
        for code, language in LANGUAGES.items()
    )


def frame_path(pairs: Iterable[tuple[str, str]], lang: str) -> str:
    """The frame's address; ``lang`` may be empty: then the browser's wish decides."""
    chosen = [pair for pair in (*pairs, ("lang", lang)) if pair[1]]
    return "/embed" + (f"?{urlencode(chosen)}" if chosen else "")


def _title(kind: Iterable[str], district: Iterable[str], voice: Voice) -> str:
    """``Schuldnerberatung: Koblenz``; the general word where nothing was chosen."""
    what = voice.listed(voice.kind(code) for code in kind) or voice("Beratungsstellen")
    where = voice.listed(district_name(key) for key in district)
    return f"{what}: {where}" if where else what


def embed_page(district: str, kind: str, tongue: str, voice: Voice, base: str, *, off: bool) -> EmbedPage:
    """``district``, ``kind`` and ``tongue`` are what was chosen, each may be empty; ``base`` is the site's address."""
    path = frame_path((("kind", kind), ("district", district)), tongue)
    title = _title([kind] if kind else [], [district] if district else [], voice)
    return EmbedPage(
        **frame(
            voice, voice("Auf Ihrer Website zeigen"), "/embed",
            description=voice("So zeigen Sie unsere Liste auf Ihrer eigenen Website: kostenlos, ohne Cookies."),
        ),
        districts=tuple(Option(key, district_name(key), key == district, "de", "ltr") for key in by_name()),
        kinds=tuple(Option(code, voice.kind(code), code == kind) for code in kinds()),
        tongues=tuple(
            Option(code, language.own_name, code == tongue, code, language.dir) for code, language in LANGUAGES.items()
        ),
        frame=path,
        frame_title=title,
        snippet=_snippet(base, path, title),
        off=off,
    )  # fmt: skip


def _snippet(base: str, path: str, title: str) -> str:
    return (
        f'<iframe src="{escape(base + path)}" title="{escape(title)}" width="100%" height="{HEIGHT}" frameborder="0" '
        f'loading="lazy" data-lotse></iframe>\n<script src="{escape(base)}/embed.js" async></script>'
    )
