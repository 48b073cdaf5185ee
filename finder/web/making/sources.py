"""Which fact came from where, and how old it is: one line a source."""

from __future__ import annotations

from collections.abc import Mapping

from directory.freshness import Age
from directory.records import ServiceRecord, SourceRef
from finder.web.making.frame import host
from finder.web.pages.service import FactSource
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

# The fields of the registry, in words; what is not here is not worth a line of its own.
FACTS = {
    "name": later("Name"),
    "kinds": later("Art der Stelle"),
    "organization": later("Träger"),
    "phones": later("Telefon"),
    "email": later("E-Mail"),
    "url": later("Internet"),
    "street": later("Adresse"),
    "postcode": later("Adresse"),
    "city": later("Adresse"),
    "hours": later("Zeiten"),
    "hours_text": later("Zeiten"),
    "languages": later("Sprachen"),
    "areas": later("Zuständigkeit"),
    "areas_text": later("Zuständigkeit"),
    "topics": later("Themen"),
    "topics_text": later("Themen"),
    "target_group": later("Zielgruppe"),
    "access_text": later("Zugang"),
    "certificate": later("Beratungsschein"),
    "intake": later("Aufnahme"),
}


CARRIER = later("Die Stelle selbst")


def other_date(age: Age, as_of: str | None, voice: Voice) -> str | None:
    """``Stand: 2022``; None where nothing is known, or where the whole page says the same month already."""
    said = voice.as_of(age.as_of)
    return None if age.state == "unknown" or said == voice.as_of(as_of) else said


def other_dates(aged: Mapping[str, Age], as_of: str | None, voice: Voice) -> dict[str, str]:
    """The groups of facts that are older or younger than the whole, by code."""
    found = {code: other_date(age, as_of, voice) for code, age in aged.items()}
    return {code: said for code, said in found.items() if said}


def is_confirmed(record: ServiceRecord) -> bool:
    """Whether the service itself stands behind a fact in force."""
    return any(source.kind == "carrier" for sources in record.fact_sources.values() for source in sources)


def fact_sources(record: ServiceRecord, voice: Voice) -> tuple[FactSource, ...]:
    """The main source first; without sources for single facts, it stands for everything."""
    facts: dict[SourceRef, list[str]] = {source: [] for source in record.sources}
    for field, sources in record.fact_sources.items():
        words = FACTS.get(field.rpartition(".")[2])
        for source in sources:
            if words and voice(words) not in facts.setdefault(source, []):
                facts[source].append(voice(words))
    # An operator's own decisions, such as to publish, are no source of anything that stands on the page.
    shown = ((source, names) for source, names in facts.items() if names or source.kind != "operator")
    return tuple(_line(source, names, voice) for source, names in shown)


def _line(source: SourceRef, names: list[str], voice: Voice) -> FactSource:
    web = source.url.startswith(("http://", "https://"))
    named = voice(CARRIER) if source.kind == "carrier" else source.url or voice("nicht genannt")
    return FactSource(
        facts=voice.listed(names) or voice("Weitere Quelle"),
        url=source.url if web else None,
        host=host(source.url) if web else named,
        as_of=voice.month(source.as_of) if source.as_of else voice("unbekannt"),
    )
