"""One list of problems for the import, the editor and ``lotse check``: what is wrong, doubtful or too old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from directory.facts import Facts, door_field, record_facts, value
from directory.field_checks import check_field, rules
from directory.matching import candidates
from directory.problems import Problem
from directory.provenance import freshness, period_start
from directory.records import ServiceRecord
from directory.relations import check_own, check_shown
from geo.geocoding import locate
from geo.text import fold


def check(records: Iterable[ServiceRecord], today: date) -> list[Problem]:
    """All problems of all records, by record; then which of them may be the same service."""
    records = tuple(records)
    found = [problem for record in records for problem in _check_record(record, today)]
    keys = {record.id: record.key for record in records}
    for one, other, score, reason in candidates(records):
        found.append(Problem(keys[one], None, "duplicate", f"{keys[other]} ({score:.0f}: {reason})"))
    return found


def _check_record(record: ServiceRecord, today: date) -> Iterator[Problem]:
    yield from check_facts(record.key, record_facts(record), today)
    if not record.sources:
        yield Problem(record.key, None, "no_source")
    for source in record.sources:
        if source.as_of and period_start(source.as_of) > today:
            yield Problem(record.key, "sources", "future_date", source.as_of)
    yield from check_shown(record)
    age = freshness(record.as_of, today)
    if age in ("stale", "undated"):
        yield Problem(record.key, None, age, record.as_of)


def check_facts(where: str, facts: Facts, today: date, key: str | None = None) -> list[Problem]:
    """Problems of one service as it would stand: every field, then what must fit together.

    ``key`` is the service's own, where ``where`` is something else.
    """
    found = [
        Problem(where, field, code, content)
        for field, stated in facts.items()
        for code, content in check_field(field, stated)
    ]
    if any(problem.code == "wrong_type" for problem in found):
        return found  # nothing can be said about fields together while one is of no use
    for together in (_check_basics, _check_special, _check_doors, _check_shelter):
        found += [Problem(where, field, code, content) for field, code, content in together(facts, today)]
    return found + check_own(where, facts, key or where)


_PLACE = ("street", "postcode", "city", "district", "lat", "lon")
_Found = Iterator[tuple[str | None, str, str | None]]


def _check_basics(facts: Facts, today: date) -> _Found:
    if not (value(facts, "name") or "").strip():
        yield "name", "no_name", None
    if not value(facts, "kinds"):
        yield "kinds", "no_kind", None
    ways = [value(facts, field) for field in ("phones", "email", "url")]
    if not any(ways) and not any(value(facts, door_field(door, "phones")) for door in value(facts, "doors")):
        yield None, "no_contact", None
    for topic in value(facts, "topics_dropped"):
        if topic in value(facts, "topics"):
            yield "topics_dropped", "topic_both", topic
    until = value(facts, "intake_until")
    if until and until < today.isoformat():
        yield "intake_until", "intake_expired", until


def _check_special(facts: Facts, _: date) -> _Found:
    kinds, office, certificate = (value(facts, field) for field in ("kinds", "office", "certificate"))
    if office and "authority" not in kinds:
        yield "office", "not_an_authority", None
    if "authority" in kinds and not office:
        yield "office", "no_office", None
    if certificate and "pregnancy" not in kinds:
        yield "certificate", "not_pregnancy", None
    if value(facts, "scope") != "local" and (value(facts, "areas") or value(facts, "area_municipalities")):
        yield "areas", "area_of_all", None


def _check_doors(facts: Facts, _: date) -> _Found:
    doors = value(facts, "doors")
    for key in sorted({key for key in doors if doors.count(key) > 1}):
        yield "doors", "repeated_door", key
    scope = value(facts, "scope")
    for key in doors:
        yield from _check_place(key, {name: value(facts, door_field(key, name)) for name in _PLACE}, scope)


def _check_place(key: str, stated: Facts, scope: str) -> _Found:
    lat, lon = stated.pop("lat"), stated.pop("lon")
    given = None if lat is None or lon is None else (lat, lon)
    if (lat is None) != (lon is None):
        yield door_field(key, "lat"), "half_position", None
    elif given and not (abs(lat) <= 90 and abs(lon) <= 180):
        yield door_field(key, "lat"), "bad_position", f"{lat}, {lon}"
        return
    elif given and not _is_within(*given, scope):
        code = "swapped_position" if _is_within(lon, lat, scope) else "far_position"
        yield door_field(key, "lat"), code, f"{lat}, {lon}"
        return
    for sentence in locate(**stated, given=given).problems:
        yield f"doors.{key}", "odd_place", sentence


def _is_within(lat: float, lon: float, scope: str) -> bool:
    """Where the doors of such a service can be: here and with the neighbours, or anywhere in Germany."""
    box = rules()["positions"]["nationwide" if scope == "nationwide" else "here"]
    return bool(box["south"] <= lat <= box["north"] and box["west"] <= lon <= box["east"])


def _check_shelter(facts: Facts, _: date) -> _Found:
    name = fold(value(facts, "name") or "")
    if "women" not in value(facts, "kinds") or not _holds(name, "shelter_words"):
        return
    for door in value(facts, "doors"):
        for part in ("street", "lat"):
            if value(facts, door_field(door, part)) is not None:
                public = _holds(name, "public_words")
                yield door_field(door, part), "shelter_named" if public else "shelter_address", None


def _holds(folded: str, words: str) -> bool:
    return any(fold(word) in folded for word in rules()[words])
