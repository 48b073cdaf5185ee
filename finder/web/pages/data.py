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


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One district; ``cells`` as in the head of the table: a number, or a sign for what is not known to us."""

    district: Step
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """Districts by kinds. ``known_in`` is the last line: in how many districts a kind is known."""

    kinds: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    known_in: tuple[str, ...]
    not_known: str
    confirmed_none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage(Page):
    """Counts over all published services, and the credits."""

    total: str
    ages: tuple[Count, ...]
    kinds: tuple[Count, ...]
    known: tuple[Count, ...]
    coverage: CoverageTable
    source_kinds: tuple[Count, ...]
    credits: tuple[Credit, ...]
    youngest: str | None
