"""Services -> the slip: a sheet for one of them with all that fits on A4 in large print, or for up to five in short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from directory.deadlines import Deadline
from directory.records import ServiceRecord
from directory.vocabulary import text_in
from finder.search.next_best_way import NextWays
from finder.web.languages import DEFAULT, LANGUAGES
from finder.web.making.frame import frame
from finder.web.making.sharing import SLIP
from finder.web.making.side_by_side import Voices, each, tongues
from finder.web.making.slip_code import PDF, TEXT, sheet_code
from finder.web.making.slip_contact import contact, contact_in_full
from finder.web.making.slip_deadlines import deadlines_for
from finder.web.making.slip_fit import fitted
from finder.web.making.slip_kinds import kinds_said
from finder.web.making.slip_rows import rows
from finder.web.pages.base import Option, Step
from finder.web.pages.slip import Entry, Row, Sheet, SlipPage
from finder.web.sensitive import is_sensitive_service
from finder.web.wording.voice import Voice

MOST, FEW = 5, 3  # services on one sheet; so few that there is room for whom to call instead


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a slip says: the client's language (None: none chosen) and the deadline on it."""

    client: str | None = None
    deadline: Deadline | None = None

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        pairs = (("with", self.client), ("deadline", self.deadline.id if self.deadline else None))
        return tuple((name, value) for name, value in pairs if value)


@dataclass(frozen=True, slots=True)
class Around:
    """What a slip needs of the site: whom to ask instead, the public address, whether a PDF can be made."""

    ways: NextWays
    origin: str
    pdf: bool


def sheet(
    records: Sequence[ServiceRecord], asked: Asked, voices: Voices, now: datetime, around: Around, code: str = ""
) -> Sheet:
    """The paper; one record gets all of its rows. ``code`` is printed where there is one."""
    return Sheet(
        tongues=tongues(voices),
        dir=voices[0].page_language.dir,
        entries=tuple(_entry(r, asked, voices, now, around, of=len(records)) for r in records),
        stamp=each(voices, lambda voice: voice("Stempel der Beratungsstelle")),
        scan=each(voices, lambda voice: voice("Mehr im Internet")),
        day=each(voices, lambda voice: voice("Ausgedruckt am {date}", date=voice.translation.day(now.date()))),
        code=sheet_code(code, voices, around.origin) if code else None,
    )


def _entry(record: ServiceRecord, asked: Asked, voices: Voices, now: datetime, around: Around, *, of: int) -> Entry:
    path = f"/{voices[0].language}/service/{record.id}"
    short = of > 1
    found = (
        _short(record, voices, around, few=of <= FEW)
        if short
        else rows(record, asked.deadline, voices, around.ways, now)
    )
    entry = Entry(
        id=record.id,
        name=record.name,
        organization=record.organization if record.organization != record.name and not short else None,
        kinds=kinds_said(record, voices),
        rows=tuple(found),
        url=around.origin + path,
        qr=f"{path}/qr.svg",
    )
    return entry if short else fitted(entry)


def _short(record: ServiceRecord, voices: Voices, around: Around, *, few: bool) -> Iterable[Row]:
    """For a sheet of several: how to reach it, and where it is."""
    door = record.main_door
    yield from (contact_in_full if few else contact)(record, door, voices, around.ways)
    if door is not None and door.address:
        yield Row("address", shared=(door.address,), german=True)


def slip_page(
    records: Sequence[ServiceRecord],
    asked: Asked,
    voice: Voice,
    voices: Voices,
    now: datetime,
    around: Around,
    code: str = "",
) -> SlipPage:
    """``voice`` speaks the page around the paper, ``voices`` the paper."""
    one = records[0] if len(records) == 1 else None
    path = f"/service/{one.id}/{SLIP}" if one else f"/{SLIP}?{urlencode([('id', r.id) for r in records])}"
    query = f"?{urlencode(asked.query)}" if asked.query else ""
    return SlipPage(
        **frame(voice, voice("Zettel zum Mitgeben"), path),
        sheet=sheet(records, asked, voices, now, around, code),
        ids=() if one else tuple(record.id for record in records),
        tongues_offered=tongues_offered(asked.client, voice) if voice.language == DEFAULT else (),
        deadlines_offered=_deadlines(one, asked, voice, now.date()) if one else (),
        sensitive=any(is_sensitive_service(record) for record in records),
        pdf=f"/{voice.language}/service/{one.id}/{PDF}{query}" if one and around.pdf else None,
        text=f"/{voice.language}/service/{one.id}/{TEXT}{query}" if one else None,
        release=Step(voice("Vorlage: Schweigepflicht-Entbindung"), _release(asked, voice)),
        back=Step(one.name, f"/{voice.language}/service/{one.id}", lang=DEFAULT) if one else None,
    )


def _release(asked: Asked, voice: Voice) -> str:
    return f"/{voice.language}/release" + (f"?with={asked.client}" if asked.client else "")


def tongues_offered(client: str | None, voice: Voice) -> tuple[Option, ...]:
    """Every language of the pages, by its own name."""
    german = Option("", voice("Nur Deutsch"), client is None)
    others = (language for code, language in LANGUAGES.items() if code != DEFAULT)
    return (german, *(Option(o.code, o.own_name, o.code == client, o.code, o.dir) for o in others))


def _deadlines(record: ServiceRecord, asked: Asked, voice: Voice, today: date) -> tuple[Option, ...]:
    """Those that bring people there, and the one that was asked for; none, no select."""
    fitting = dict.fromkeys((*deadlines_for(record, today), *filter(None, (asked.deadline,))))
    none = Option("", voice("Keine Frist"), asked.deadline is None)
    chosen = (Option(row.id, text_in(row.what, voice.language), row == asked.deadline) for row in fitting)
    return (none, *chosen) if fitting else ()
