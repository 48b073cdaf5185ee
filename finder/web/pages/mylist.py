"""What a visitor keeps on the own device: the page of the list, one service in it, and the page without a network."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from finder.web.pages.base import Contact, NextWayView, Page, PhoneView, Step
from finder.web.pages.service import HoursRow


@dataclass(frozen=True, slots=True)
class KeptDistrict:
    """A district whose page may be kept; the browser shows those that are."""

    key: str
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class MyListPage(Page):
    """The same for everyone: what is on the list only the browser knows."""

    home: Step
    districts: tuple[KeptDistrict, ...]


@dataclass(frozen=True, slots=True)
class CardTimes:
    """When somebody is there; ``hours_text`` is the source's wording, shown where no table can be made."""

    hours: tuple[HoursRow, ...]
    hours_text: str | None
    open_text: Markup | None
    holiday_note: Markup | None


@dataclass(frozen=True, slots=True)
class CardDoor:
    """A place to go to. ``phones`` are those besides the one that stands large on the card."""

    name: str | None
    address: str | None
    street_known: bool
    outreach: bool
    phones: tuple[PhoneView, ...]
    times: CardTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage(Page):
    """One service, as short as a slip of paper: who, where, when. ``sensitive``: warn before it is kept."""

    url: str
    name: str
    icon: str
    kinds: str
    organization: str | None
    sensitive: bool
    best: Contact
    next_way: NextWayView | None
    as_of: str
    warnings: tuple[str, ...]
    doors: tuple[CardDoor, ...]
    phones: tuple[PhoneView, ...]
    times: CardTimes | None  # of the service, where it has no door


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflinePage(Page):
    """Shown in place of a page that cannot be fetched and was not kept."""

    crisis: tuple[PhoneView, ...]
    steps: tuple[Step, ...]
