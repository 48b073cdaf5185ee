"""What the index is asked, and what it answers: codes and numbers only, no words of a page."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from finder.search.index.bits import Mask

NO_PLACE, RESPONSIBLE, OPEN, OTHER = -1, 0, 1, 2
"""Place tiers; NO_PLACE where no place was understood."""

NOTHING, TEXT, TOPIC_DEFAULT, STATED, MAIN = 0, 1, 2, 3, 4
"""Match levels: only words; a topic the service has by its kind; another kind or a stated topic; the main kind."""


@dataclass(frozen=True, slots=True)
class Selection:
    """One question to the index. ``want_*`` score and choose candidates, ``filter_*`` drop (any code within one).

    ``words``: folded free text; ``line``: all words of the line but the place, for services called by their name.
    ``want_organization``: a folded carrier or umbrella. ``languages`` is a wish: known speakers first, services whose
    languages are stated without it are dropped. ``point`` is (lat, lon) in degrees.
    ``place_districts`` and ``place_municipalities`` are the place understood; without districts there are no tiers.
    ``prefer_kinds`` stand first, in this order, where nothing special is asked for; they drop nothing.
    ``doubtful``: something typed was not understood, or only half; it changes no order by itself.
    ``unfit_kinds`` do not take this person: services of nothing but these stand behind.
    ``allowed``: one entry a service, in the index's order (``SearchIndex.records``); ``exclude``: ordinals left out;
    ``ahead``: ordinals that stand first, in this order, whatever else is asked.
    """

    words: tuple[str, ...] = ()
    line: tuple[str, ...] = ()
    want_kinds: tuple[str, ...] = ()
    want_topics: tuple[str, ...] = ()
    want_offices: tuple[str, ...] = ()
    want_organization: str | None = None
    filter_kinds: tuple[str, ...] = ()
    filter_topics: tuple[str, ...] = ()
    filter_districts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    radius_km: float | None = None
    place_districts: tuple[str, ...] = ()
    place_municipalities: tuple[str, ...] = ()
    prefer_kinds: tuple[str, ...] = ()
    unfit_kinds: tuple[str, ...] = ()
    doubtful: bool = False
    drop_foreign_authorities: bool = True
    allowed: Mask | None = field(default=None, compare=False)
    exclude: tuple[int, ...] = ()
    ahead: tuple[int, ...] = ()
    offset: int = 0
    limit: int = 20
    facets: bool = True

    @property
    def concepts(self) -> bool:
        """Whether anything was understood, so that words only refine."""
        return bool(self.want_kinds or self.want_topics or self.want_offices)


@dataclass(frozen=True, slots=True)
class Selected:
    """One page of the answer: ``ordinals`` (in ``SearchIndex.records``) in order, and beside each its place ``tiers``,
    ``distances_km`` (nan where unknown), index of the nearest door (-1 without doors), match ``levels``, and whether
    it ``speaks`` a wanted language (True known, None unknown; None also when nothing was wished).

    ``all_ordinals`` are the first 500 of the whole result. ``facets`` say what choosing a code would keep, for kind,
    topic, language and district: for a language that includes services whose languages nobody stated, for a district
    those that serve all. ``certain`` leaves both out: known speakers, services located there or serving it by name.
    ``asked_kinds``: what the services were looked for as.
    """

    total: int
    ordinals: NDArray[np.int32]
    tiers: NDArray[np.int8]
    distances_km: NDArray[np.float32]
    doors: NDArray[np.int16]
    levels: NDArray[np.uint8]
    speaks: tuple[bool | None, ...]
    facets: dict[str, dict[str, int]]
    certain: dict[str, dict[str, int]]
    all_ordinals: NDArray[np.int32]
    asked_kinds: tuple[str, ...] = ()
