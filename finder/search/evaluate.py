"""How well the search answers: queries with their right answers, scored one by one, per language.

A query succeeds if all of this holds: among the first three results is one of a right kind or topic; the place is
understood; the wished languages are; the crisis box is there exactly when it must be; and if a right service is known
in the district, the first right one found lies there or is responsible for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from directory.records import ServiceRecord
from geo.errors import BadInput

FIRST = 3
Search = Callable[[str, str], Mapping[str, Any]]  # (query, page's language) -> the answer as in /api/search
Located = Callable[[Iterable[str], str], bool]  # (kinds, district) -> is a service of these kinds located there?

# Codes that count as one another: Dari is a Persian; Serbian, Croatian and Bosnian only all three together.
_SAME = {"fa": {"prs"}, "prs": {"fa"}}


@dataclass(frozen=True, slots=True)
class Query:
    """One line and its right answer. ``crisis`` None: either; ``place`` a district's key or None."""

    q: str
    lang: str
    kinds: tuple[str, ...] = ()
    topic: str | None = None
    place: str | None = None
    speaks: tuple[str, ...] = ()
    crisis: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Miss:
    """A query that failed, and each reason in a few words."""

    query: Query
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """``right`` and ``asked`` count queries by language."""

    asked: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    @property
    def success(self) -> float:
        """The share of queries that succeeded, 0 to 1; 1 where none was asked."""
        total = sum(self.asked.values())
        return sum(self.right.values()) / total if total else 1.0

    def of(self, lang: str) -> float:
        """The same for one language."""
        return self.right.get(lang, 0) / self.asked[lang] if self.asked.get(lang) else 1.0

    def count(self, query: Query, reasons: tuple[str, ...]) -> None:
        self.asked[query.lang] = self.asked.get(query.lang, 0) + 1
        self.right[query.lang] = self.right.get(query.lang, 0) + (not reasons)
        if reasons:
            self.misses.append(Miss(query, reasons))


def read_queries(lines: Iterable[str]) -> Iterator[Query]:
    """One JSON object a line, empty lines skipped. Raises BadInput naming the line that cannot be read."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            yield Query(
                q=found["q"],
                lang=found["lang"],
                kinds=tuple(found["kinds"]),
                topic=found.get("topic"),
                place=found.get("place"),
                speaks=tuple(found.get("speaks", ())),
                crisis=found.get("crisis"),
                note=found.get("note", ""),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput(f"Line {number} is no query: {error}", field="file") from error


def evaluate(lines: Iterable[str], search: Search, located: Located | None = None) -> Report:
    """Asks every query and scores the answers. Prints nothing.

    Without ``located`` it is not judged whether a near service comes first.
    """
    report = Report()
    for query in read_queries(lines):
        report.count(query, tuple(_reasons(query, search(query.q, query.lang), located)))
    return report


def located_in(records: Iterable[ServiceRecord]) -> Located:
    """Where the registry has which kinds of service: for judging whether a near one should have come first."""
    held = {(kind, door.district) for record in records for kind in record.kinds for door in record.doors}
    return lambda kinds, district: any((kind, district) in held for kind in kinds)


def _reasons(query: Query, answer: Mapping[str, Any], located: Located | None) -> Iterator[str]:
    first = [result for result in answer["results"][:FIRST] if _is_right(result, query)]
    if not first:
        kinds = ", ".join(result["kind"] for result in answer["results"][:FIRST]) or "nothing"
        yield f"none of {', '.join(query.kinds)} among the first {FIRST}: {kinds}"
    yield from _misunderstood(query, answer["understood"])
    if query.crisis is not None and bool(answer["crisis"]) != query.crisis:
        yield "no crisis box" if query.crisis else "false alarm"
    if first and query.place and located and located(query.kinds, query.place) and not _near(first[0], query.place):
        yield f"the first right one is elsewhere ({first[0]['district']}, {first[0]['serves_place']})"


def _is_right(result: Mapping[str, Any], query: Query) -> bool:
    return bool(set(result["kinds"]) & set(query.kinds)) or (
        query.topic is not None and query.topic in result["topics"]
    )


def _misunderstood(query: Query, understood: Mapping[str, Any]) -> Iterator[str]:
    place = understood["place"]
    if query.place and (not place or query.place not in (place["district"], *place["districts"])):
        yield f"place {query.place} not understood ({place['label'] if place else 'none'})"
    languages = set(understood["languages"])
    missing = [code for code in query.speaks if not ({code} | _SAME.get(code, set())) & languages]
    if missing:
        yield f"wish for {', '.join(missing)} not understood"


def _near(result: Mapping[str, Any], district: str) -> bool:
    return bool(result["district"] == district or result["serves_place"] == "responsible")
