"""Which fact came from where, and how old it is: one line a source."""

from __future__ import annotations

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


def fact_sources(record: ServiceRecord, voice: Voice) -> tuple[FactSource, ...]:
    """The main source first; without sources for single facts, it stands for everything."""
    facts: dict[SourceRef, list[str]] = {source: [] for source in record.sources}
    for field, sources in record.fact_sources.items():
        words = FACTS.get(field.rpartition(".")[2])
        for source in sources:
            if words and voice(words) not in facts.setdefault(source, []):
                facts[source].append(voice(words))
    return tuple(_line(source, names, voice) for source, names in facts.items())


def _line(source: SourceRef, names: list[str], voice: Voice) -> FactSource:
    web = source.url.startswith(("http://", "https://"))
    return FactSource(
        facts=voice.listed(names) or voice("Weitere Quelle"),
        url=source.url if web else None,
        host=host(source.url) if web else source.url or voice("nicht genannt"),
        as_of=voice.month(source.as_of) if source.as_of else voice("unbekannt"),
    )
