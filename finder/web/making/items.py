"""A service as one entry of a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from directory.provenance import Freshness, freshness
from directory.records import Door, ServiceRecord
from finder.search.explain import NOT_FOR_YOU, shown_door
from finder.search.next_best_way import NextWays
from finder.search.results import Result, ServesPlace
from finder.web.asking import Asked
from finder.web.making.eligibility import all_rules, fit, kinds_here
from finder.web.making.frame import best_contact
from finder.web.making.next_way import next_way
from finder.web.making.opening import open_text
from finder.web.making.places import door_place
from finder.web.pages.eligibility import Fit
from finder.web.pages.results import Item
from finder.web.sensitive import is_sensitive_service
from finder.web.wording.voice import Voice

OLD = ("stale", "undated", "ageing")


def result_item(
    result: Result,
    number: int,
    voice: Voice,
    ways: NextWays,
    now: datetime,
    *,
    wished: bool,
    codes: Asked | None = None,
) -> Item:
    """An answer to a search. With a wish for languages its reasons already speak of them; ``codes`` is that
    search, where its answers may speak of the person."""
    record = result.record
    silent = wished and not record.languages
    return _item(
        record, result.door, number, voice,
        # Who it takes is said in a line of its own.
        why=tuple(reason for reason in result.why if reason != voice(NOT_FOR_YOU)), tier=result.serves_place,
        now=now, age=result.freshness, languages=None if silent else languages_text(record, voice), ways=ways,
        fit=_fit(result, codes, voice),
    )  # fmt: skip


def _fit(result: Result, codes: Asked | None, voice: Voice) -> Fit | None:
    """A no leads to the kind that fits; an ask has a phone number beside it."""
    verdict = result.verdict
    if verdict is None or codes is None:
        return None
    instead = kinds_here(codes, verdict.instead[:1], voice) if verdict.answer == "no" else ()
    return replace(fit(verdict, instead, voice), more=all_rules(result.record, codes, voice))


def listed_item(record: ServiceRecord, district: str, number: int, voice: Voice, ways: NextWays, now: datetime) -> Item:
    """A service on the page of a district; the door there is shown, if it has one."""
    door = shown_door(record, district)
    return _item(
        record, door, number, voice, why=(), tier="unknown", now=now, age=freshness(record.as_of, now.date()),
        languages=languages_text(record, voice), ways=ways,
    )  # fmt: skip


def languages_text(record: ServiceRecord, voice: Voice) -> str:
    """Known languages, or that they are not known: never "German only"."""
    if not record.languages:
        return voice("Sprachen nicht bekannt")
    return voice("Spricht {languages}", languages=voice.tongues(record.languages))


def _item(
    record: ServiceRecord, door: Door | None, number: int, voice: Voice, *,
    why: tuple[str, ...], tier: ServesPlace, now: datetime, age: Freshness,
    languages: str | None, ways: NextWays, fit: Fit | None = None,
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
        open_text=open_text(record, door, now, voice),
        next_way=next_way(record, ways, voice),
        sensitive=is_sensitive_service(record),
        fit=fit,
    )
