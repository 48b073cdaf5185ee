"""Puts one record together from rows.

What nobody states but follows from the vocabulary or the rules of the domain (a kind's usual topics, an assumed area)
is added here, on reading, so that the database holds statements only and a better vocabulary needs no migration.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from directory.facts import door_field, is_core
from directory.models import Service
from directory.provenance import youngest
from directory.records import Door, PhoneNumber, Relation, ServiceRecord, SourceRef
from directory.vocabulary import Kind

Parts = dict[str, list[Any]]


def record(
    service: Service, carrier: str | None, parts: Mapping[str, Parts], known: Mapping[str, Kind]
) -> ServiceRecord:
    """``parts``: name of the part -> owner's id -> rows, as queried by ``directory.snapshot``; ``known``: all kinds."""
    own = service.id
    facts = parts["facts"].get(own, ())
    in_force = {field for field, *_ in facts}
    words = _by_type(parts["attributes"].get(own, ()))
    extents = _by_type(parts["areas"].get(own, ()))
    doors = tuple(_door(row, parts, in_force) for row in parts["doors"].get(own, ()))
    sources = _sources(parts["sources"].get(own, ()), service.main_source_id)
    hours, hours_text = _hours(own, parts)
    areas, assumed = _areas(service, extents, doors)
    kinds = tuple(words.get("kind", ()))
    return ServiceRecord(
        id=own, key=service.key, name=service.name, organization=carrier, organization_id=service.organization_id,
        umbrella=service.umbrella, status=_any(service.status), draft_reason=service.draft_reason,
        kinds=kinds, kind_assumed=service.kind_assumed, office=service.office, certificate=_any(service.certificate),
        topics=_topics(kinds, words.get("topic", []), service.topics_dropped, known),
        topics_stated=tuple(words.get("topic", ())), topics_text=tuple(words.get("topic_text", ())),
        topics_dropped=tuple(service.topics_dropped), languages=_codes(parts, own),
        scope=_any(service.scope), district=service.district, areas=areas,
        areas_stated=tuple(extents.get("district", ())), areas_assumed=assumed,
        areas_text=tuple(extents.get("text", ())), area_municipalities=frozenset(extents.get("municipality", ())),
        doors=doors, phones=_phones(own, parts), email=service.email, url=service.url,
        channels=tuple(service.channels), access_text=service.application_process,
        target_group=service.eligibility_description, hours=hours, hours_text=hours_text,
        intake=_any(service.intake), intake_band=service.wait_time, intake_until=service.intake_until,
        temporarily_closed=service.temporarily_closed, restricted=service.restricted,
        relations=tuple(Relation(*row) for row in parts["relations"].get(own, ())),
        as_of=_as_of(facts, sources, service.main_source_id),
        fact_sources=_fact_sources(facts, sources), sources=tuple(sources.values()),
        changed_at=next((at for (at,) in parts["changed"].get(own, ())), None),
    )  # fmt: skip


def _any(text: Any) -> Any:
    """A code that the database's own checks keep to the list of its Literal type."""
    return text


def _by_type(rows: Iterable[Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, content in rows:
        found.setdefault(kind, []).append(content)
    return found


def _codes(parts: Mapping[str, Parts], own: str) -> tuple[str, ...]:
    return tuple(code for (code,) in parts["languages"].get(own, ()))


def _phones(owner: str, parts: Mapping[str, Parts]) -> tuple[PhoneNumber, ...]:
    return tuple(PhoneNumber(*row) for row in parts["phones"].get(owner, ()))


def _hours(owner: str, parts: Mapping[str, Parts]) -> tuple[str | None, str | None]:
    return next(((osm, wording) for osm, wording in parts["hours"].get(owner, ())), (None, None))


def _door(row: list[Any], parts: Mapping[str, Parts], in_force: set[str]) -> Door:
    door, key, outreach, name, lat, lon, precision, district, municipality, street, postcode, city = row
    hours, hours_text = _hours(door, parts)
    return Door(
        id=door, key=key, name=name, street=street, postcode=postcode, city=city, district=district,
        municipality=municipality, lat=lat, lon=lon, precision=precision, hours=hours, hours_text=hours_text,
        phones=_phones(door, parts), outreach=outreach,
        district_assumed=district is not None and door_field(key, "district") not in in_force,
    )  # fmt: skip


def _topics(
    kinds: tuple[str, ...], stated: list[str], dropped: list[str], known: Mapping[str, Kind]
) -> tuple[str, ...]:
    """Stated ones first, then what each of its kinds usually treats and this service did not drop."""
    usual = [topic for kind in kinds if kind in known for topic in known[kind].topics if topic not in dropped]
    return tuple(dict.fromkeys([*stated, *usual]))


def _areas(service: Service, extents: dict[str, list[str]], doors: tuple[Door, ...]) -> tuple[tuple[str, ...], bool]:
    """The districts served, and whether that is assumed: its own district where nothing is stated.

    Municipalities state their districts too: a key's first five digits. Whether neighbours may come as well is decided
    by the kind's ``area`` in the vocabulary, in the finder.
    """
    stated = [*extents.get("district", ()), *(key[:5] for key in extents.get("municipality", ()))]
    if stated or service.scope != "local":
        return tuple(dict.fromkeys(stated)), False
    own = [service.district] if service.district else [door.district for door in doors]
    assumed = tuple(dict.fromkeys(filter(None, own)))
    return assumed, bool(assumed)


def _sources(rows: Iterable[Any], main: str | None) -> dict[str, SourceRef]:
    refs = [SourceRef(*row) for row in rows]
    return {ref.id: ref for ref in sorted(refs, key=lambda ref: ref.id != main)}


def _as_of(facts: Iterable[Any], sources: dict[str, SourceRef], main: str | None) -> str | None:
    """The youngest date among the core facts; where there is none, the main source's."""
    dates = [as_of for field, _, as_of in facts if is_core(field)]
    return youngest(dates) or (sources[main].as_of if main in sources else None)


def _fact_sources(facts: Iterable[Any], sources: dict[str, SourceRef]) -> dict[str, tuple[SourceRef, ...]]:
    """A statement may be dated otherwise than its source: what counts for a fact is its own date."""
    one = {found: (ref,) for found, ref in sources.items()}
    return {
        field: one[source] if as_of == sources[source].as_of else (replace(sources[source], as_of=as_of),)
        for field, source, as_of in facts
        if source in one
    }
