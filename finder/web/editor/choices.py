"""What can be chosen in each field, in words; and any value of a fact in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from directory.contacts import format_phone
from directory.intake import bands
from directory.vocabulary import kinds, languages, offices, topics
from finder.web.editor.fields import STATUS
from finder.web.making.service import FROM_HOME, ON_SITE
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice
from geo.districts import districts

UNKNOWN = later("nicht bekannt")
NONE = "–"
STATUSES = {"published": later("veröffentlicht"), "draft": later("Entwurf"), "withdrawn": later("zurückgezogen")}
CERTIFICATES = {"": NONE, "yes": later("ja"), "no": later("nein"), "unknown": UNKNOWN}
INTAKES = {
    "unknown": UNKNOWN,
    "open": later("Nimmt neue Anfragen an."),
    "waiting": later("Hier gibt es eine Wartezeit."),
    "closed": later("Nimmt zurzeit niemanden neu auf."),
}
SCOPES = {
    "local": later("einzelne Landkreise und Städte"),
    "statewide": later("Ganz Rheinland-Pfalz"),
    "nationwide": later("Ganz Deutschland"),
}
RELATIONS = {
    "refers_to": later("verweist weiter an"),
    "accompanies": later("begleitet zu"),
    "agreement_with": later("hat eine Vereinbarung mit"),
    "same_house_as": later("ist im selben Haus wie"),
    "branch_of": later("ist Außenstelle von"),
    "speaks_for": later("vertritt"),
}
_WORDS = {
    "status": STATUSES, "certificate": CERTIFICATES, "intake": INTAKES, "scope": SCOPES,
    "channels": {**ON_SITE, **FROM_HOME},
}  # fmt: skip


def choices(field: str, voice: Voice, present: Iterable[str] = ()) -> dict[str, str]:
    """Value -> words, in the order of the page; ``present`` values are offered even where nobody knows them."""
    name = field.rpartition(".")[2]
    found = {code: voice(words) if words != NONE else NONE for code, words in _WORDS.get(name, {}).items()}
    found = found or _vocabulary(name, voice)
    return found | {code: code for code in present if code and code not in found}


def _vocabulary(name: str, voice: Voice) -> dict[str, str]:
    if name in ("district", "areas"):
        named = sorted((one.label, key) for key, one in districts().items())
        return ({"": NONE} if name == "district" else {}) | {key: label for label, key in named}
    if name == "intake_band":
        return {"": NONE} | {band: band for band in bands()}
    if name == "kinds":
        return {code: voice.kind(code) for code in kinds()}
    if name == "office":
        return {"": NONE} | _sorted({code: voice.office(code) for code in offices()})
    if name in ("topics", "topics_dropped"):
        return _sorted({code: voice.topic(code) for code in topics()})
    return _sorted({code: voice.tongue(code) for code in languages()}) if name == "languages" else {}


def _sorted(words: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(words.items(), key=lambda pair: pair[1].casefold()))


def shown(field: str, content: Any, voice: Voice) -> str:
    """A value of ``directory.facts`` as people read it: for conflicts, the history and records side by side."""
    if content is None or content == [] or content == "":
        return NONE
    if isinstance(content, bool):
        return voice("ja") if content else voice("nein")
    items = content if isinstance(content, list) else [content]
    if field.rpartition(".")[2] == "phones":
        return ", ".join(format_phone(str(item)) for item in items)
    words = choices(field, voice) if field != STATUS.name else choices("status", voice)
    return ", ".join(words.get(str(item), str(item)) for item in items)
