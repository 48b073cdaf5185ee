"""The question "what comes next?": what was asked, and what that alone tells about the person."""

from __future__ import annotations

from dataclasses import dataclass

from directory.referrals import About, network
from directory.situations import situations
from directory.vocabulary import kinds
from finder.search.query import PlaceMeant


@dataclass(frozen=True, slots=True)
class NextQuery:
    """What was asked. ``service``: the id of the one in hand, whose own partners are named first. ``age`` in whole
    years and ``status`` are what the visitor said: by POST only, kept nowhere."""

    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    situation: str | None = None
    near: PlaceMeant | None = None
    ui: str = "de"
    service: str | None = None
    age: int | None = None
    status: str | None = None

    @property
    def status_meant(self) -> str | None:
        """What was said; else what follows from the topics: whoever asks about "without papers" has none."""
        found = (one.status for one in self._about(self._topics()) if one.status)
        return self.status or next(found, None)

    @property
    def needs(self) -> tuple[str, ...]:
        """Needs of crisis.toml whose numbers stand above the steps: of the situation, else of topics and kinds."""
        situation = situations()[self.situation] if self.situation else None
        if situation and situation.crisis:
            return (situation.crisis,)
        of_kinds = tuple(code for kind in self.kinds for code in kinds()[kind].topics[:1])
        return tuple(dict.fromkeys(one.crisis for one in self._about((*self.topics, *of_kinds)) if one.crisis))

    def _topics(self) -> tuple[str, ...]:
        return (*self.topics, *(situations()[self.situation].topics if self.situation else ()))

    @staticmethod
    def _about(codes: tuple[str, ...]) -> list[About]:
        known = network().about
        return [known[code] for code in codes if code in known]
