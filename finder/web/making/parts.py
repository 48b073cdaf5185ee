"""What the search was read as, part by part, each with the step that takes it away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from directory.vocabulary import kinds, label, offices, statuses, topics
from finder.search.query import PlaceMeant
from finder.search.results import Results
from finder.web.asking import PRIVATE, Asked, in_order
from finder.web.making.places import district_name
from finder.web.pages.base import Step
from finder.web.wording.voice import Voice


def in_codes(asked: Asked, results: Results, place: PlaceMeant | None) -> Asked:
    """The same search with everything understood written as codes; ``q`` keeps only the words left over.

    What was said about the person is posted on, however the page was asked for.
    """
    understood = results.understood
    wants = (*asked.values("want"), *understood.kinds, *understood.topics, *understood.offices)
    chosen = {*asked.values("kind"), *asked.values("topic")}
    pairs = [pair for pair in asked.pairs if pair[0] not in ("q", "want", "language", "age", "status", "page")]
    pairs += [("want", code) for code in wants if code not in chosen]
    pairs += [("language", code) for code in understood.languages]
    words = " ".join(part for part in (understood.organization, understood.text) if part)
    pairs += [("q", words), ("status", understood.status or "")]
    pairs += [("age", "" if understood.age is None else str(understood.age))]
    if place is not None and not asked.values("near"):
        pairs.append(("near", place.label))
    private = understood.age is not None or understood.status is not None
    return replace(asked, pairs=in_order((name, value) for name, value in pairs if value), post=asked.post or private)


def parts(codes: Asked, place: PlaceMeant | None, voice: Voice) -> tuple[Step, ...]:
    """One removable part for each pair of a search written as codes, but for what was said about the person."""
    found = (each for each in _texts(codes, place, voice) if each[0] not in PRIVATE)
    return tuple(codes.without(name, value).step(text) for name, value, text in found)


def about_person(codes: Asked, voice: Voice) -> tuple[Step, ...]:
    """Age and status as removable parts of their own."""
    found = (each for each in _texts(codes, None, voice) if each[0] in PRIVATE)
    return tuple(codes.without(name, value).step(text) for name, value, text in found)


def _texts(codes: Asked, place: PlaceMeant | None, voice: Voice) -> Iterator[tuple[str, str, str]]:
    for name, value in codes.pairs:
        text = place.label if name == "near" and place else part_text(name, value, voice)
        if text:
            yield name, value, text


def part_text(name: str, value: str, voice: Voice) -> str:
    """``language=ar`` as "Arabisch"; empty for what is no part of its own."""
    says = {
        "kind": lambda: voice.kind(value),
        "topic": lambda: voice.topic(value),
        "want": lambda: wanted_text(value, voice),
        "language": lambda: voice.tongue(value),
        "district": lambda: district_name(value),
        "radius_km": lambda: voice("bis {km} km", km=value),
        "open_now": lambda: voice("jetzt geöffnet"),
        "age": lambda: voice("{age} Jahre", age=value),
        "status": lambda: label(statuses()[value], voice.language),
        "near": lambda: value,
        "q": lambda: f"„{value}“" if voice.language == "de" else f"“{value}”",
    }
    return says[name]() if name in says else ""


def wanted_text(code: str, voice: Voice) -> str:
    """A wish may be a kind, a topic or an office; codes that are both mean the same thing."""
    if code in kinds():
        return voice.kind(code)
    return voice.topic(code) if code in topics() else label(offices()[code], voice.language)
