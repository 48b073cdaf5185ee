"""The page of one district: who is known there, and what is not known to us."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Page, Step
from finder.web.pages.districts import DistrictRow
from finder.web.pages.results import Item


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The services of one kind. ``here`` have a door in the district, ``also`` serve it from elsewhere."""

    code: str
    icon: str
    text: str
    here: tuple[Item, ...]
    also: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictPage(Page):
    """``missing`` are kinds of which no service is known to us: that is not "does not exist"."""

    key: str
    name: str
    summary: str
    groups: tuple[KindGroup, ...]
    missing: tuple[Step, ...]
    neighbours: tuple[DistrictRow, ...]
    all_districts: Step
    pins: str | None
