"""All services of a district -> the booklet, grouped by kind, with the crisis numbers before everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlencode

from directory.contacts import format_phone
from directory.crisis_lines import CrisisRow, lines, needs
from directory.records import ServiceRecord
from directory.vocabulary import kinds, text_in
from finder.search.explain import shown_door
from finder.search.next_best_way import NextWays
from finder.web.languages import DEFAULT
from finder.web.making.crisis_page import MIDWEEK
from finder.web.making.district import services_of
from finder.web.making.frame import frame
from finder.web.making.items import languages_text
from finder.web.making.notices import warnings
from finder.web.making.places import district_name, district_step
from finder.web.making.side_by_side import Voices, each, tongues
from finder.web.making.slip import Around, tongues_offered
from finder.web.making.slip_contact import contact
from finder.web.making.slip_rows import times
from finder.web.pages.booklet import Booklet, BookletPage, Group, Line
from finder.web.pages.slip import Entry, Lines, Row, Said
from finder.web.wording.voice import Voice

BOOKLET, PDF = "booklet", "booklet.pdf"
MOST_PLACES = 4  # of one service


def booklet(key: str, records: Sequence[ServiceRecord], voices: Voices, now: datetime, around: Around) -> Booklet:
    """``key`` must be one of our districts."""
    here, also = services_of(key, records)
    n, name = len(here) + len(also), district_name(key)
    return Booklet(
        tongues=tongues(voices),
        dir=voices[0].page_language.dir,
        name=name,
        title=each(voices, lambda voice: voice("Beratung und Hilfe")),
        known=each(
            voices, lambda voice: voice.plural("Wir kennen hier {n} Angebot.", "Wir kennen hier {n} Angebote.", n)
        ),
        day=each(voices, lambda voice: voice("Ausgedruckt am {date}", date=voice.translation.day(now.date()))),
        contents=each(voices, lambda voice: voice("Inhalt")),
        at_once=each(voices, lambda voice: voice("Hilfe sofort")),
        elsewhere=each(voices, lambda voice: voice("Auch zuständig, aber an einem anderen Ort:")),
        doubt=each(voices, lambda voice: voice("Rufen Sie vorher an: Manche Angaben sind alt.")),
        crisis=tuple(_crisis(voices)),
        groups=tuple(_groups(key, here, also, voices, around)),
    )


def booklet_page(key: str, book: Booklet, voice: Voice, client: str | None, *, pdf: bool) -> BookletPage:
    """``voice`` speaks the page around the paper."""
    path = f"/district/{key}/{BOOKLET}"
    query = f"?{urlencode([('with', client)])}" if client else ""
    return BookletPage(
        **frame(voice, f"{voice('Beratung und Hilfe')}: {book.name}", path),
        book=book,
        tongues_offered=tongues_offered(client, voice) if voice.language == DEFAULT else (),
        pdf=f"/{voice.language}/district/{key}/{PDF}{query}" if pdf else None,
        back=district_step(key, voice.language),
    )


def _crisis(voices: Voices) -> Iterator[Line]:
    """In the order that fits the first language: who speaks it stands before who does not."""
    client = voices[0].language
    found = [lines(needs(), MIDWEEK, client, voice.language) for voice in voices]
    for rows in sorted(zip(*found, strict=True), key=lambda rows: not rows[0].emergency):
        facts = (tuple(row.when for row in rows), tuple(row.note for row in rows))
        yield Line(_number(rows[0]), tuple(row.name for row in rows), tuple(fact for fact in facts if any(fact)))


def _number(row: CrisisRow) -> str:
    return format_phone(row.number)


def _groups(
    key: str, here: list[ServiceRecord], also: list[ServiceRecord], voices: Voices, around: Around
) -> Iterator[Group]:
    for code, kind in kinds().items():
        inside, outside = ([r for r in among if r.kind == code] for among in (here, also))
        if not inside and not outside:
            continue
        common = _common([*inside, *outside], voices)
        yield Group(
            code=code,
            title=each(voices, lambda voice, code=code: voice.kind(code)),  # type: ignore[misc]
            does=each(voices, lambda voice, kind=kind: text_in(kind.does, voice.language)),  # type: ignore[misc]
            warnings=(Row("warning", said=tuple(map(Said, common))),) if common else (),
            here=tuple(_entry(r, key, common, voices, around) for r in inside),
            also=tuple(_entry(r, key, common, voices, around) for r in outside),
        )


def _warned(record: ServiceRecord, voices: Voices) -> tuple[Lines, ...]:
    return tuple(zip(*(warnings(record, voice) for voice in voices), strict=True))


def _common(records: list[ServiceRecord], voices: Voices) -> tuple[Lines, ...]:
    """What must be said of every one of them."""
    warned = [_warned(record, voices) for record in records]
    return tuple(said for said in warned[0] if all(said in other for other in warned))


def _entry(record: ServiceRecord, key: str, common: tuple[Lines, ...], voices: Voices, around: Around) -> Entry:
    path = f"/{voices[0].language}/service/{record.id}"
    return Entry(
        id=record.id,
        name=record.name,
        organization=record.organization if record.organization != record.name else None,
        kinds=each(voices, lambda voice: " · ".join(voice.kind_words(record.kinds, record.office))),
        rows=tuple(_rows(record, key, common, voices, around.ways)),
        url=around.origin + path if around.origin else "",
        qr="",
    )


def _rows(record: ServiceRecord, key: str, common: tuple[Lines, ...], voices: Voices, ways: NextWays) -> Iterator[Row]:
    own = tuple(Said(said) for said in _warned(record, voices) if said not in common)
    if own:
        yield Row("warning", said=own)
    main = shown_door(record, key)
    yield from contact(record, main, voices, ways)
    if record.email and (record.phones or any(door.phones for door in record.doors)):
        yield Row("mail", each(voices, lambda voice: voice("E-Mail")), shared=(record.email,))
    if record.restricted and record.target_group:
        yield Row("who", each(voices, lambda voice: voice("Für wen")), shared=(record.target_group,), german=True)
    for door in [door for door in record.doors if door.district == key][:MOST_PLACES] or filter(None, [main]):
        name = door.name if door.name != record.name else None
        shared = tuple(part for part in (name, door.address) if part)
        if shared:
            yield Row("address", each(voices, lambda voice: voice("Adresse")), shared=shared, german=True)
        yield from times(door, voices)
    if main is None:
        yield from times(record, voices)
    facts = each(voices, lambda voice: f"{languages_text(record, voice)}. {voice.as_of(record.as_of)}.")
    yield Row("age", said=(Said(facts),))
