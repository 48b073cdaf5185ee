"""The page of what comes next: a choice of situations, or the steps from one."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Fields, Page, Step
from finder.web.pages.results import CrisisItem, Item


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """``time`` such as "2 Wochen", empty where the law has changed; ``source`` None where none is confirmed;
    ``ask``: do not rely on it."""

    what: str
    time: str
    source: str | None
    ask: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """One step. ``instead`` is said where nobody is known for it here and ``items`` hold who knows further; ``notice``
    stands beside its deadlines, empty where they all stand above."""

    icon: str
    kind: str
    reason: str
    mode: str
    deadlines: tuple[DeadlineView, ...]
    notice: str
    bring: tuple[str, ...]
    source: str | None
    instead: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps of one time: now, next, beside."""

    when: str
    heading: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class PlaceForm:
    """Asks for the place. ``fields`` are sent along unseen; ``near`` as it was typed; ``error`` what was wrong."""

    url: str
    fields: Fields
    near: str
    place: str | None
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPage(Page):
    """``choices`` are the situations, where none was chosen; else the rest speaks of the one chosen."""

    asked: str | None
    choices: tuple[Step, ...]
    crisis: tuple[CrisisItem, ...]
    deadlines: tuple[DeadlineView, ...]
    notice: str
    groups: tuple[StepGroup, ...]
    form: PlaceForm | None
    again: Step
    ways: tuple[Step, ...]
