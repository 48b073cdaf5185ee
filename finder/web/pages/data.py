"""The page about the data: what there is, how old, from where, under which terms."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Page, Step


@dataclass(frozen=True, slots=True)
class Count:
    """One row of a table: a word, how many, the share of all in per cent, and how many of each age."""

    text: str
    count: str
    share: int
    ages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DistrictHealth:
    """How well one district is known: ``district`` is its page, None for services of no district; ``shares`` in per
    cent, ``ages`` and ``sources`` as numbers, all in the order of the page's heads."""

    district: Step | None
    services: str
    shares: tuple[int, ...]
    ages: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """A source that wants to be named."""

    name: str
    used_for: str
    url: str
    licence: str
    licence_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage(Page):
    """Counts over all published services, in all and by district; the credits. ``atlas``: to what is known where."""

    total: str
    ages: tuple[Count, ...]
    age_heads: tuple[str, ...]
    kinds: tuple[Count, ...]
    known: tuple[Count, ...]
    districts: tuple[DistrictHealth, ...]
    source_heads: tuple[str, ...]
    confirmed: str | None  # how many services stand behind their own facts
    atlas: Step
    source_kinds: tuple[Count, ...]
    credits: tuple[Credit, ...]
    downloads: tuple[Step, ...]
    youngest: str | None
