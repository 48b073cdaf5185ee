"""Suggestions while typing: places, topics and kinds, services. Never what other people typed: nothing of it is kept.

The last words of the line are completed, the ones before stay: "schulden ko" becomes "schulden Koblenz".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from directory.records import ServiceRecord
from directory.vocabulary import kinds, label, topics
from geo.gazetteer import gazetteer
from geo.text import fold, spellings

MAX_WORDS = 4  # of the end of the line, tried as the beginning of one name
MIN_LETTERS = 2
Type = Literal["place", "topic", "kind", "service"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``label`` to show, ``q`` the whole line if it is chosen; ``code`` of a topic or kind, key or id of the rest."""

    type: Type
    label: str
    q: str
    code: str


class Suggester:
    """Made from the published services; safe to share between threads."""

    def __init__(self, records: Iterable[ServiceRecord]) -> None:
        self._records = tuple(records)
        self._concepts: dict[str, _Names] = {}

    def suggest(self, line: str, ui: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """The likeliest completions: kinds and topics, then places, then services; at most ``limit``."""
        words = line.split()
        for count in range(min(MAX_WORDS, len(words)), 0, -1):
            before, last = " ".join(words[:-count]), " ".join(words[-count:])
            if len(fold(last)) < MIN_LETTERS:
                continue
            found = tuple(islice(self._complete(before, last, ui), limit))
            if found:
                return found
        return ()

    def _complete(self, before: str, last: str, ui: str) -> Iterator[Suggestion]:
        share = 3
        for name, kind, code in self._concept_names(ui).beginning(fold(last), share):
            yield Suggestion(kind, name, f"{before} {name}".strip(), code)
        for place in gazetteer().suggest(last, share):
            yield Suggestion("place", place.label, f"{before} {place.label}".strip(), place.key)
        if not before:
            for name, kind, code in self._service_names.beginning(fold(last), share):
                yield Suggestion(kind, name, name, code)

    def _concept_names(self, ui: str) -> _Names:
        if ui not in self._concepts:
            self._concepts[ui] = _Names(
                [(label(kind, ui), "kind", code) for code, kind in kinds().items()]
                + [(label(topic, ui), "topic", code) for code, topic in topics().items()]
            )
        return self._concepts[ui]

    @cached_property
    def _service_names(self) -> _Names:
        return _Names([(record.name, "service", record.id) for record in self._records])


class _Names:
    """Names to be found by the beginning of any of their words, and of the whole."""

    def __init__(self, names: Sequence[tuple[str, Type, str]]) -> None:
        self._entries = sorted((ending, place, *entry) for entry in names for place, ending in _endings(entry[0]))
        self._keys = [entry[0] for entry in self._entries]

    def beginning(self, key: str, limit: int) -> list[tuple[str, Type, str]]:
        """Those whose name begins so first, then those of which a later word does; each once."""
        start = bisect_left(self._keys, key)
        end = bisect_left(self._keys, key + "\U0010ffff", lo=start)
        found = sorted(self._entries[start:end], key=lambda entry: (entry[1] > 0, entry[0]))
        unique = dict.fromkeys(entry[2:] for entry in found)
        return list(unique)[:limit]


def _endings(name: str) -> Iterator[tuple[int, str]]:
    for spelling in spellings(name):
        words = spelling.replace("-", " ").replace("(", " ").split()
        yield from ((place, " ".join(words[place:])) for place in range(len(words)))
