"""The gap atlas: what we know where, what is near, who speaks what, and how old that is."""

from __future__ import annotations

from dataclasses import dataclass

from directory.coverage import State
from finder.web.pages.base import Option, Page, Step
from finder.web.pages.districts import DistrictRow, Shade


@dataclass(frozen=True, slots=True)
class NearRow:
    """One district of the table beside the map. ``doors`` within each radius, or the sign for
    not known; ``stale`` and ``undated``: shares of the
    services known; ``languages`` with the number of services each."""

    district: DistrictRow
    doors: tuple[str, ...]
    stale: str
    undated: str
    languages: str


@dataclass(frozen=True, slots=True)
class StateCell:
    """``text`` is a number, or the sign of a state that is none."""

    text: str
    state: State


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One district; ``cells`` as in the head of the table."""

    district: Step
    cells: tuple[StateCell, ...]


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """Districts by kinds. ``known_in``: in how many districts a kind is known; ``everywhere``: services for the whole
    Land. ``not_known`` and ``confirmed_none`` are the signs."""

    kinds: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    known_in: tuple[str, ...]
    everywhere: tuple[str, ...]
    not_known: str
    confirmed_none: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said, and when, that there is none. ``url`` where the source is an address."""

    district: Step
    kind: str
    said_by: str
    source: str
    url: str | None
    month: str


@dataclass(frozen=True, slots=True)
class UnmetView:
    """``of``: a district or a language; ``searches`` as shown, "10+" for at least ten."""

    quarter: str
    of: str
    kind: str
    searches: str


@dataclass(frozen=True, slots=True)
class UnmetTable:
    """Searches that found nobody: by kind and district, or by kind and language. ``name`` is for the page's anchors."""

    name: str
    title: str
    rows: tuple[UnmetView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtlasPage(Page):
    """``counted``: what the map and the table beside it count; ``legend`` says in words what the shades mean."""

    kinds: tuple[Option, ...]
    tongues: tuple[Option, ...]
    counted: str
    radii: tuple[str, ...]
    rows: tuple[NearRow, ...]
    legend: tuple[Shade, ...]
    coverage: CoverageTable
    coverage_counted: str
    statements: tuple[Statement, ...]
    csv_url: str
    unmet: tuple[UnmetTable, ...] = ()  # only tables with rows
