"""What only paper needs: where a list came from, and when."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from finder.web.asking import PRIVATE, Asked, search_url
from finder.web.pages.base import Fields
from finder.web.pages.results import Paper
from finder.web.wording.voice import Voice

QR = "qr.svg"


def paper(asked: Asked, origin: str, today: date, voice: Voice, *, keep: bool) -> Paper:
    """Without address and code where the search was posted or is sensitive (``keep`` False)."""
    printed = voice.translation.day(today)
    if asked.post or not keep:
        return Paper(printed)
    pairs = shareable(asked.pairs)
    query = f"?{urlencode(pairs)}" if pairs else ""
    return Paper(printed, origin + search_url(voice.language, pairs), f"/{voice.language}/search/{QR}{query}")


def shareable(pairs: Fields) -> Fields:
    """Nothing about a person gets into an address."""
    return tuple(pair for pair in pairs if pair[0] not in PRIVATE)
