"""The languages of the pages: one table, and the choice among them (RFC 4647 "lookup").

A language gets a line here when its catalogue is complete, never before: a half-translated page is worse than a
German one. ``ui`` of the API and Accept-Language take any tag; ``nearest`` says which pages we have for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Language:
    """``babel`` is the CLDR locale for dates and numbers (CLDR lacks some of our languages).

    ``machine``: the month of a translation that a machine made and no native speaker has read yet; the pages say so.
    """

    code: str
    own_name: str
    dir: Literal["ltr", "rtl"]
    babel: str
    machine: str | None = None


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("de", "Deutsch", "ltr", "de"),
        # A registered variant. Not called "Leichte Sprache" until people of the target group have tested it.
        Language("de-simple", "Einfache Sprache", "ltr", "de", machine="2026-11"),
        Language("en", "English", "ltr", "en_GB", machine="2026-11"),
        Language("uk", "Українська", "ltr", "uk", machine="2026-11"),
        Language("ru", "Русский", "ltr", "ru", machine="2026-11"),
        Language("ar", "العربية", "rtl", "ar", machine="2026-11"),
        Language("fa", "فارسی / دری", "rtl", "fa", machine="2026-11"),
        Language("tr", "Türkçe", "ltr", "tr", machine="2026-11"),
        Language("fr", "Français", "ltr", "fr", machine="2026-11"),
        Language("pl", "Polski", "ltr", "pl", machine="2026-11"),
        Language("ro", "Română", "ltr", "ro", machine="2026-11"),
        Language("bg", "Български", "ltr", "bg", machine="2026-11"),
    )
}
DEFAULT = "de"

# Other tags for the same language. Never a related one: Kurdish speakers are not served Turkish. Dari is Persian, and
# the Persian pages hold its words beside.
ALIASES = {
    "kmr": "ku", "fa-af": "prs", "dari": "prs", "prs": "fa", "iw": "he", "in": "id", "sh": "sr", "no": "nb",
    "fil": "tl", "gsw": "de", "nds": "de", "lb": "de", "ckb": "ckb",
}  # fmt: skip

_RANGE = re.compile(
    r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?\s*"
)


def _ranges(header: str) -> list[str]:
    """The language ranges of an Accept-Language header, most wanted first; what is malformed is skipped."""
    found: list[tuple[float, int, str]] = []
    for position, part in enumerate(header[:1000].split(",")):
        match = _RANGE.fullmatch(part)
        if match and (weight := float(match[2] or 1)) > 0:
            found.append((-weight, position, match[1].lower()))
    return [tag for _weight, _position, tag in sorted(found)]


def _prefixes(tag: str) -> Iterable[str]:
    """``zh-hant-tw``, ``zh-hant``, ``zh``; a single letter or digit never ends a prefix (RFC 4647, 3.4)."""
    parts = tag.lower().replace("_", "-").split("-")
    while parts:
        joined = "-".join(parts)
        yield joined
        alias = ALIASES.get(joined)
        while alias and alias != joined:
            yield alias
            alias = ALIASES.get(alias)
        parts.pop()
        if parts and len(parts[-1]) == 1:
            parts.pop()


def lookup(tag: str, offered: Iterable[str] = LANGUAGES) -> str | None:
    """The offered language for one tag, or None.

    >>> lookup("en-US"), lookup("uk-UA"), lookup("kmr-Latn", ["ku", "tr"])
    ('en', 'uk', 'ku')
    """
    known = {code.lower(): code for code in offered}
    return next((known[prefix] for prefix in _prefixes(tag) if prefix in known), None)


# Whoever wishes for the first did not ask for its neighbours, even where they stand further down in the header.
_NEVER_INSTEAD = {"uk": {"ru"}, "ku": {"tr", "ar", "fa"}, "ckb": {"tr", "ar", "fa"}}


def negotiate(header: str, offered: Iterable[str] = LANGUAGES, default: str = DEFAULT) -> str:
    """The page language for an Accept-Language header.

    >>> negotiate("uk-UA,ru;q=0.8", ["de", "ru"]), negotiate("uk-UA,ru", ["de", "ru", "uk"]), negotiate("ar, en;q=0.5")
    ('de', 'uk', 'ar')
    """
    codes = tuple(offered)
    ranges = _ranges(header)
    barred = _NEVER_INSTEAD.get(lookup(ranges[0], _NEVER_INSTEAD) or "", set()) if ranges else set()
    found = (lookup(tag, codes) for tag in ranges if tag != "*")  # a wish for anything is no wish (RFC 4647, 3.4)
    return next((code for code in found if code and code not in barred), default)


def nearest(tag: str) -> Language:
    """The page language for any tag; German where we have none."""
    return LANGUAGES[lookup(tag) or DEFAULT]
