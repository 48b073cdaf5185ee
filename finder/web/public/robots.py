"""``/robots.txt`` and the sitemaps: one for each language, with the same page in every other one."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from flask import Response, abort

from finder.web.indexing import indexed
from finder.web.languages import DEFAULT, LANGUAGES
from finder.web.origin import origin
from finder.web.public.blueprint import public
from finder.web.site import site
from geo.districts import districts

MOST = 50_000  # addresses in one file, by the protocol
MIMETYPE = "application/xml"
PAGES = (
    "/", "/districts", "/data", "/atlas", "/crisis", "/next", "/network", "/volunteers", "/help", "/imprint",
    "/privacy", "/accessibility",
)  # fmt: skip


@public.get("/robots.txt")
def robots() -> Response:
    """Programs may read all pages; those that belong in no search engine say so themselves, and must be read for it."""
    lines = ("User-agent: *", "Disallow: /api/", "", f"Sitemap: {origin()}/sitemap.xml", "")
    return Response("\n".join(lines), mimetype="text/plain")


@public.get("/sitemap.xml")
def sitemap_index() -> Response:
    """Which sitemaps there are."""
    parts = range(1, -(-len(_paths()) // MOST) + 1)
    places = "".join(
        f"<sitemap><loc>{origin()}/sitemap-{code}-{part}.xml</loc></sitemap>\n" for code in LANGUAGES for part in parts
    )
    return _xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</sitemapindex>\n')


@public.get("/sitemap-<lang:lang>-<int:part>.xml")
def sitemap(lang: str, part: int) -> Response:
    """One language's pages; ``part`` counts from 1."""
    paths = _paths()[(part - 1) * MOST : part * MOST] if part else []
    if not paths:
        abort(404)
    head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    return _xml(head + "".join(_urls(lang, paths)) + "</urlset>\n")


def _paths() -> list[str]:
    """Every page that search engines may show, after the language; the same order each time."""
    services = (f"/service/{record.id}" for record in site().service.records)
    found = [*PAGES, *(f"/district/{key}" for key in districts()), *services]
    return [path for path in found if indexed(f"/{DEFAULT}{path}")]


def _urls(lang: str, paths: list[str]) -> Iterator[str]:
    base = escape(origin())
    for path in paths:
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{base}/{code}{path}"/>' for code in LANGUAGES
        )
        anyone = f"{base}/" if path == "/" else f"{base}/{DEFAULT}{path}"
        others += f'<xhtml:link rel="alternate" hreflang="x-default" href="{anyone}"/>'
        yield f"<url><loc>{base}/{lang}{path}</loc>{others}</url>\n"


def _xml(body: str) -> Response:
    return Response('<?xml version="1.0" encoding="UTF-8"?>\n' + body, mimetype=MIMETYPE)
