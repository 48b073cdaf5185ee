"""Why a service stands where it stands: every reason in words, and nothing claimed that is not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from directory.eligibility import Area, Verdict, assess, assess_service, best
from directory.provenance import freshness
from directory.records import Door, ServiceRecord
from directory.vocabulary import kinds, label, languages, topics
from finder.search.index.engine import SearchIndex
from finder.search.opening import open_state
from finder.search.query import Understood
from finder.search.results import Answer, Result, ServesPlace
from finder.search.say import Say
from finder.search.ways_out import Hit

Kinds = tuple[str, ...]
_TIERS: tuple[ServesPlace, ...] = ("responsible", "open", "other")
NOT_FOR_YOU = "Nach Ihren Angaben ist diese Stelle nicht zuständig."


def explain(hit: Hit, understood: Understood, index: SearchIndex, now: datetime, say: Say, asked: Kinds = ()) -> Result:
    """One hit with all that is said about it; ``asked`` are the kinds that it was looked for as."""
    record = index.records[hit.ordinal]
    door = record.doors[hit.door] if record.doors else None
    serves = _serves(record, hit, understood)
    told = understood.age is not None or understood.status is not None
    verdict = _for_person(record, understood, serves, asked, now.date()) if told else _for_anybody(record, now.date())
    return Result(
        record=record,
        door=door,
        serves_place=serves,
        distance_km=hit.distance_km,
        open_state=open_state(record, door, now),
        freshness=freshness(record.as_of, now.date()),
        eligibility=verdict.answer,
        why=tuple(_reasons(record, hit, understood, serves, verdict.answer, now.date(), say)),
        intake=record.intake_on(now.date()),
        speaks_wanted=hit.speaks,
        verdict=verdict if told else None,
    )


def _serves(record: ServiceRecord, hit: Hit, understood: Understood) -> ServesPlace:
    if understood.place is None:
        return "unknown"
    if understood.place.outside:
        return "open" if record.scope == "nationwide" else "other"
    return _TIERS[hit.tier]


def _for_anybody(record: ServiceRecord, today: date) -> Verdict:
    """Where nothing was said about the person: yes where a kind is open to everyone."""
    return best(assess(kind, on=today) for kind in record.kinds)


def _for_person(
    record: ServiceRecord, understood: Understood, serves: ServesPlace, asked: Kinds, today: date
) -> Verdict:
    """The best answer that any of its kinds gives: a house with mfd and mbe takes whom either takes. In another
    district a kind that is open to all, and that nobody looked for, is no answer."""
    age, status = understood.age, understood.status
    if serves != "other":
        return best(assess_service(record, age=age, status=status, on=today))
    area: Area = "assumed" if record.areas_assumed else "stated"
    found = assess_service(record, age=age, status=status, on=today, elsewhere=area)
    meant = [verdict for verdict in found if verdict.kind in asked or kinds()[verdict.kind].area == "district"]
    return best(meant or found)


def _reasons(
    record: ServiceRecord, hit: Hit, understood: Understood, serves: ServesPlace, answer: Answer, today: date, say: Say
) -> Iterator[str]:
    yield from _what(record, understood, say)
    yield from _where(record, hit, understood, serves, say)
    yield from _languages(record, hit, understood, say)
    if answer == "no":
        yield say(NOT_FOR_YOU)
    yield from _intake(record, today, say)


def _intake(record: ServiceRecord, today: date, say: Say) -> Iterator[str]:
    """Only what still holds: a statement about intake lapses."""
    state = record.intake_on(today)
    if state == "closed":
        yield say("Nimmt zurzeit niemanden neu auf.")
    elif state == "waiting":
        yield say("Hier gibt es eine Wartezeit.")
    if record.restricted:
        yield say("Nur für eine bestimmte Gruppe: siehe „Für wen“.")


def _what(record: ServiceRecord, understood: Understood, say: Say) -> Iterator[str]:
    wanted = [kind for kind in understood.kinds if kind in record.kinds]
    stated = [topic for topic in understood.topics if topic in record.topics_stated and topic not in wanted]
    default = [topic for topic in understood.topics if topic in record.topics and topic not in (*wanted, *stated)]
    if wanted:
        yield say("Passt zu: {what}", what=label(kinds()[wanted[0]], say.language))
        if record.kind_assumed:
            yield say("Die Art der Stelle ist angenommen: Die Quelle nennt sie nicht.")
    elif stated:
        yield say("Nennt das Thema: {what}", what=label(topics()[stated[0]], say.language))
    elif default:
        yield say("Berät üblicherweise zu: {what}", what=label(topics()[default[0]], say.language))


def _where(record: ServiceRecord, hit: Hit, understood: Understood, serves: ServesPlace, say: Say) -> Iterator[str]:
    if understood.place is None:
        return
    name = understood.place.label
    if serves == "responsible" and record.areas_assumed:
        yield say("Vermutlich zuständig für {place}", place=name)
    elif serves == "responsible":
        yield say("Zuständig für {place}", place=name)
    elif serves == "open" and record.scope == "local":
        yield say("Nimmt meist auch Menschen aus der Nachbarschaft auf: bitte nachfragen")
    elif serves == "open":
        yield say("Für ganz Rheinland-Pfalz") if record.scope == "statewide" else say("Für ganz Deutschland")
    elif serves == "other":
        yield say("Nicht für {place} zuständig: bitte nachfragen", place=name)
    if hit.distance_km is not None and hit.distance_km >= 1:
        yield say("{km} km entfernt", km=round(hit.distance_km))


def _languages(record: ServiceRecord, hit: Hit, understood: Understood, say: Say) -> Iterator[str]:
    spoken = [code for code in understood.languages if code in record.languages]
    if spoken:
        named = say(", ").join(label(languages()[code], say.language) for code in spoken)
        yield say("Spricht {languages}", languages=named)
    elif understood.languages:
        yield say("Sprachen nicht bekannt: bitte fragen")


def shown_door(record: ServiceRecord, district: str | None = None) -> Door | None:
    """The door to show outside a search: one in the district if there is one, else the main one."""
    inside = (door for door in record.doors if door.district == district)
    return next(inside, record.main_door)
