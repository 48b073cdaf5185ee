"""A service as one entry of a list."""

from __future__ import annotations

from datetime import datetime

from directory.provenance import Freshness, freshness
from directory.records import Door, ServiceRecord
from finder.search.explain import shown_door
from finder.search.next_best_way import NextWays
from finder.search.opening import open_state
from finder.search.results import OpenState, Result, ServesPlace
from finder.web.making.frame import best_contact
from finder.web.making.next_way import next_way
from finder.web.making.places import door_place
from finder.web.pages.results import Item
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

OPEN_WORDS: dict[OpenState, str | None] = {
    "open": later("Jetzt geöffnet"),
    "closed": later("Jetzt geschlossen"),
    "appointment": later("Nur mit Termin"),
    "temporarily_closed": later("Vorübergehend geschlossen"),
    "unknown": None,
}
OLD_OPEN = later("Nach alten Angaben jetzt geöffnet")
OLD_CLOSED = later("Nach alten Angaben jetzt geschlossen")
OLD = ("stale", "undated", "ageing")
DOUBTFUL = ("stale", "undated")


def open_words(state: OpenState, age: Freshness, voice: Voice) -> str | None:
    """In words; nothing where nothing is known, and old hours are called old."""
    if age in DOUBTFUL and state in ("open", "closed"):
        doubtful = OLD_OPEN if state == "open" else OLD_CLOSED
        return voice(doubtful)
    words = OPEN_WORDS[state]
    return voice(words) if words else None


def result_item(result: Result, number: int, voice: Voice, ways: NextWays, *, wished: bool) -> Item:
    """An answer to a search. With a wish for languages its reasons already speak of them."""
    record = result.record
    silent = wished and not record.languages
    return _item(
        record, result.door, number, voice,
        why=result.why, tier=result.serves_place, open_state=result.open_state,
        age=result.freshness, languages=None if silent else languages_text(record, voice), ways=ways,
    )  # fmt: skip


def listed_item(record: ServiceRecord, district: str, number: int, voice: Voice, ways: NextWays, now: datetime) -> Item:
    """A service on the page of a district; the door there is shown, if it has one."""
    door = shown_door(record, district)
    return _item(
        record, door, number, voice, why=(), tier="unknown", open_state=open_state(record, door, now),
        age=freshness(record.as_of, now.date()), languages=languages_text(record, voice), ways=ways,
    )  # fmt: skip


def languages_text(record: ServiceRecord, voice: Voice) -> str:
    """Known languages, or that they are not known: never "German only"."""
    if not record.languages:
        return voice("Sprachen nicht bekannt")
    return voice("Spricht {languages}", languages=voice.tongues(record.languages))


def _item(
    record: ServiceRecord, door: Door | None, number: int, voice: Voice, *,
    why: tuple[str, ...], tier: ServesPlace, open_state: OpenState, age: Freshness,
    languages: str | None, ways: NextWays,
) -> Item:  # fmt: skip
    return Item(
        number=number,
        id=record.id,
        url=f"/{voice.language}/service/{record.id}",
        name=record.name,
        icon=record.kind,
        kinds=" · ".join(voice.kind_words(record.kinds, record.office)),
        organization=record.organization if record.organization != record.name else None,
        place=door_place(door),
        why=why,
        tier=tier,
        contact=best_contact(record, door),
        languages=languages,
        as_of=voice.as_of(record.as_of),
        stale=age in OLD,
        open_text=open_words(open_state, age, voice),
        next_way=next_way(record, ways, voice),
    )
