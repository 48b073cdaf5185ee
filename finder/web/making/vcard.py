"""A service as a vCard in the visitor's language; the format itself is ``directory.exchange.vcard``."""

from __future__ import annotations

from directory.exchange.vcard import card
from directory.records import ServiceRecord
from finder.web.wording.voice import Voice


def vcard(record: ServiceRecord, url: str, voice: Voice) -> str:
    """The whole card; ``url`` is the address of the service's page."""
    note = f"{voice.as_of(record.as_of)}\n{url}"
    return card(record, voice.kind_words(record.kinds, record.office), note, url)
