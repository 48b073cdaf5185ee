"""The page of answers."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from finder.search.results import ServesPlace
from finder.web.pages.base import Contact, Fields, NextWayView, Page, PhoneView, Step
from finder.web.pages.eligibility import Fit, PersonForm


@dataclass(frozen=True, slots=True)
class Item:
    """One service in the list. ``number`` ties it to its pin on the map."""

    number: int
    id: str
    url: str
    name: str
    icon: str
    kinds: str
    organization: str | None
    place: str | None
    why: tuple[str, ...]
    tier: ServesPlace
    contact: Contact
    languages: str | None
    as_of: str
    stale: bool
    open_text: Markup | None
    next_way: NextWayView | None = None
    sensitive: bool = False  # warn before it is kept on the device
    fit: Fit | None = None  # whether it takes this person, where something was said about them
    slip: Step | None = None  # to the paper for the client, where one may be wanted


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Services that stand alike to the place asked for; ``heading`` is None where no place was understood."""

    tier: ServesPlace
    heading: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class CrisisItem:
    """A line to call at once."""

    name: str
    phone: PhoneView
    languages: str | None
    hours: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question back, with a step for each answer."""

    text: str
    options: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter value. ``count`` as the whole result has it."""

    value: str
    text: str
    count: int
    chosen: bool
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: ``many`` shows check boxes, else a list to pick one from."""

    name: str
    text: str
    choices: tuple[Choice, ...]
    many: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """One form. ``fields`` are sent along unseen; ``post`` as the page itself was answered."""

    url: str
    post: bool
    fields: Fields
    facets: tuple[Facet, ...]
    open_now: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Where we are and the ways on."""

    text: str
    previous: Step | None
    next: Step | None


@dataclass(frozen=True, slots=True)
class Paper:
    """Shown in print only: the day, and where the list can be found again; nothing of a sensitive search."""

    printed: str
    url: str | None = None
    qr: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsPage(Page):
    """``missed`` says what was not found where nothing of the line was understood: then it is the heading, but never
    the title, which a browser's history keeps. ``parts`` is "searched as", each with the step that removes it; ``pins``
    is JSON for map.js, or None."""

    total: str
    missed: str
    empty: bool
    parts: tuple[Step, ...]
    told: tuple[Step, ...]  # what was said about the person, each with the step that removes it
    person: PersonForm | None  # the voluntary question; None where no answer would change anything
    corrected: str | None
    questions: tuple[Question, ...]
    crisis: tuple[CrisisItem, ...]
    relaxed: tuple[str, ...]
    groups: tuple[ItemGroup, ...]
    call_first: bool
    filters: Filters
    pager: Pager | None
    share: Step | None
    pins: str | None
    focus: str | None  # the map opens on this box ("south west north east"), else on all pins
    outside: str | None  # the visitor's own position lies outside the Land
    near_fields: Fields  # the search without its place, for "near me"
    near_first: bool  # offered above the answers, since no place was meant; else among the filters
    paper: Paper
    ways_out: tuple[Step, ...]  # wider searches, where nothing was found
