"""Words for the search field on a page that came by codes, so that the visitor can go on typing."""

from __future__ import annotations

from directory.vocabulary import kinds, label, topics
from finder.search.query import Understood
from finder.search.results import Results
from finder.service import Service
from finder.web.asking import Asked

NEITHER = ("open_now", "radius_km", "district", "age", "status", "q")


def line_again(service: Service, asked: Asked, results: Results) -> str:
    """A line that is understood as exactly these codes; empty where there is none, rather than a misleading one."""
    if not asked.pairs or any(asked.values(name) for name in NEITHER):
        return ""
    place = results.understood.place.label if results.understood.place else ""
    wanted = [*asked.values("want"), *asked.values("kind"), *asked.values("topic")]
    words = [_word(code, asked.lang) for code in wanted]
    spoken = [label(code, asked.lang, of="language") for code in asked.values("language")]
    line = " ".join(part for part in (*words, place, *spoken) if part)
    again = service.understand(line, asked.lang)
    return line if _codes(again) == {*wanted, *asked.values("language")} and _same_place(again, results) else ""


def _word(code: str, lang: str) -> str:
    """A topic's label is one plain word; a kind's is a phrase, so it comes second."""
    entry = topics().get(code) or kinds().get(code)
    return entry.label(lang) if entry else ""


def _codes(understood: Understood) -> set[str]:
    """Everything read from a line; what is left over or private makes it unlike any line of codes."""
    rest = {understood.text, understood.status or "", str(understood.age or "")} - {""}
    return {*understood.kinds, *understood.topics, *understood.offices, *understood.languages, *rest}


def _same_place(again: Understood, results: Results) -> bool:
    before = results.understood.place
    if before is None or again.place is None:
        return before is again.place
    return before.label == again.place.label and not again.ask
