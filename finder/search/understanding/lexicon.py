"""All words of all languages in memory, laid out for looking up: forms, phrases, and which phrases a form stands in."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from finder.search.understanding.ages import age_words
from finder.search.understanding.grammar import Grammar
from finder.search.understanding.packed import Rows
from finder.search.understanding.place_words import place_words
from finder.search.understanding.tables import FILLER_WEIGHT, Tables
from finder.search.understanding.tokens import Token, fold_word
from finder.search.understanding.vocabulary_files import Patterns

_NONE = Grammar(endings=frozenset({""}))
_SHORTEST_MENDED = 4


class Lexicon:
    """Read-only once built. Languages are bits of a mask; a form is one spelling with its accents."""

    def __init__(self, tables: Tables, grammars: Mapping[str, Grammar]) -> None:
        self.languages = tuple(tables.languages)
        self.bit = {code: 1 << i for i, code in enumerate(self.languages)}
        self.plain, self.by_folded = tables.plain, tables.by_folded
        self.mask, self.filler = tables.mask, tables.filler
        self.weight, self.total, self.needed = (array("d", x) for x in (tables.weight, tables.total, tables.needed))
        self.phrases, self.postings = Rows(tables.phrases), Rows(tables.postings)
        self.language, self.sentence = array("B", tables.language), array("B", tables.sentence)
        self._concepts, self._sets = array("I", tables.concepts), [tuple(found) for found in tables.concept_sets]
        self.sorted = list(self.by_folded)
        self.alone = {forms[0] for forms in self.phrases if len(forms) == 1}
        patterns = [Patterns(**{k: tuple(v) for k, v in found.items()}) for found in tables.patterns.values()]
        self.ages = age_words(patterns, grammars)
        self.places = place_words(patterns, grammars)
        self._read_grammars([(self.bit[code], grammars.get(code, _NONE)) for code in self.languages])

    def _read_grammars(self, grammars: list[tuple[int, Grammar]]) -> None:
        self.ending_mask: dict[str, int] = defaultdict(int)
        self.prefix_mask: dict[str, int] = defaultdict(int)
        for bit, grammar in grammars:
            for ending in grammar.endings:
                self.ending_mask[ending] |= bit
            for prefix in grammar.prefixes:
                self.prefix_mask[prefix] |= bit
        self.ending_mask, self.prefix_mask = dict(self.ending_mask), dict(self.prefix_mask)
        self.contiguous = sum(bit for bit, grammar in grammars if grammar.contiguous)
        self.compounding = sum(bit for bit, grammar in grammars if grammar.linking)
        self.linking = tuple(dict.fromkeys(letters for _, grammar in grammars for letters in grammar.linking))

    def concepts(self, phrase: int) -> tuple[str, ...]:
        """The concepts that a phrase leads to."""
        return self._sets[self._concepts[phrase]]

    def is_filler(self, form: int, phrase: int) -> bool:
        """Whether the form carries no meaning in the language of the phrase."""
        return bool(self.filler[form] >> self.language[phrase] & 1)

    def weight_in(self, form: int, phrase: int) -> float:
        """How much the form tells in this phrase."""
        return FILLER_WEIGHT if self.is_filler(form, phrase) else self.weight[form]

    def with_prefix(self, prefix: str) -> Iterable[str]:
        """The folded forms that start so, in order."""
        at = bisect_left(self.sorted, prefix)
        while at < len(self.sorted) and self.sorted[at].startswith(prefix):
            yield self.sorted[at]
            at += 1

    def known(self, folded: str) -> int:
        """The mask of languages that have this very word."""
        mask = 0
        for form in self.by_folded.get(folded, ()):
            mask |= self.mask[form]
        return mask

    def has(self, token: Token) -> bool:
        """Whether it has this very word, accents and all, unless it was typed without any."""
        return any(True for _ in self._forms_of(token))

    def means_alone(self, token: Token) -> bool:
        """Whether this very word by itself leads to a concept, or is a filler."""
        return any(form in self.alone or self.filler[form] for form in self._forms_of(token))

    def in_phrase(self, token: Token, line: frozenset[str]) -> bool:
        """Whether a phrase of several words with this one stands in a line of these folded words: Down's syndrome."""
        phrases = (self.phrases[number] for form in self._forms_of(token) for number in self.postings[form])
        return any(len(forms) > 1 and all(fold_word(self.plain[form]) in line for form in forms) for forms in phrases)

    def _forms_of(self, token: Token) -> Iterator[int]:
        forms = self.by_folded.get(token.folded, ())
        return (form for form in forms if token.plain.isascii() or self.plain[form] == token.plain)

    @cached_property
    def buckets(self) -> Mapping[tuple[str, int], list[str]]:
        """Folded forms by first letter and length, for typing errors; made when the first one is met."""
        buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self.sorted:
            if len(word) >= _SHORTEST_MENDED:
                buckets[word[0], len(word)].append(word)
        return dict(buckets)
