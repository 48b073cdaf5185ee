"""What can be stated about a service, in the order of the form: one table of fields, with how each is entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from finder.web.wording.marking import later

# text: one line. long: a paragraph. lines: one item a line. phones: the same, as people write numbers. choice: one of
# a few. ticks: any of a few. tick: yes or no. date, number. hours: rows of a week or text. relations: rows.
Sort = Literal["text", "long", "lines", "phones", "choice", "ticks", "tick", "date", "number", "hours", "relations"]


@dataclass(frozen=True, slots=True)
class Field:
    """``name`` is a field of ``directory.facts``, or what it is called within a door."""

    name: str
    sort: Sort
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """``code`` is the anchor."""

    code: str
    title: str
    fields: tuple[Field, ...]


SECTIONS = (
    Section("about", later("Name und Art"), (
        Field("name", "text", later("Name")),
        Field("kinds", "ticks", later("Art der Stelle"), later("Was sie vor allem ist, wählen Sie als Hauptart.")),
        Field("kind_assumed", "tick", later("Die Art ist nur angenommen, keine Quelle nennt sie.")),
        Field("office", "choice", later("Welche Behörde"), later("Nur bei Behörden.")),
        Field("certificate", "choice", later("Beratungsschein"), later("Nur bei Schwangerschaftsberatung.")),
        Field("organization", "text", later("Träger")),
        Field("umbrella", "text", later("Verband")),
    )),
    Section("contact", later("Kontakt"), (
        Field("phones", "phones", later("Telefon"), later("Jede Nummer in einer Zeile, zum Beispiel 0261 123-45.")),
        Field("email", "text", later("E-Mail")),
        Field("url", "text", later("Internet")),
        Field("channels", "ticks", later("Wege der Beratung")),
        Field("access_text", "long", later("Zugang laut Quelle")),
    )),
    Section("offer", later("Themen und Sprachen"), (
        Field("topics", "ticks", later("Themen"), later("Die üblichen Themen der Art gelten ohnehin.")),
        Field("topics_dropped", "ticks", later("Übliche Themen, die diese Stelle nicht behandelt")),
        Field("topics_text", "lines", later("Themen laut Quelle"), later("Jedes Thema in einer Zeile.")),
        Field("languages", "ticks", later("Sprachen"), later("Nur, was eine Quelle nennt; sonst unbekannt.")),
    )),
    Section("admission", later("Wer kommen darf"), (
        Field("target_group", "long", later("Zielgruppe laut Quelle")),
        Field("restricted", "tick", later("Nimmt nur diese Gruppe auf.")),
        Field("intake", "choice", later("Aufnahme")),
        Field("intake_band", "choice", later("Wartezeit laut Quelle")),
        Field("intake_until", "date", later("Das gilt bis"), later("Danach steht dort wieder: unbekannt.")),
        Field("temporarily_closed", "tick", later("Vorübergehend geschlossen")),
    )),
    Section("area", later("Gebiet"), (
        Field("scope", "choice", later("Reichweite")),
        Field("district", "choice", later("Gehört zu")),
        Field("areas", "ticks", later("Zuständig für"), later("Nur, was eine Quelle nennt.")),
        Field("areas_text", "lines", later("Gebiet laut Quelle")),
        Field("area_municipalities", "lines", later("Nur diese Gemeinden"), later("Achtstellige Schlüssel.")),
    )),
    Section("times", later("Zeiten ohne Ort"), (
        Field("hours", "hours", later("Zeiten")),
        Field("hours_text", "long", later("Zeiten laut Quelle")),
    )),
    Section("network", later("Beziehungen"), (
        Field("relations", "relations", later("Andere Dienste"), later("Schlüssel; beim Tippen erscheinen Namen.")),
    )),
)  # fmt: skip

DOOR = (
    Field("name", "text", later("Name des Ortes")),
    Field("street", "text", later("Straße und Hausnummer")),
    Field("postcode", "text", later("Postleitzahl")),
    Field("city", "text", later("Ort")),
    Field("district", "choice", later("Landkreis oder Stadt"), later("Leer: folgt aus der Adresse.")),
    Field("lat", "number", later("Breite"), later("Nur, wenn die Quelle sie nennt.")),
    Field("lon", "number", later("Länge")),
    Field("outreach", "tick", later("Nur Sprechstunde, nicht der Hauptsitz")),
    Field("phones", "phones", later("Telefon an diesem Ort")),
    Field("hours", "hours", later("Zeiten")),
    Field("hours_text", "long", later("Zeiten laut Quelle")),
)  # fmt: skip

DRAFT_REASON = Field("draft_reason", "long", later("Warum es ein Entwurf ist"))
STATUS = Field("status", "choice", later("Status"))


def service_fields() -> Iterator[Field]:
    """All of a service itself, without its doors."""
    for section in SECTIONS:
        yield from section.fields
    yield DRAFT_REASON


def label_of(field: str) -> str:
    """The German label of a field of ``directory.facts``, a door's too."""
    door, last = field.startswith("doors."), field.rpartition(".")[2]
    known = {one.name: one.label for one in (DOOR if door else (*service_fields(), STATUS))}
    return known.get(last, later("Orte") if field == "doors" else known.get("relations", field))
