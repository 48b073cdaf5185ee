"""The page of the numbers to call at once."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Page, Step
from finder.web.pages.results import CrisisItem


@dataclass(frozen=True, slots=True)
class CrisisGroup:
    """Lines for one need; each line stands once on the page, where it fits best. ``ways`` lead to services."""

    name: str
    heading: str
    lines: tuple[CrisisItem, ...]
    ways: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisPage(Page):
    """``urgent`` are 112 and 110. ``checked``: whether an operator has called or checked every line."""

    urgent: tuple[CrisisItem, ...]
    groups: tuple[CrisisGroup, ...]
    as_of: str
    checked: bool
