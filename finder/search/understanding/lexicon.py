"""All words of all languages in memory, laid out for looking up: forms, phrases, and which phrases a form stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from finder.search.understanding.ages import age_words
from finder.search.understanding.grammar import Grammar
from finder.search.understanding.origins import origin_words
from finder.search.understanding.packed import Packed
from finder.search.understanding.place_words import place_words
from finder.search.understanding.tables import FILLER_WEIGHT
from finder.search.understanding.tokens import Token, fold_word
from finder.search.understanding.vocabulary_files import Patterns

_NONE = Grammar(endings=frozenset({""}))
_SHORTEST_MENDED = 4


class Lexicon:
    """Read-only once built. Languages are bits of a mask; a form is one spelling with its accents."""

    def __init__(self, packed: Packed, grammars: Mapping[str, Grammar]) -> None:
        head = packed.head
        self.languages = tuple(head["languages"])
        self.bit = {code: 1 << i for i, code in enumerate(self.languages)}
        self.mask, self.filler = ([head["masks"][i] for i in packed.column(name)] for name in ("mask", "filler"))
        self.plain, self.alone = packed.words("plain"), packed.column("alone")
        self.weight, self.total, self.needed = (packed.column(name) for name in ("weight", "total", "needed"))
        self.phrases, self.postings = packed.rows("phrases"), packed.rows("postings")
        self.language, self.sentence = packed.column("language"), packed.column("sentence")
        self._concepts, self._sets = packed.column("concepts"), [tuple(found) for found in head["concept_sets"]]
        self._folded, self._forms = list(packed.words("folded")), packed.rows("forms")
        patterns = {
            code: Patterns(**{k: tuple(v) for k, v in found.items()}) for code, found in head["patterns"].items()
        }
        self.ages = age_words(patterns, grammars)
        self.places = place_words(patterns.values(), grammars)
        self.origins = origin_words(grammars.values())
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

    def forms(self, folded: str) -> Sequence[int]:
        """The forms that look so once folded; none for an unknown word."""
        at = bisect_left(self._folded, folded)
        return self._forms[at] if at < len(self._folded) and self._folded[at] == folded else ()

    def with_prefix(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The folded words that start so, in order, each with its number in ``forms_at``."""
        at = bisect_left(self._folded, prefix)
        while at < len(self._folded) and self._folded[at].startswith(prefix):
            yield self._folded[at], at
            at += 1

    def forms_at(self, number: int) -> Sequence[int]:
        """The forms of a word that ``with_prefix`` gave."""
        return self._forms[number]

    def known(self, folded: str) -> int:
        """The mask of languages that have this very word."""
        mask = 0
        for form in self.forms(folded):
            mask |= self.mask[form]
        return mask

    def has(self, token: Token) -> bool:
        """Whether it has this very word, accents and all, unless it was typed without any."""
        return any(True for _ in self._forms_of(token))

    def means_alone(self, token: Token) -> bool:
        """Whether this very word by itself leads to a concept, or is a filler."""
        return any(self.alone[form] or self.filler[form] for form in self._forms_of(token))

    def in_phrase(self, token: Token, line: frozenset[str]) -> bool:
        """Whether a phrase of several words with this one stands in a line of these folded words: Down's syndrome."""
        phrases = (self.phrases[number] for form in self._forms_of(token) for number in self.postings[form])
        return any(len(forms) > 1 and all(fold_word(self.plain[form]) in line for form in forms) for forms in phrases)

    def _forms_of(self, token: Token) -> Iterator[int]:
        forms = self.forms(token.folded)
        return (form for form in forms if token.plain.isascii() or self.plain[form] == token.plain)

    @cached_property
    def buckets(self) -> Mapping[tuple[str, int], list[str]]:
        """Folded forms by first letter and length, for typing errors; made when the first one is met."""
        buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._folded:
            if len(word) >= _SHORTEST_MENDED:
                buckets[word[0], len(word)].append(word)
        return dict(buckets)
