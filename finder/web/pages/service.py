"""The page of one service."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Contact, NextWayView, Page, PhoneView, Step


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One line of the table of hours; ``times`` such as "09:00–12:00", empty for a closed day."""

    day: str
    times: str


@dataclass(frozen=True, slots=True)
class DoorView:
    """A place to go to. ``hours_text`` is the source's wording, shown where no table can be made."""

    name: str | None
    address: str | None
    street_known: bool
    district: Step | None
    outreach: bool
    phones: tuple[PhoneView, ...]
    hours: tuple[HoursRow, ...]
    hours_text: str | None
    open_text: str | None


@dataclass(frozen=True, slots=True)
class FactSource:
    """Which facts came from where, and how old that is."""

    facts: str
    url: str | None
    host: str
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage(Page):
    """``best`` is the largest thing on the page. Whatever is None is not known and said to be so."""

    name: str
    icon: str
    kinds: tuple[str, ...]
    kind_assumed: bool
    does: str
    who: str
    does_not: str
    organization: str | None
    best: Contact
    best_note: str | None
    call_first: bool
    next_way: NextWayView | None
    as_of: str
    warnings: tuple[str, ...]
    notices: tuple[str, ...]
    topics: tuple[str, ...]
    topics_text: str | None
    target_group: str | None
    access_text: str | None
    intake: str | None
    spoken: tuple[str, ...]
    channels: tuple[str, ...]
    area: str
    area_assumed: bool
    areas: tuple[Step, ...]
    areas_text: str | None
    doors: tuple[DoorView, ...]
    phones: tuple[PhoneView, ...]
    email: str | None
    website: str | None
    website_host: str | None
    hours: tuple[HoursRow, ...]
    hours_text: str | None
    open_text: str | None
    sources: tuple[FactSource, ...]
    report: Step | None
    pins: str | None
