"""The service in hand: whom it sends people on to, or goes along with, is named before others, and it is said why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from directory.records import ServiceRecord
from directory.relations import Link, SeenType, links_of
from finder.search.results import Result
from finder.search.say import Say

_ONWARD: frozenset[SeenType] = frozenset({"refers_to", "accompanies"})


def onward_links(links: Iterable[Link]) -> tuple[Link, ...]:
    """Of a service's relations those that are a way on."""
    return tuple(link for link in links if link.type in _ONWARD)


@dataclass(frozen=True, slots=True)
class InHand:
    """Nobody, or one service with the ids of its partners."""

    record: ServiceRecord | None = None
    partners: frozenset[str] = frozenset()

    def first(self, results: Iterable[Result], say: Say) -> tuple[Result, ...]:
        """Partners before the others, each with this as its first reason."""
        found = [self._explained(result, say) for result in results]
        return tuple(sorted(found, key=lambda result: result.record.id not in self.partners))

    def _explained(self, result: Result, say: Say) -> Result:
        if self.record is None or result.record.id not in self.partners:
            return result
        return replace(result, why=(say("Arbeitet zusammen mit {service}", service=self.record.name), *result.why))


def in_hand(record: ServiceRecord | None, records: Iterable[ServiceRecord]) -> InHand:
    """``records``: all published ones."""
    if record is None:
        return InHand()
    return InHand(record, frozenset(link.other.id for link in onward_links(links_of(record, records))))
