"""All districts: a list by name, and the map that shows it again."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Page, Step


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One district in a list. ``level`` is its shade on the map (1 to 4, "unknown", or None for none), ``label`` what
    the map writes there, ``known`` the number of services in words."""

    key: str
    step: Step
    known: str
    label: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Shade:
    """One line of the legend; ``example`` is a number as the map may show it."""

    level: str
    example: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictsPage(Page):
    """``rows`` by name; ``legend`` says what the shades mean, in words."""

    total: str
    rows: tuple[DistrictRow, ...]
    legend: tuple[Shade, ...]
    atlas: Step
