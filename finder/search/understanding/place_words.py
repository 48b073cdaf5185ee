"""Words around the name of a place: in, near, district of, city of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from finder.search.understanding.grammar import Grammar
from finder.search.understanding.tokens import Token, words
from finder.search.understanding.vocabulary_files import Patterns

Phrases = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Of all languages at once. ``at``: one word before a name ("in"), without those that also say "after", and the
    codes of the languages that have it."""

    at: Mapping[str, frozenset[str]]
    near: Phrases
    district: Phrases
    city: Phrases

    def before(self, tokens: Sequence[Token], start: int) -> frozenset[int]:
        """The indexes of the cue that stands right before ``start``; empty if there is none."""
        for phrases in (self.near, self.district, self.city):
            found = _ends_at(tokens, start, phrases)
            if found:
                return found
        return frozenset({start - 1}) if start and tokens[start - 1].folded in self.at else frozenset()

    def speaks(self, tokens: Sequence[Token], start: int, languages: frozenset[str]) -> bool:
        """Whether the word before ``start`` is a cue in one of these languages: "no" is one in Portuguese only."""
        found = self.at.get(tokens[start - 1].folded) if start else None
        return found is None or bool(found & languages)

    def says_district(self, tokens: Sequence[Token], start: int, end: int) -> frozenset[int]:
        """The indexes of 'Landkreis' before or 'Kreis' after the name, also with one word between (district of X)."""
        return _beside(tokens, start, end, self.district)

    def says_city(self, tokens: Sequence[Token], start: int, end: int) -> frozenset[int]:
        """The same for 'Stadt'."""
        return _beside(tokens, start, end, self.city)


def _ends_at(tokens: Sequence[Token], start: int, phrases: Phrases) -> frozenset[int]:
    for size in (4, 3, 2, 1):
        if size <= start and tuple(token.folded for token in tokens[start - size : start]) in phrases:
            return frozenset(range(start - size, start))
    return frozenset()


def _beside(tokens: Sequence[Token], start: int, end: int, phrases: Phrases) -> frozenset[int]:
    before = _ends_at(tokens, start, phrases) or (_ends_at(tokens, start - 1, phrases) if start > 1 else frozenset())
    if before:
        return before | frozenset(range(min(before), start))
    for size in (2, 1):
        if tuple(token.folded for token in tokens[end : end + size]) in phrases:
            return frozenset(range(end, min(end + size, len(tokens))))
    return frozenset()


def place_words(patterns: Iterable[Patterns], grammars: Mapping[str, Grammar]) -> PlaceWords:
    """Put together from the files of words and grammar.toml."""
    found = tuple(patterns)
    return PlaceWords(
        at=_languages_by_word(grammars),
        near=_phrases(text for each in found for text in each.near),
        district=_phrases(text for each in found for text in each.district),
        city=_phrases(text for each in found for text in each.city),
    )


def _languages_by_word(grammars: Mapping[str, Grammar]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, grammar in grammars.items():
        for word in grammar.in_place - grammar.not_age:
            found.setdefault(word, set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items()}


def _phrases(texts: Iterable[str]) -> Phrases:
    return frozenset(found for text in texts if (found := words(text)))
