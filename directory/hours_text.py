"""Opening hours as people write them, brought into OSM's opening_hours syntax where that is unambiguous."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from directory.vocabulary.reading import read_toml
from geo.resources import data_dir

_CLOCK = r"([01]?\d|2[0-4])(?:[:.]([0-5]\d))?"
_SPAN = re.compile(rf"(?<![\d:.]){_CLOCK} *- *{_CLOCK}(?![\d:.])")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """``days`` are OSM's codes, Monday first; ``spoken`` maps a lower-case word to its OSM token."""

    days: tuple[str, ...]
    spoken: dict[str, str]
    appointment: tuple[str, ...]


def words() -> Words:
    """The words of data/rules/hours.toml."""
    return _words(data_dir())


@cache
def _words(data: Path) -> Words:
    raw = read_toml(data / "rules" / "hours.toml")
    spoken = {word: token for token, listed in raw["day_words"].items() for word in listed}
    return Words(tuple(raw["days"]), spoken, tuple(raw["appointment"]))


def says_appointment(text: str) -> bool:
    """Whether a comment speaks of an appointment."""
    return any(word in text.lower() for word in words().appointment)


def outside_quotes(text: str, change: Callable[[str], str]) -> str:
    """``text`` with ``change`` applied to all that is not within double quotes."""
    parts = text.split('"')
    return '"'.join(change(part) if number % 2 == 0 else part for number, part in enumerate(parts))


def in_osm_syntax(text: str) -> str:
    """German day names, ``9-12``, ``9.30``, ``Uhr``, ``und`` and unquoted appointment words in OSM's syntax.

    >>> in_osm_syntax("Mo, Di 9–12 Uhr; Do 14 - 16.30 Uhr")
    'Mo,Tu 09:00-12:00; Th 14:00-16:30'
    """
    text = re.sub("[–—‑]", "-", text)
    return outside_quotes(text, _plain)


def _plain(text: str) -> str:
    text = _quote_appointment(text)
    return outside_quotes(text, _tokens)


def _quote_appointment(text: str) -> str:
    for word in words().appointment:
        found = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
        if found:
            return f'{text[: found.start()].rstrip()} "{found.group()}"{text[found.end() :]}'
    return text


def _tokens(text: str) -> str:
    text = re.sub(r"\s*\bUhr\b", "", text)
    text = _WORD.sub(lambda found: words().spoken.get(found.group().lower(), found.group()), text)
    text = re.sub(r"(?<=[A-Za-z]) *(?:,|\bund\b|\bu\.) *(?=[A-Z][a-z]\b)", ",", text)
    text = re.sub(r"(?<=[A-Za-z]) *- *(?=[A-Z][a-z]\b)", "-", text)
    text = _SPAN.sub(_span, text)
    return re.sub(r"(?<=\d) *(?:,|\bund\b) *(?=\d\d:)", ",", text)


def _span(found: re.Match[str]) -> str:
    start, start_minute, end, end_minute = found.groups()
    return f"{int(start):02}:{start_minute or '00'}-{int(end):02}:{end_minute or '00'}"
