"""What somebody sent by one of the two public forms, as it goes into the review queue.

What can be read as facts does; all else stands in the note, in German, which editors read. The note is kept until
somebody has looked at it, and who sent it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from directory.contacts import clean_url
from directory.records import ServiceRecord
from directory.review import PUBLIC, Proposed
from directory.suggesting import WHATS, corrected, described
from finder.web.making.suggesting import PLACE, REACH, WORDS

SOURCE = "Quelle"


def correction(record: ServiceRecord, typed: Mapping[str, str]) -> Proposed:
    """Something is wrong with this service."""
    what = next(code for code in WHATS if code == typed["what"])
    facts = corrected(record, what, typed["text"])
    words = [] if facts and what != "closed" else [_line(WORDS[what], typed["text"])]
    return Proposed("correction", record.id, facts, PUBLIC, _note([*words, *_source(typed)]), _page(typed))


def new_service(typed: Mapping[str, str]) -> Proposed:
    """A service is missing."""
    facts = described(typed["name"], typed["kind"], typed["place"], typed["reach"])
    words = [] if "district" in facts else [_line(PLACE, typed["place"])]
    words += [] if {"phones", "email", "url"} & facts.keys() else [_line(REACH, typed["reach"])]
    return Proposed("new_service", None, facts, PUBLIC, _note([*words, *_source(typed)]), _page(typed))


def _line(label: str, text: str) -> str:
    return f"{label}: {text}" if text else label


def _note(lines: Iterable[str]) -> str | None:
    return "\n".join(lines) or None


def _page(typed: Mapping[str, str]) -> str | None:
    """The source, where that is a web page."""
    return clean_url(typed["source"])


def _source(typed: Mapping[str, str]) -> list[str]:
    return [_line(SOURCE, typed["source"])] if typed["source"] and not _page(typed) else []
