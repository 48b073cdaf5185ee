"""What a visitor keeps on the own device: the page of the list, one service in it, and the page without a network."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Contact, NextWayView, Page, PhoneView, Step
from finder.web.pages.service import DoorView, HoursRow


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
    doors: tuple[DoorView, ...]
    phones: tuple[PhoneView, ...]
    hours: tuple[HoursRow, ...]
    hours_text: str | None
    open_text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflinePage(Page):
    """Shown in place of a page that cannot be fetched and was not kept."""

    crisis: tuple[PhoneView, ...]
    steps: tuple[Step, ...]
