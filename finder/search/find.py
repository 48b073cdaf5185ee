"""Where a reader starts: from a question to an answer, one step a line.

understand -> select (with ways out where nothing is found) -> explain -> Results. No database and no network here: the
index holds the records, the clock and the words come in through the context.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from finder.search.analysis import tokens
from finder.search.crisis import crisis_lines
from finder.search.explain import explain
from finder.search.index.engine import SearchIndex
from finder.search.opening import open_mask
from finder.search.query import SearchQuery, Understood
from finder.search.results import Results
from finder.search.say import Say, plain
from finder.search.selecting import to_selection
from finder.search.ways_out import Found, select_with_ways_out

MAX_PINS = 500


@dataclass(frozen=True, slots=True)
class SearchContext:
    """What a search needs beside the question. ``say`` turns a German sentence into the page's language."""

    index: SearchIndex
    understand: Callable[[str, str], Understood]
    now: datetime
    say: Say = plain
    guess: Callable[[str], tuple[str, ...]] | None = None  # the optional fallback where no word is known


def find(query: SearchQuery, context: SearchContext) -> Results:
    """The one way to search, for pages, API and command alike."""
    understood = guessed(read(query, context), query, context)
    allowed = open_mask(context.index, context.now) if query.open_now else None
    found = select_with_ways_out(context.index, to_selection(query, understood, allowed), context.say)
    return answer(query, understood, found, context)


def read(query: SearchQuery, context: SearchContext) -> Understood:
    """The typed line as understood, with what was chosen beside it: what is chosen outweighs what is read."""
    understood = context.understand(query.q, query.ui) if query.q else Understood()
    chosen: dict[str, object] = {}
    if query.near is not None:
        chosen["place"] = query.near
    if query.age is not None:
        chosen["age"] = query.age
    if query.status is not None:
        chosen["status"] = query.status
    if query.languages:
        chosen["languages"] = tuple(dict.fromkeys((*understood.languages, *query.languages)))
    return replace(understood, **chosen) if chosen else understood  # type: ignore[arg-type]


def guessed(understood: Understood, query: SearchQuery, context: SearchContext) -> Understood:
    """With the optional fallback on: a guess, but only where the words lead nowhere and stand in no record."""
    known = understood.matched or understood.kinds or understood.crisis or understood.organization
    if context.guess is None or known or not understood.text:
        return understood
    if len(context.index.text.with_all(tokens(understood.text)).ordinals):
        return understood
    codes = context.guess(query.q)
    kinds = tuple(code.removeprefix("kind.") for code in codes if code.startswith("kind."))
    topics = tuple(code.removeprefix("topic.") for code in codes if code.startswith("topic."))
    return replace(understood, kinds=kinds, topics=topics, guessed=bool(codes))


def answer(query: SearchQuery, understood: Understood, found: Found, context: SearchContext) -> Results:
    """The found services with the reasons for each, and all that stands around them."""
    index, now, say = context.index, context.now, context.say
    rows = tuple(explain(hit, understood, index, now, say, found.asked_kinds) for hit in found.hits)
    return Results(
        query=query,
        understood=understood,
        crisis=crisis_lines(understood, context.now, query.ui),
        total=found.total,
        relaxed=(*_notes(understood, context.say), *found.relaxed),
        facets=found.facets,
        results=rows,
        pins=found.pins[:MAX_PINS],
    )


def _notes(understood: Understood, say: Say) -> tuple[str, ...]:
    """What must be said about the reading itself, before what was dropped."""
    notes: tuple[str, ...] = ()
    if understood.guessed:
        notes += (say("Wir sind nicht sicher, was gemeint ist. Vielleicht hilft das:"),)
    if understood.place is not None and understood.place.outside:
        notes += (say("Dieser Ort liegt nicht in Rheinland-Pfalz. Wir kennen nur Angebote in Rheinland-Pfalz."),)
    return notes
