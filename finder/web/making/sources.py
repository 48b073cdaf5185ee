"""Which fact came from where, and how old it is: one line a source."""

from __future__ import annotations

from directory.records import ServiceRecord, SourceRef
from finder.web.making.frame import host
from finder.web.pages.service import FactSource
from finder.web.wording.voice import Voice

# The fields of the registry, in words; what is not here is not worth a line of its own.
FACTS = {
    "name": "Name", "kinds": "Art der Stelle", "organization": "Träger", "phones": "Telefon", "email": "E-Mail",
    "url": "Internet", "street": "Adresse", "postcode": "Adresse", "city": "Adresse", "hours": "Zeiten",
    "hours_text": "Zeiten", "languages": "Sprachen", "areas": "Zuständigkeit", "areas_text": "Zuständigkeit",
    "topics": "Themen", "topics_text": "Themen", "target_group": "Zielgruppe", "access_text": "Zugang",
    "certificate": "Beratungsschein", "intake": "Aufnahme",
}  # fmt: skip


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
        facts=", ".join(names) or voice("Weitere Quelle"),
        url=source.url if web else None,
        host=host(source.url) if web else source.url or voice("nicht genannt"),
        as_of=voice.month(source.as_of) if source.as_of else voice("unbekannt"),
    )
