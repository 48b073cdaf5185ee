"""What the head of a page tells browsers, search engines and those who get its link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """Addresses are without the site's own origin, which the template puts before them.

    ``path`` is the page's one address, None where it was posted and has none. ``alternates`` are pairs of language tag
    and address, ``x-default`` among them. ``locale`` is the language as used in Germany, "uk_DE". ``facts`` are in the
    words of schema.org, None where there is nothing to say.
    """

    description: str
    locale: str
    path: str | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    indexed: bool = False
    facts: Mapping[str, object] | None = None
