"""A language's name as somebody's origin: "ich bin Araber", "українська родина". That is no wish for the language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from finder.search.understanding.grammar import Grammar
from finder.search.understanding.tokens import Token

_MOST_WORDS = 3  # of a row that stands beside the name: "I m a"
_FAMILY = "language."

Rows = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OriginWords:
    """Of all languages at once: rows of words that stand right before or right after the name, and the beginnings and
    endings of names that always say a wish (arabisch, українською)."""

    before: Rows
    after: Rows
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]

    def say_origin(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the name of a language at this index is somebody's origin."""
        name = tokens[at].folded
        return not name.startswith(self.beginnings) and not name.endswith(self.endings) and self.beside(tokens, at)

    def beside(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether words of an origin stand beside the word ``at``."""
        folded = [token.folded for token in tokens]
        sizes = range(1, _MOST_WORDS + 1)
        before = (tuple(folded[max(0, at - size) : at]) for size in sizes)
        after = (tuple(folded[at + 1 : at + 1 + size]) for size in sizes)
        return any(row in self.before for row in before) or any(row in self.after for row in after)


def origin_words(grammars: Iterable[Grammar]) -> OriginWords:
    """Put together from grammar.toml."""
    found = tuple(grammars)
    return OriginWords(
        _rows(word for grammar in found for word in grammar.origin_before),
        _rows(word for grammar in found for word in grammar.origin_after),
        tuple(form[:-1] for grammar in found for form in grammar.wish_forms if form.endswith("-")),
        tuple(form[1:] for grammar in found for form in grammar.wish_forms if form.startswith("-")),
    )


def without_origins(
    concepts: Iterable[str], words: frozenset[int], tokens: Sequence[Token], origins: OriginWords
) -> tuple[str, ...]:
    """The concepts of a phrase that explains these words, without the language if its bare name says an origin.

    "Beratung arabisch" is a wish, and so is "ukrainischer Psychologe"; so are two words ("spricht Arabisch") anywhere.
    """
    concepts = tuple(concepts)
    if len(words) != 1 or not any(code.startswith(_FAMILY) for code in concepts):
        return concepts
    if not origins.say_origin(tokens, min(words)):
        return concepts
    return tuple(code for code in concepts if not code.startswith(_FAMILY))


def _rows(words: Iterable[str]) -> Rows:
    return frozenset(tuple(word.split("_")) for word in words)
