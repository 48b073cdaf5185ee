"""The booklet of a district: all of its services on paper, in one or two languages."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Option, Page, Step
from finder.web.pages.slip import Entry, Lines, Row, Tongue


@dataclass(frozen=True, slots=True)
class Line:
    """A crisis line: its number once, the rest in each language."""

    number: str
    name: Lines
    facts: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The services of one kind: ``here`` with a place in the district, ``also`` responsible from elsewhere.

    ``warnings`` are those that hold for each of them, said once.
    """

    code: str
    title: Lines
    does: Lines
    warnings: tuple[Row, ...]
    here: tuple[Entry, ...]
    also: tuple[Entry, ...]

    @property
    def count(self) -> int:
        return len(self.here) + len(self.also)


@dataclass(frozen=True, slots=True)
class Booklet:
    """The paper. ``dir`` is that of its first language; ``elsewhere`` stands above the services that are not here."""

    tongues: tuple[Tongue, ...]
    dir: str
    name: str
    title: Lines
    known: Lines
    day: Lines
    contents: Lines
    at_once: Lines
    elsewhere: Lines
    doubt: Lines
    crisis: tuple[Line, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletPage(Page):
    """``pdf`` is None where none can be made."""

    book: Booklet
    tongues_offered: tuple[Option, ...]
    pdf: str | None
    back: Step
