"""The filters of a result page: counts as the whole result has them, what is chosen stays on show."""

from __future__ import annotations

from collections.abc import Callable

from finder.search.results import Results
from finder.web.asking import Asked, search_url
from finder.web.making.places import district_name
from finder.web.pages.results import Choice, Facet, Filters
from finder.web.wording.voice import Voice

FACETS = ("kind", "topic", "language", "district")


def filters(results: Results, asked: Asked, voice: Voice) -> Filters:
    """One form for all four facets and "open now"."""
    facets = tuple(found for name in FACETS if (found := _facet(name, results, asked, voice)).choices)
    return Filters(
        url=search_url(asked.lang),
        post=asked.post,
        fields=tuple(pair for pair in asked.pairs if pair[0] not in (*FACETS, "open_now", "page")) + _others(asked),
        facets=facets,
        open_now=bool(asked.values("open_now")),
    )


def _others(asked: Asked) -> tuple[tuple[str, str], ...]:
    """A list to pick one from shows the first value; further ones are sent along."""
    return tuple((name, value) for name in FACETS if name != "kind" for value in asked.values(name)[1:])


def _facet(name: str, results: Results, asked: Asked, voice: Voice) -> Facet:
    counts = results.facets.get(name, {})
    chosen = asked.values(name) if name == "kind" else asked.values(name)[:1]
    says = _labels(voice)[name]
    values = {**counts, **{value: counts.get(value, 0) for value in chosen}}
    choices = [
        Choice(value, says(value), count, value in chosen)
        for value, count in values.items()
        if count or value in chosen
    ]
    choices.sort(key=lambda choice: (-choice.count, choice.text) if name in ("kind", "topic") else (0, choice.text))
    return Facet(name, _titles(voice)[name], tuple(choices), many=name == "kind")


def _labels(voice: Voice) -> dict[str, Callable[[str], str]]:
    return {"kind": voice.kind, "topic": voice.topic, "language": voice.tongue, "district": district_name}


def _titles(voice: Voice) -> dict[str, str]:
    return {
        "kind": voice("Art der Stelle"),
        "topic": voice("Thema"),
        "language": voice("Sprache der Beratung (soweit bekannt)"),
        "district": voice("Landkreis oder Stadt"),
    }
