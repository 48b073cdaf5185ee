"""The state of a search page as parameters, and the steps to its neighbours: without a part, filtered, the next page.

A page that came by a link leads on by links. A page that was posted leads on by posting: nothing typed gets into a URL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from finder.search.query import SearchQuery
from finder.web.pages.base import Fields, Step

# The order of parameters in links, so that one state has one address.
NAMES = (
    "q", "kind", "topic", "want", "language", "district", "near", "radius_km", "open_now", "age", "status", "page",
)  # fmt: skip
PRIVATE = ("age", "status")


@dataclass(frozen=True, slots=True)
class Asked:
    """``pairs`` are parameter and value, in the order of NAMES; ``post`` as the page itself was answered."""

    lang: str
    pairs: Fields
    post: bool = False

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.pairs if key == name)

    def with_(self, name: str, *values: str) -> Asked:
        """Another value, or none; a changed search starts on its first page again."""
        kept = [(key, value) for key, value in self.pairs if key not in (name, "page")]
        # A radius means nothing without the place it is measured from.
        if name == "near" and not values:
            kept = [(key, value) for key, value in kept if key != "radius_km"]
        return replace(self, pairs=in_order([*kept, *((name, value) for value in values if value)]))

    def without(self, name: str, value: str) -> Asked:
        return self.with_(name, *(other for other in self.values(name) if other != value))

    @property
    def url(self) -> str:
        return search_url(self.lang, self.pairs)

    def step(self, text: str, **more: object) -> Step:
        """The way to this state."""
        fields = self.pairs if self.post else None
        url = search_url(self.lang) if self.post else self.url
        return Step(text, url, fields, **more)  # type: ignore[arg-type]


def in_order(pairs: Iterable[tuple[str, str]]) -> Fields:
    """Each pair once, in the order of NAMES."""
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: NAMES.index(pair[0])))


def search_url(lang: str, pairs: Fields = ()) -> str:
    """The search page with these parameters."""
    return f"/{lang}/search" + (f"?{urlencode(pairs)}" if pairs else "")


def asked_of(query: SearchQuery, near: str, lang: str, *, post: bool) -> Asked:
    """What was asked, as parameters again; ``near`` as it was typed."""
    many = {"kind": query.kinds, "topic": query.topics, "want": query.wants, "language": query.languages}
    pairs = [(name, value) for name, values in {**many, "district": query.districts}.items() for value in values]
    pairs += [("q", query.q), ("near", near), ("open_now", "1" if query.open_now else "")]
    pairs += [("radius_km", f"{query.radius_km:g}" if query.radius_km else ""), ("status", query.status or "")]
    pairs += [("age", "" if query.age is None else str(query.age)), ("page", str(query.page) if query.page > 1 else "")]
    return Asked(lang, in_order((name, value) for name, value in pairs if value), post)
