"""A service as HSDS: ``basic`` is what a list shows (only fields there is one of), ``full`` is all we know.

Where HSDS asks for a text that no source gives, the general text about the kind stands there; the attribute ``assumed``
then names the field, so that nobody takes it for the service's own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from directory import ids
from directory.exchange.hsds import names
from directory.exchange.hsds.docs import Attributes, Doc, filled, instant
from directory.exchange.hsds.places import at_location, phones, service_areas
from directory.exchange.hsds.schedules import schedules
from directory.exchange.hsds.terms import terms
from directory.exchange.hsds.usual import ages, description, eligibility
from directory.facts import SERVICE_BLANKS, record_facts
from directory.provenance import period_start
from directory.records import ServiceRecord, SourceRef
from directory.vocabulary import kinds, languages


def basic(record: ServiceRecord, today: date) -> Doc:
    """The fields of a list."""
    youngest, oldest = ages(record)
    return filled(
        id=record.id,
        organization_id=record.organization_id,
        name=record.name,
        description=description(record),
        url=record.url,
        email=record.email,
        status=status(record),
        application_process=record.access_text,
        wait_time=record.intake_band if record.intake_on(today) != "unknown" else None,
        eligibility_description=eligibility(record),
        minimum_age=youngest,
        maximum_age=oldest,
        assured_date=period_start(record.as_of).isoformat() if record.as_of else None,
        last_modified=instant(record.changed_at),
    )


def status(record: ServiceRecord) -> str:
    """In the words of HSDS."""
    if record.status != "published":
        return "inactive"
    return "temporarily closed" if record.temporarily_closed else "active"


def full(record: ServiceRecord, carrier: Doc | None, today: date) -> Doc:
    """With everything nested. ``carrier``: its organization's document."""
    return basic(record, today) | filled(
        additional_urls=_further_pages(record),
        phones=phones(record.phones, record.id, service_id=record.id),
        schedules=schedules(record.hours, record.hours_text, record.id, service_id=record.id),
        service_areas=service_areas(record),
        service_at_locations=[at_location(record, door, nested=True) for door in record.doors],
        languages=[_language(record.id, code) for code in record.languages],
        organization=carrier,
        attributes=_attributes(record),
    )


def _further_pages(record: ServiceRecord) -> list[Doc]:
    """Other pages of its own site that we read."""
    own = (source.url for source in record.sources if source.kind == "own site")
    others = [url for url in dict.fromkeys(own) if url != record.url and url.startswith(("https://", "http://"))]
    return [
        {"id": ids.make_id("url", record.id, number), "service_id": record.id, "label": "Quelle", "url": url}
        for number, url in enumerate(others)
    ]


def _language(own: str, code: str) -> Doc:
    name = languages()[code].label("de") if code in languages() else code
    return filled(id=ids.make_id("language", own, code), service_id=own, name=name, code=code)


def _attributes(record: ServiceRecord) -> list[Doc]:
    attributes = Attributes(record.id, "service")
    attributes.add_fact(names.KEY, record.key)
    _add_terms(attributes, record)
    _add_facts(attributes, record)
    for field in _general(record):
        attributes.add(names.ASSUMED, field)
    for kind in (kinds()[code] for code in record.kinds if code in kinds()):
        attributes.add(names.ELIGIBILITY, kind.who["de"], label=kind.official)
    for relation in record.relations:
        if relation.other:
            attributes.add(names.RELATED, relation.other, label=relation.type)
    _add_sources(attributes, record)
    return attributes.docs


def _add_terms(attributes: Attributes, record: ServiceRecord) -> None:
    usual = [topic for topic in record.topics if topic not in record.topics_stated]
    for link_type, taxonomy, codes in (
        (names.KIND, names.KIND, record.kinds),
        (names.TOPIC, names.TOPIC, record.topics_stated),
        (names.USUAL_TOPIC, names.TOPIC, usual),
        (names.OFFICE, names.OFFICE, [record.office] if record.office else []),
    ):
        for code in codes:
            attributes.add(link_type, code, term=terms().get((taxonomy, code)))


def _add_facts(attributes: Attributes, record: ServiceRecord) -> None:
    """All facts that are neither in fields of HSDS nor terms."""
    facts = record_facts(record)
    elsewhere = {*names.SERVICE_FIELDS, "kinds", "topics", "office"}
    for name in SERVICE_BLANKS:
        if name in facts and name not in elsewhere:
            attributes.add_fact(name, facts[name])
    if record.temporarily_closed and record.status != "published":
        attributes.add_fact("temporarily_closed", True)


def _general(record: ServiceRecord) -> Iterable[str]:
    """Fields of ``basic`` that say what holds for its kind."""
    youngest, oldest = ages(record)
    held = {
        "description": description(record),
        "eligibility_description": None if record.target_group else eligibility(record),
        "minimum_age": youngest,
        "maximum_age": oldest,
    }
    return [field for field, content in held.items() if content is not None]


def _add_sources(attributes: Attributes, record: ServiceRecord) -> None:
    cited: dict[SourceRef, list[str]] = {}
    for field, refs in record.fact_sources.items():
        for ref in refs:
            cited.setdefault(ref, []).append(field)
    for ref, fields in cited.items():
        value = f"{ref.as_of or 'undated'}; {ref.confidence}; {ref.kind}; {ref.url}"
        attributes.add(names.VERIFICATION, value, label=", ".join(fields))
