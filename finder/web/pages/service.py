"""The page of one service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from finder.web.pages.base import Contact, NextWayView, Page, PhoneView, Step
from finder.web.pages.eligibility import Admission
from finder.web.pages.relations import RelationGroup, RelationView


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One line of the table of hours; ``times`` such as "09:00–12:00", empty for a closed day."""

    day: str
    times: str


@dataclass(frozen=True, slots=True)
class RouteView:
    """The way to a door. ``directions`` leads to another site; ``app`` is a geo: link, only for exact positions."""

    directions: str
    app: str | None


@dataclass(frozen=True, slots=True)
class DoorView:
    """A place to go to. ``hours_text`` is the source's wording, shown where no table can be made. ``address_as_of`` and
    ``hours_as_of`` only where they are not as old as the page says of the whole."""

    name: str | None
    address: str | None
    street_known: bool
    district: Step | None
    outreach: bool
    phones: tuple[PhoneView, ...]
    hours: tuple[HoursRow, ...]
    hours_text: str | None
    open_text: Markup | None
    holiday_note: Markup | None = None
    route: RouteView | None = None
    address_as_of: str | None = None
    hours_as_of: str | None = None


@dataclass(frozen=True, slots=True)
class FactSource:
    """Which facts came from where, and how old that is."""

    facts: str
    url: str | None
    host: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence to say in German; ``own`` is the same in the page's language, None on German pages."""

    german: str
    own: str | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A short mail in both languages; ``mailto`` opens it in the visitor's own program."""

    german: str
    own: str | None
    mailto: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What to say or to write. ``foreign``: the page is in another language, so the German stands open beside it."""

    heading: str
    phrases: tuple[Phrase, ...]
    letter: Letter | None
    foreign: bool


@dataclass(frozen=True, slots=True)
class ShareView:
    """``url`` of this page in full, ``qr``, ``card``, ``message`` and ``slip`` as paths, ``text`` as the message has
    it."""

    url: str
    qr: str
    card: str
    message: str
    slip: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage(Page):
    """``best`` is the largest thing on the page. Whatever is None is not known and said to be so."""

    id: str
    sensitive: bool  # warn before it is kept on the device
    name: str
    icon: str
    kinds: tuple[str, ...]
    kind_assumed: bool
    does: str
    who: str
    does_not: str
    organization: str | None
    german: Step | None  # the same page for somebody who reads German; None on German pages
    best: Contact
    best_note: str | None
    call_first: bool
    next_way: NextWayView | None
    onward: Step  # what comes next, from this kind of service
    partners: tuple[RelationGroup, ...]  # whom it works with
    neighbours: tuple[RelationView, ...]  # who is in the same house
    route: RouteView | None  # to the main door
    open_now: Markup | None  # of the main door, or of the service where it has none
    saying: Saying | None
    share: ShareView
    printed: str
    as_of: str
    warnings: tuple[str, ...]
    notices: tuple[str, ...]
    topics: tuple[str, ...]
    topics_dropped: tuple[str, ...]  # usual for its kind, but not here
    topics_text: str | None
    target_group: str | None
    access_text: str | None
    admission: Admission
    intake: str | None
    spoken: tuple[str, ...]
    from_home: tuple[str, ...]  # channels that need no journey
    on_site: tuple[str, ...]
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
    open_text: Markup | None
    holiday_note: Markup | None
    sources: tuple[FactSource, ...]
    report: Step
    pins: str | None
    dates: Mapping[str, str]  # group of directory.freshness -> its date, where that is not ``as_of``
    confirmed: bool  # the service itself has confirmed something
