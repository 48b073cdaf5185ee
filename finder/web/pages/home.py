"""The page to start from."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Page, PhoneView, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """``doors`` are the six main kinds, ``more`` the others; ``districts`` all 36 by name,
    ``on_a_map`` the way to them on a map, ``everything`` to all services,
    ``onward`` to situations and for volunteers."""

    doors: tuple[Step, ...]
    more: tuple[Step, ...]
    districts: tuple[Step, ...]
    on_a_map: Step
    everything: Step
    onward: tuple[Step, ...]
    crisis: tuple[PhoneView, ...]
    services_count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosePage(Page):
    """``/``: the search in the language that the browser asked for, and a way to each other one."""
