"""The age in a line: "17 Jahre", "I am 30", "عمري ١٧ سنة"; not "zwei Wochen", "seit 3 Jahren" or § 24."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from finder.search.understanding.grammar import Grammar
from finder.search.understanding.tokens import Token, tokenise
from finder.search.understanding.vocabulary_files import Patterns

_YOUNGEST, _OLDEST = 6, 110  # who types a line about himself, or the child it is about
_BARE_YOUNGEST, _BARE_OLDEST = 12, 99  # a number alone is an age only within these
_NUMBER = "0"


@dataclass(frozen=True, slots=True)
class AgeWords:
    """How ages are said in all languages: (words before, words after) the number; and what makes it none."""

    said: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  # the longest first
    units: frozenset[str]
    not_age: frozenset[str]


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years, and the indexes of the words that say so."""

    years: int
    words: frozenset[int]


def age_words(patterns: Iterable[Patterns], grammars: Mapping[str, Grammar]) -> AgeWords:
    """All that is known about ages, put together from the data."""
    said = {_around(text) for found in patterns for text in found.age}
    return AgeWords(
        tuple(sorted(said - {((), ())}, key=lambda pair: (-len(pair[0]) - len(pair[1]), pair))),
        frozenset().union(*(grammar.units for grammar in grammars.values())),
        frozenset().union(*(grammar.not_age for grammar in grammars.values())) | {"§", "$", "€"},
    )


def _around(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = [token.folded for token in tokenise(text.replace("{n}", f" {_NUMBER} "))]
    at = found.index(_NUMBER) if _NUMBER in found else 0
    return tuple(found[:at]), tuple(found[at + 1 :])


def read_age(tokens: Sequence[Token], words: AgeWords, free: frozenset[int]) -> Age | None:
    """The first age said in so many words, else a number that stands alone; ``free``: words not yet explained."""
    numbers = [i for i in sorted(free) if tokens[i].number is not None]
    return said_age(tokens, numbers, words) or _bare(tokens, numbers, words)


def said_age(tokens: Sequence[Token], numbers: Iterable[int], words: AgeWords) -> Age | None:
    """The first of these numbers that is said to be an age."""
    folded = [token.folded for token in tokens]
    said = (_said(folded, at, words) for at in numbers if not _is_span(folded, at, words))
    return next((age for age in said if age), None)


def _said(folded: Sequence[str], at: int, words: AgeWords) -> Age | None:
    years = int(folded[at])
    if not _YOUNGEST <= years <= _OLDEST:
        return None
    for before, after in words.said:
        first, last = at - len(before), at + len(after)
        if first >= 0 and tuple(folded[first:at]) == before and tuple(folded[at + 1 : last + 1]) == after:
            return Age(years, frozenset(range(first, last + 1)))
    return None


def _is_span(folded: Sequence[str], at: int, words: AgeWords) -> bool:
    """'seit 3 Jahren', '§ 24', '24 параграф', '14 Tage': the word before or after says that this is no age."""
    before = folded[at - 1] if at else ""
    after = folded[at + 1] if at + 1 < len(folded) else ""
    return before in words.not_age or after in words.units or any(map(_is_law, (before, after)))


def _is_law(word: str) -> bool:
    """'Paragraph' in any case; its root is the same in nearly all languages."""
    return word.startswith(("§", "paragra", "параграф"))


def _bare(tokens: Sequence[Token], numbers: Sequence[int], words: AgeWords) -> Age | None:
    folded = [token.folded for token in tokens]
    for at in numbers:
        years = tokens[at].number or 0
        alone = len(tokens) > 1 and not _is_glued(tokens, at) and not _is_span(folded, at, words)
        if alone and _BARE_YOUNGEST <= years <= _BARE_OLDEST:
            return Age(years, frozenset({at}))
    return None


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """Part of something longer: 25a, 24/7, 0261 97."""
    before, after = tokens[at - 1 : at], tokens[at + 1 : at + 2]
    letter = any(token.start == tokens[at].end for token in after)
    return letter or any(token.number is not None for token in (*before, *after))
