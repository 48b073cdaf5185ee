"""Which pages search engines are asked to leave out: answers to searches, frames for other sites, and programs' food.

One place for the robots meta tag, the X-Robots-Tag header and robots.txt.
"""

from __future__ import annotations

# The first part of a path, or the one after the language.
NOT_INDEXED = frozenset(
    {
        "api", "code", "confirm", "edit", "embed", "healthz", "hsds", "list", "map", "release", "search", "share",
        "suggest", "tiles",
    }
)  # fmt: skip
# The last part: sheets made to be printed, whose words stand on a page already, and what the list on a device fetches.
PARTS = frozenset({"booklet", "booklet.pdf", "card", "offline", "report", "slip", "slip.pdf", "slip.txt"})


def indexed(path: str) -> bool:
    """Whether a page may stand in a search engine; ``path`` as in an address, with or without its query.

    >>> indexed("/de/district/07111"), indexed("/de/search?kind=debt"), indexed("/api/search")
    (True, False, False)
    """
    parts = path.partition("?")[0].strip("/").split("/")
    return not NOT_INDEXED & set(parts[:2]) and parts[-1] not in PARTS
