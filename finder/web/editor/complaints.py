"""What is wrong with a field, in German sentences: the codes of ``directory.problems`` as an editor reads them."""

from __future__ import annotations

from directory.problems import Problem
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

SENTENCES = {
    "no_name": later("Der Name fehlt."),
    "no_kind": later("Bitte wählen Sie mindestens eine Art."),
    "wrong_type": later("Das passt hier nicht: {value}"),
    "too_long": later("Der Text ist länger als {value} Zeichen."),
    "control_character": later("Im Text ist ein Zeichen, das man nicht sieht. Bitte schreiben Sie ihn neu."),
    "unknown_word": later("Das kennen wir nicht: {value}"),
    "unknown_kind": later("Das kennen wir nicht: {value}"),
    "unknown_topic": later("Das kennen wir nicht: {value}"),
    "unknown_office": later("Das kennen wir nicht: {value}"),
    "bad_language": later("Das ist kein Kürzel einer Sprache: {value}"),
    "unknown_language": later("Für diese Sprache haben wir keinen Namen: {value}"),
    "bad_phone": later("Das ist keine Telefonnummer mit Vorwahl: {value}"),
    "bad_hours": later("Das ist keine Angabe in der Schreibweise von OpenStreetMap: {value}"),
    "bad_email": later("Das ist keine E-Mail-Adresse: {value}"),
    "bad_url": later("Das ist keine Internetadresse: {value}"),
    "bad_key": later("Das ist kein Schlüssel: {value}"),
    "repeated_door": later("Diesen Ort gibt es zweimal: {value}"),
    "bad_date": later("Das ist kein Datum: {value}"),
    "bad_postcode": later("Eine Postleitzahl hat fünf Ziffern: {value}"),
    "unknown_district": later("Diesen Landkreis kennen wir nicht: {value}"),
    "dropped_zero": later("Am Anfang fehlt eine Null: {value}"),
    "bad_municipality": later("Das ist kein achtstelliger Schlüssel einer Gemeinde: {value}"),
    "half_position": later("Bitte geben Sie Breite und Länge an, oder keine von beiden."),
    "bad_position": later("Das ist keine Breite und Länge in Grad: {value}"),
    "far_position": later("Diese Position liegt weit weg von Rheinland-Pfalz: {value}"),
    "swapped_position": later(
        "Diese Position liegt weit weg von Rheinland-Pfalz, Breite und Länge sind wohl vertauscht: {value}"
    ),
    "unknown_band": later("Das ist keine der Wartezeiten zur Auswahl: {value}"),
    "shelter_address": later("Das sieht nach einem Schutzhaus aus. Seine Adresse darf nicht veröffentlicht werden."),
    "shelter_named": later("Der Name klingt nach einem Schutzhaus. Ist das eine öffentliche Anlaufstelle?"),
    "no_contact": later("Es ist kein Weg bekannt, die Stelle zu erreichen."),
    "not_an_authority": later("Das gilt nur für Behörden."),
    "no_office": later("Bitte wählen Sie, welche Behörde das ist."),
    "not_pregnancy": later("Das gilt nur für Schwangerschaftsberatung."),
    "topic_both": later("Dieses Thema ist gewählt und zugleich ausgenommen: {value}"),
    "itself": later("Ein Dienst hat keine Beziehung zu sich selbst."),
    "no_such_service": later("Einen Dienst mit diesem Schlüssel gibt es nicht: {value}"),
    "not_shown": later("Dieser Dienst ist nicht veröffentlicht, die Beziehung wird nicht gezeigt: {value}"),
    "area_of_all": later("Der Dienst gilt für das ganze Land, einzelne Gebiete bedeuten dann nichts."),
    "intake_expired": later("Diese Angabe galt bis {value}."),
}
SOMETHING = later("Bitte prüfen Sie diese Angabe.")


def sentence(problem: Problem, voice: Voice) -> str:
    """What is wrong, in the page's language."""
    if problem.code == "odd_place":
        return problem.value or ""  # the geocoding has said it in a sentence of its own
    german = SENTENCES.get(problem.code)
    return voice(german, value=problem.value or "") if german else voice(SOMETHING)


def by_field(problems: list[Problem], voice: Voice) -> dict[str, list[str]]:
    """Field -> sentences. What belongs to a door as a whole stands under ``doors.<key>``, to the service under ""."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(problem.field or "", []).append(sentence(problem, voice))
    return found
