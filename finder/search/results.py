"""The answer: one object that both the page and the JSON read, so that they can never tell different stories."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from directory.eligibility import Verdict
from directory.records import Door, Intake, ServiceRecord
from finder.search.query import SearchQuery, Understood

ServesPlace = Literal["responsible", "open", "other", "unknown"]
OpenState = Literal["open", "closed", "appointment", "temporarily_closed", "unknown"]
Freshness = Literal["fresh", "ageing", "stale", "undated"]
Answer = Literal["yes", "no", "ask"]


@dataclass(frozen=True, slots=True)
class Result:
    """One service as an answer to one query. ``door`` is the place shown: the nearest to the place asked for."""

    record: ServiceRecord
    door: Door | None
    serves_place: ServesPlace
    distance_km: float | None
    open_state: OpenState
    freshness: Freshness
    eligibility: Answer
    why: tuple[str, ...]  # reasons in the page's language
    intake: Intake = "unknown"  # as it holds on this day
    speaks_wanted: bool | None = None  # True known, None unknown; None also when nothing was wished
    verdict: Verdict | None = None  # behind ``eligibility``; None where nothing was said about the person


@dataclass(frozen=True, slots=True)
class Pin:
    """A service on the map; light, since the whole result is shown there and not only one page of it."""

    record: ServiceRecord
    door: Door


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A number to call at once. ``hours`` is OSM text, empty where not known; ``when`` the same in words."""

    name: str
    phone: str
    languages: tuple[str, ...]
    hours: str
    note: str | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    query: SearchQuery
    understood: Understood
    crisis: tuple[CrisisLine, ...]
    total: int
    relaxed: tuple[str, ...]
    facets: dict[str, dict[str, int]]  # kind, topic, language, district -> code -> count
    results: tuple[Result, ...]
    pins: tuple[Pin, ...] = field(default=())  # for the map: the first 500 of the whole result
