"""What every page has, and the small parts that several pages share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from finder.web.pages.head import Head

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to choose that leads on: a link, or (``fields`` given) a form that posts, out of any URL."""

    text: str
    url: str
    fields: Fields | None = None
    count: int | None = None
    icon: str | None = None
    current: bool = False
    lang: str | None = None  # of the text, where it is not the page's
    dir: str | None = None  # with ``lang``; left to right if not given


@dataclass(frozen=True, slots=True)
class PhoneView:
    """``href`` for the tel: link, ``shown`` as people write it, ``note`` what the number is for."""

    href: str
    shown: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """The best known way to reach somebody. ``means``: phone, mail, web, or none."""

    means: Literal["phone", "mail", "web", "none"]
    href: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class NextWayView:
    """Whom to ask where a service cannot be reached; ``why`` is the sentence before it."""

    why: str
    step: Step
    contact: Contact


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a select; ``lang`` and ``dir`` of its text, where it is not the page's."""

    value: str
    text: str
    chosen: bool
    lang: str | None = None
    dir: str | None = None


@dataclass(frozen=True, slots=True)
class Machine:
    """That a machine translated the page, and the step to the German original."""

    text: str
    german: Step


@dataclass(frozen=True, slots=True)
class Page:
    """The frame around every page. ``title`` stands in the tab and, unless a page says otherwise, as its heading."""

    lang: str
    dir: str
    title: str
    languages: tuple[Step, ...]
    head: Head
    machine: Machine | None = None
    q: str = ""  # what stands in the search field
    quick_exit: bool = False
    keep: bool = True  # False: no-store and no indexing, since it answers something private
    links: tuple[Step, ...] = field(default=())  # of header and footer, the start page first, help last
    about: tuple[Step, ...] = field(default=())  # of the footer: who is behind this, and what the law asks for
    emergency: tuple[PhoneView, ...] = field(default=())  # 110 and 112, in the footer of every page
