"""Which sites may show the list in a frame: the setting EMBED_PARENTS as a source list for ``frame-ancestors``."""

from __future__ import annotations

import re

from geo.errors import NotConfigured

NONE = "'none'"
_ORIGIN = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?")


def frame_ancestors(setting: str) -> str:
    """Raises NotConfigured for anything but ``*``, ``none`` or origins parted by blanks or commas.

    >>> frame_ancestors("*"), frame_ancestors("none"), frame_ancestors("https://caritas.example, https://*.awo.example")
    ('*', "'none'", "'self' https://caritas.example https://*.awo.example")
    """
    words = setting.replace(",", " ").split()
    if words == ["*"]:
        return "*"
    if words in ([], ["none"]):
        return NONE
    for word in words:
        if not _ORIGIN.fullmatch(word):
            raise NotConfigured(f"EMBED_PARENTS: „{word}“ ist keine Adresse wie https://www.example.org.")
    return " ".join(["'self'", *words])
