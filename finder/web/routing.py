"""The language in a URL, the parameters of a request, and what a typed line may leave in an address."""

from __future__ import annotations

from werkzeug.routing import BaseConverter

from finder.web.languages import LANGUAGES


class PageLanguage(BaseConverter):
    """Only languages whose pages are finished are routes; any other first part of a path is a 404."""

    regex = "|".join(sorted(LANGUAGES, key=len, reverse=True))
    part_isolating = True
