"""The slip for a client: one sheet of paper in one or two languages, the same for the page, the PDF and the text."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Fields, Option, Page, Step

Lines = tuple[str, ...]  # the same in each language of the sheet


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the sheet, with its own name and the direction of its script."""

    lang: str
    dir: str
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """One text in each language. ``times`` follow it and read from left to right in every one, as does ``law``, the
    same for all; both may be empty."""

    texts: Lines
    times: Lines = ()
    law: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One matter on the sheet. ``shared`` stands once for all languages: names, numbers and addresses.

    ``name`` is for style sheets; ``german`` says that ``shared`` are German words and not mere numbers.
    """

    name: str
    title: Lines = ()
    shared: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    bullets: bool = False
    german: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A service on the sheet. ``url`` is its page in full in the client's language, ``qr`` the path of its picture.

    ``airy``: there is room for more space between the rows.
    """

    id: str
    name: str
    organization: str | None
    kinds: Lines
    rows: tuple[Row, ...]
    url: str
    qr: str
    airy: bool = False


@dataclass(frozen=True, slots=True)
class SheetCode:
    """The code that a slip reports back by. ``says`` to the client what it is not, ``enter`` where staff enters it."""

    shown: str
    says: Lines
    enter: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper: one service with all that fits, or up to five in short. The client's language stands first.

    ``dir`` is the client's: the first column stands where that language begins.
    """

    tongues: tuple[Tongue, ...]
    dir: str
    entries: tuple[Entry, ...]
    stamp: Lines
    scan: Lines
    day: Lines
    code: SheetCode | None = None


@dataclass(frozen=True, slots=True)
class CodeForm:
    """Asks for a slip with a code. ``fields`` carry the choices along; one of the ``givers`` may be named."""

    action: str
    fields: Fields
    givers: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """What can be had with the code that the page shows; by posting, so that no address holds it."""

    pdf: Step | None
    text: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPage(Page):
    """``ids`` travel with the choices; ``pdf`` and ``text`` are None where they are not offered."""

    sheet: Sheet
    ids: tuple[str, ...]
    tongues_offered: tuple[Option, ...]  # empty where the page's own language is the client's
    deadlines_offered: tuple[Option, ...]
    sensitive: bool
    pdf: str | None
    text: str | None
    release: Step
    back: Step | None
    code_form: CodeForm | None = None
    coded: Coded | None = None
