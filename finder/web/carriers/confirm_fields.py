"""One fact as a carrier reads and types it: German wording, one line a phone number, languages by their names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from directory.contacts import clean_email, clean_url, format_phone, parse_phones
from directory.facts import Facts, blank, door_field, value
from directory.hours_german import to_osm
from directory.hours_week import describe
from directory.intake import holds, holds_until
from directory.vocabulary import label, languages
from finder.web.wording.catalogue import Translation
from finder.web.wording.marking import later
from geo.text import fold

LONGEST = 2000  # characters of one field
_PARTS = re.compile(r"[,;/\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

FAULTS = {
    "phone": later("Diese Nummer können wir nicht lesen. Bitte schreiben Sie sie mit Vorwahl, eine in jede Zeile."),
    "email": later("Das ist keine E-Mail-Adresse."),
    "url": later("Das ist keine Internetadresse."),
    "postcode": later("Eine Postleitzahl hat fünf Ziffern."),
    "name": later("Ohne Namen geht es nicht."),
    "long": later("Bitte schreiben Sie kürzer."),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What a text means: the facts that change, a remark for the editor, or what is wrong with it."""

    facts: Facts = field(default_factory=dict)
    remark: str | None = None
    fault: str | None = None


def clean(text: str) -> str:
    """With one sort of line end, without control characters and blanks at the edges."""
    lines = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def written(facts: Facts, name: str, german: Translation, today: date) -> str:
    """A field as it stands in the form: what is in force, or nothing."""
    part = name.rpartition(".")[2]
    content = value(facts, name)
    if part == "phones":
        return "\n".join(map(format_phone, content))
    if part == "languages":
        return ", ".join(label(code, german.language.code, of="language") for code in content)
    if part == "hours_text":
        return clean(content or _described(facts, name, german))
    if part in ("intake", "intake_band") and not holds(value(facts, "intake_until"), today):
        return "unknown" if part == "intake" else ""
    return clean(content or "")


def _described(facts: Facts, name: str, german: Translation) -> str:
    """The week in words, where only its exact form is known."""
    rows = describe(value(facts, name.removesuffix("_text")))
    return "\n".join(f"{german.weekday(row.day)} {row.times('de')}" for row in rows if row.spans and not row.weeks)


def read(name: str, text: str, today: date) -> Typed:
    """What somebody typed into a field that they changed."""
    if len(text) > LONGEST:
        return Typed(fault=FAULTS["long"])
    part = name.rpartition(".")[2]
    return _READERS.get(part, _plain)(name, text, today)


def _plain(name: str, text: str, _: date) -> Typed:
    return Typed({name: text or blank(name)})


def _name(name: str, text: str, _: date) -> Typed:
    return Typed({name: text}) if text else Typed(fault=FAULTS["name"])


def _phones(name: str, text: str, _: date) -> Typed:
    lines = [line for line in text.split("\n") if line]
    found = [parse_phones(line) for line in lines]
    if not all(found):
        return Typed(fault=FAULTS["phone"])
    return Typed({name: list(dict.fromkeys(number for numbers in found for number in numbers))})


def _checked(good: Callable[[str], Any], fault: str) -> Callable[[str, str, date], Typed]:
    def reader(name: str, text: str, _: date) -> Typed:
        found = good(text) if text else None
        return Typed(fault=FAULTS[fault]) if text and not found else Typed({name: found})

    return reader


def _postcode(text: str) -> str | None:
    return text if re.fullmatch(r"\d{5}", text, re.ASCII) else None


def _languages(name: str, text: str, _: date) -> Typed:
    known = {fold(word): code for code, entry in languages().items() for word in _names(code, entry)}
    words = [word.strip() for word in _PARTS.split(text.replace(" und ", ",")) if word.strip()]
    codes = [known[fold(word)] for word in words if fold(word) in known]
    strange = [word for word in words if fold(word) not in known]
    remark = f"Sprachen laut Stelle, uns unbekannt: {', '.join(strange)}" if strange else None
    return Typed({name: list(dict.fromkeys(codes))}, remark)


def _names(code: str, entry: Any) -> tuple[str, ...]:
    return (code, entry.label("de"), entry.label("en"), entry.own)


def _hours(name: str, text: str, _: date) -> Typed:
    """The exact form only where the wording can mean one thing; an old one would belie it."""
    one_line = "; ".join(line for line in text.replace("Uhr", "").split("\n") if line.strip())
    return Typed({name: text or None, name.removesuffix("_text"): to_osm(one_line) if text else None})


def _band(name: str, text: str, today: date) -> Typed:
    return Typed({name: text or None} | ({"intake_until": holds_until(today)} if text else {}))


def _intake(name: str, text: str, today: date) -> Typed:
    until = holds_until(today) if text != "unknown" else None
    return Typed({name: text, "intake_until": until})


_READERS: dict[str, Callable[[str, str, date], Typed]] = {
    "name": _name,
    "phones": _phones,
    "email": _checked(clean_email, "email"),
    "url": _checked(clean_url, "url"),
    "postcode": _checked(_postcode, "postcode"),
    "languages": _languages,
    "hours_text": _hours,
    "intake": _intake,
    "intake_band": _band,
}


def fields_of(facts: Facts, group: str) -> list[tuple[str | None, tuple[str, ...]]]:
    """The fields of a group as the form asks for them: a part for each door (by key), or one for the service (None)."""
    doors: list[str] = value(facts, "doors")
    own, of_door = _FORM[group]
    parts: list[tuple[str | None, tuple[str, ...]]] = []
    with_own_phone = [key for key in doors if value(facts, door_field(key, "phones"))]
    if group == "phone":
        parts = [(key, (door_field(key, "phones"),)) for key in with_own_phone]
        return [(None, ("phones",)), *parts] if value(facts, "phones") or not parts else parts
    if of_door and doors:
        return [(key, tuple(door_field(key, name) for name in of_door)) for key in doors]
    return [(None, own)] if own else []


# Group -> fields of the service, and of a door, which take their place.
_FORM: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "name": (("name", "organization", "email", "url"), ()),
    "phone": (("phones",), ("phones",)),
    "address": ((), ("street", "postcode", "city")),
    "hours": (("hours_text",), ("hours_text",)),
    "languages": (("languages",), ()),
    "eligibility": (("target_group", "access_text", "intake", "intake_band"), ()),
}


def door_name(facts: Facts, key: str) -> str:
    """What people call a door: its name, else its street or town."""
    named = (value(facts, door_field(key, part)) for part in ("name", "street", "city"))
    return next(filter(None, named), key)
