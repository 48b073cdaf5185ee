"""The page for volunteers."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Page, Step
from finder.web.pages.next_steps import DeadlineView


@dataclass(frozen=True, slots=True)
class PrincipleView:
    """What holds always, with its source."""

    text: str
    source: str | None


@dataclass(frozen=True, slots=True)
class AdviceView:
    """One topic; ``call`` leads to those who take over."""

    id: str
    heading: str
    may: str
    may_not: str
    not_down: str
    call: tuple[Step, ...]
    deadlines: tuple[DeadlineView, ...]
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteersPage(Page):
    """``notice`` stands beside deadlines."""

    principles: tuple[PrincipleView, ...]
    advice: tuple[AdviceView, ...]
    notice: str
    onward: Step
