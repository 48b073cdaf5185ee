"""The language in a URL, the parameters of a request, and what a typed line may leave in an address."""

from __future__ import annotations

from collections.abc import Iterator

from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, MapAdapter

from finder.web.languages import LANGUAGES, lookup


class PageLanguage(BaseConverter):
    """Only languages whose pages are finished are routes; any other first part of a path is a 404."""

    regex = "|".join(sorted(LANGUAGES, key=len, reverse=True))
    part_isolating = True


def meant(path: str, routes: MapAdapter) -> str | None:
    """The page that a path without one nearly names: /DE/, /en-GB/help, /de/search/, an id in capitals."""
    return next((other for other in _nearly(path) if other != path and _is_page(other, routes)), None)


def _nearly(path: str) -> Iterator[str]:
    first, _, rest = path.lower().lstrip("/").partition("/")
    language = lookup(first)
    if language is None:
        return  # programs are told exactly what they asked for
    yield f"/{language}/{rest}"
    yield f"/{language}/{rest.rstrip('/')}".rstrip("/")


def _is_page(path: str, routes: MapAdapter) -> bool:
    try:
        routes.match(path, method="GET")
    except HTTPException:  # redirects are such too: nobody is sent on twice
        return False
    return True
