"""What must be said before anyone calls or goes there."""

from __future__ import annotations

from directory.records import ServiceRecord
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

CERTIFICATE = {
    "no": later("Hier gibt es keinen Beratungsschein für einen Schwangerschaftsabbruch."),
    "unknown": later(
        "Ob es hier den Beratungsschein für einen Schwangerschaftsabbruch gibt, wissen wir nicht. "
        "Bitte fragen Sie vorher."
    ),
    "yes": later("Hier gibt es den Beratungsschein für einen Schwangerschaftsabbruch."),
}
# § 218a StGB.
LIMIT = later("Für einen Schwangerschaftsabbruch gilt eine Frist von 12 Wochen. Warten Sie nicht.")
AUTHORITY = later(
    "Das ist eine Behörde, keine unabhängige Beratung. Behörden müssen Menschen ohne Aufenthaltsrecht unter Umständen "
    "melden (§ 87 AufenthG). Eine Beratungsstelle muss das nicht."
)


def warnings(record: ServiceRecord, voice: Voice) -> tuple[str, ...]:
    """What stands above the phone number."""
    found = []
    if record.restricted:
        found.append(voice("Diese Stelle ist nur für eine bestimmte Gruppe da. Bitte lesen Sie „Für wen“."))
    if record.temporarily_closed:
        found.append(voice("Zurzeit geschlossen."))
    if "pregnancy" in record.kinds and record.certificate != "yes":
        found += [voice(CERTIFICATE[record.certificate or "unknown"]), voice(LIMIT)]
    if "authority" in record.kinds:
        found.append(voice(AUTHORITY))
    return tuple(found)


def notices(record: ServiceRecord, voice: Voice) -> tuple[str, ...]:
    """What is good to know."""
    if "pregnancy" in record.kinds and record.certificate == "yes":
        return (voice(CERTIFICATE["yes"]), voice(LIMIT))
    return ()
