"""The list in a frame on another site, and the page that shows how to get it there."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Machine, Option, Page, Step
from finder.web.pages.results import Item


@dataclass(frozen=True, slots=True)
class FramedList:
    """Lean: no header, no search. ``more`` leads to the whole answer on our own site; ``wrong`` says what was not
    understood, and then there is no list. ``keep`` is False where the kind asked for is nobody's business."""

    lang: str
    dir: str
    title: str
    languages: tuple[Step, ...]
    machine: Machine | None
    items: tuple[Item, ...] = ()
    total: str = ""
    more: Step | None = None
    wrong: str | None = None
    keep: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage(Page):
    """``snippet`` is what to copy; ``frame`` the address of the preview. ``off``: the operator allows no frames."""

    districts: tuple[Option, ...]
    kinds: tuple[Option, ...]
    tongues: tuple[Option, ...]
    frame: str
    frame_title: str
    snippet: str
    off: bool
