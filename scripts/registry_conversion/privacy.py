"""What must never be published: personal e-mail addresses, mobiles, names of staff, addresses of women's shelters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from directory.registry_files import Entry
from geo.text import fold
from scripts.registry_conversion.report import Report

_MOBILE = re.compile(r"\+491(?:5|6|7)\d+")
_PERSON = re.compile(r"\b(?:Herrn?|Frau|Dr\.|Prof\.|Dipl\.-\w+)\s+(?:[A-ZÄÖÜ][a-zäöüß]+\s+)?[A-ZÄÖÜ][a-zäöüß]+")
_SHELTER = re.compile(r"frauenhaus|frauenschutzwohnung|frauenzufluchts", re.IGNORECASE)


def is_personal_email(address: str, functions: Sequence[str]) -> bool:
    """Whether the local part looks like first.last of a person: two or three words, none of them a function.

    ``functions`` are beginnings and endings of words for offices, so that ``fachstelle.sucht@`` is none of a person.
    """
    words = re.split(r"[._]", fold(address.partition("@")[0]))
    named = 2 <= len(words) <= 3 and all(re.fullmatch(r"[a-z][a-z-]*", word) for word in words)
    return named and not any(word.startswith(f) or word.endswith(f) for word in words for f in functions)


def is_shelter(name: str) -> bool:
    """Whether the name speaks of a women's shelter: then no street, postcode, position or door is kept."""
    return bool(_SHELTER.search(name))


def protect(entry: Entry, fact: str, functions: Sequence[str], report: Report) -> None:
    """Drops from ``entry`` whatever must not be published and says so in the report."""
    if entry.email and is_personal_email(entry.email, functions):
        report.note("dropped for privacy", fact, "e-mail address of a person")
        entry.email = None
    mobiles = [number for number in entry.phones if _MOBILE.match(number)]
    if mobiles:
        report.note("dropped for privacy", fact, f"{len(mobiles)} mobile number(s)")
        entry.phones = [number for number in entry.phones if number not in mobiles]
    if is_shelter(entry.name) and entry.doors:
        report.note("dropped for privacy", fact, "place of a record that names a women's shelter")
        _without_place(entry)
    for field in ("name", "organization", "access_text", "target_group"):
        if _PERSON.search(getattr(entry, field) or ""):
            report.note("look again: a person's name?", fact, field)


def _without_place(entry: Entry) -> None:
    texts = [door.hours_text for door in entry.doors if door.hours_text]
    hours = [door.hours for door in entry.doors if door.hours]
    entry.hours_text = entry.hours_text or (texts[0] if texts else None)
    entry.hours = entry.hours or (hours[0] if hours else None)
    entry.doors = []
