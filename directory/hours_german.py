"""German opening hours as sources word them, to OSM ``opening_hours`` text, only where they can mean one thing.

``to_osm("Mo–Do 9–12 und 13–16 Uhr, Fr 9–12 Uhr")`` is ``"Mo-Th 09:00-12:00,13:00-16:00; Fr 09:00-12:00"``. A word
that the small grammar below does not know (``Telefon``, ``vormittags``, ``Stand 2018``, ``14-täglich``) makes the
answer None: then the source's wording is shown instead.

    hours  = clause {("," | ";") clause}
    clause = ["1." {("und" | ",") "3."} | "letzter"] days ["im Monat"] [","] (times | "geschlossen")
    days   = day ["-" day] {("," | "und" | "+" | "/") day ["-" day]}
    times  = "9-12:30" {("und" | ",") "13-16"}
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_GERMAN = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_DAY_OF = {name: at for at, word in enumerate(_GERMAN) for name in (word, f"{word}s", word[:2])}
_DAY_OF |= {name.casefold(): at for name, at in _DAY_OF.items() if len(name) > 2}
_ALWAYS = {"24 Stunden täglich", "rund um die Uhr", "24/7", "täglich 24 Stunden"}
_TIME = r"(?:[01]?\d|2[0-4])(?::[0-5]\d)?"
_TOKEN = re.compile(
    rf"\s*(?:(?P<range>{_TIME}\s*-\s*{_TIME})(?![\d:.])"
    r"|(?P<ordinal>[1-5])\.(?=\s)"
    rf"|(?P<day>{'|'.join(sorted(_DAY_OF, key=len, reverse=True))})\b"
    r"|(?P<last>letzter)\b|(?P<month>im Monat)\b|(?P<closed>geschlossen)\b|(?P<jeden>jeden)\b"
    r"|(?P<and>und|\+|/)|(?P<comma>,)|(?P<semicolon>;)|(?P<dash>-))"
)


class _NoGrammarError(Exception):
    """The text says more than the grammar knows."""


@dataclass(slots=True)
class _Rules:
    """Times in minutes by day and place in the month; an empty list means closed."""

    times: dict[tuple[int, tuple[int, ...]], list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, days: list[int], ordinals: tuple[int, ...], spans: list[tuple[int, int]]) -> None:
        for day in days:
            stated = (day, ordinals) in self.times
            known = self.times.setdefault((day, ordinals), [])
            if stated and not (known and spans):
                raise _NoGrammarError  # closed and open on one day
            if any(start < end_ and start_ < end for start, end in known for start_, end_ in spans):
                raise _NoGrammarError
            known.extend(spans)

    def osm(self) -> str:
        groups: dict[tuple[tuple[int, ...], str], list[int]] = {}
        for (day, ordinals), spans in sorted(self.times.items()):
            groups.setdefault((ordinals, _spans(sorted(spans))), []).append(day)
        return "; ".join(f"{_days(days, ordinals)} {text}" for (ordinals, text), days in groups.items())


def to_osm(text: str) -> str | None:
    """OSM text for German hours, or None where the wording leaves a doubt."""
    written = " ".join(text.split())
    if written in _ALWAYS:
        return "24/7"
    plain = re.sub(r"[–—‑]", "-", written)
    plain = re.sub(r"(?<=\d)\.(?=\d\d)", ":", plain)
    plain = re.sub(r"(?<=\d)\s*Uhr\b", "", plain)
    try:
        return _Parser(_tokens(plain)).hours().osm()
    except _NoGrammarError:
        return None


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _NoGrammarError
        tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
        at = match.end()
    return [token for token in tokens if token[0] != "jeden"]


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def hours(self) -> _Rules:
        rules = _Rules()
        self._clause(rules)
        while self.at < len(self.tokens):
            if not (self._take("comma") or self._take("semicolon")):
                raise _NoGrammarError
            self._clause(rules)
        if len({bool(ordinals) for _, ordinals in rules.times}) > 1:
            raise _NoGrammarError  # every week and once a month in one text: too much for one reading
        return rules

    def _clause(self, rules: _Rules) -> None:
        ordinals = self._ordinals()
        days = self._days()
        if self._take("month") and not ordinals:
            raise _NoGrammarError
        if ordinals:
            self._take("comma")
        rules.add(days, ordinals, [] if self._take("closed") else self._times())

    def _ordinals(self) -> tuple[int, ...]:
        if self._take("last"):
            return (-1,)
        found = []
        while word := self._take("ordinal"):
            found.append(int(word))
            if self._peek(1) == "ordinal" and self._peek() in ("and", "comma"):
                self.at += 1
        return tuple(found)

    def _days(self) -> list[int]:
        days = self._day_range()
        while self._peek() in ("comma", "and") and self._peek(1) == "day":
            self.at += 1
            days += self._day_range()
        return days

    def _day_range(self) -> list[int]:
        first = _DAY_OF[self._need("day")]
        if not self._take("dash"):
            return [first]
        last = _DAY_OF[self._need("day")]
        if last < first:
            raise _NoGrammarError
        return list(range(first, last + 1))

    def _times(self) -> list[tuple[int, int]]:
        spans = [_span(self._need("range"))]
        while self._peek() in ("comma", "and") and self._peek(1) == "range":
            self.at += 1
            spans.append(_span(self._need("range")))
        return spans

    def _peek(self, ahead: int = 0) -> str | None:
        place = self.at + ahead
        return self.tokens[place][0] if place < len(self.tokens) else None

    def _take(self, kind: str) -> str | None:
        if self._peek() != kind:
            return None
        self.at += 1
        return self.tokens[self.at - 1][1]

    def _need(self, kind: str) -> str:
        word = self._take(kind)
        if word is None:
            raise _NoGrammarError
        return word


def _span(text: str) -> tuple[int, int]:
    start, end = (_minutes(part) for part in text.split("-"))
    if not start < end <= 24 * 60:
        raise _NoGrammarError
    return start, end


def _minutes(text: str) -> int:
    hour, _, minute = text.strip().partition(":")
    return int(hour) * 60 + int(minute or 0)


def _spans(spans: list[tuple[int, int]]) -> str:
    clock = [f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}" for start, end in spans]
    return ",".join(clock) or "off"


def _days(days: list[int], ordinals: tuple[int, ...]) -> str:
    if ordinals:
        which = ",".join(map(str, ordinals))
        return ",".join(f"{_DAYS[day]}[{which}]" for day in days)
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    names = [_DAYS[day] for day in run]
    return f"{names[0]}-{names[-1]}" if len(run) > 2 else ",".join(names)
