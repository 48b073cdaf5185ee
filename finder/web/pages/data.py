"""The page about the data: what there is, how old, from where, under which terms."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Page, Step


@dataclass(frozen=True, slots=True)
class Count:
    """One row of a table: a word, how many, and the share of all in per cent."""

    text: str
    count: str
    share: int


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
    """Counts over all published services, and the credits. ``atlas``: to what is known where."""

    total: str
    ages: tuple[Count, ...]
    kinds: tuple[Count, ...]
    known: tuple[Count, ...]
    atlas: Step
    source_kinds: tuple[Count, ...]
    credits: tuple[Credit, ...]
    youngest: str | None
