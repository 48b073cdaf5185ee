"""All words of all languages in memory, laid out for looking up: forms, phrases, and which phrases a form stands in."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from finder.search.understanding.ages import age_words
from finder.search.understanding.grammar import Grammar
from finder.search.understanding.place_words import place_words
from finder.search.understanding.tokens import Token
from finder.search.understanding.vocabulary_files import Patterns
from geo.text import spellings

# A word that stands in the sentences of many concepts says little; a filler says nearly nothing.
_FILLER_WEIGHT = 0.35
_BEST_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class StoredPhrase:
    """``forms`` are numbers of forms in order, ``concepts`` codes, ``language`` the bit's number; see Lexicon."""

    forms: tuple[int, ...]
    concepts: tuple[str, ...]
    language: int
    sentence: bool


class Lexicon:
    """Read-only once built. Languages are bits of a mask; a form is one spelling with its accents."""

    def __init__(
        self,
        languages: tuple[str, ...],
        forms: tuple[tuple[str, str, int], ...],  # (with accents, folded, mask of languages)
        phrases: tuple[StoredPhrase, ...],
        filler: Mapping[int, int],  # form -> mask of the languages in which it carries no meaning
        grammars: Mapping[str, Grammar],
        patterns: Mapping[str, Patterns],
    ) -> None:
        self.languages = languages
        self.bit = {code: 1 << i for i, code in enumerate(languages)}
        self.plain = [form[0] for form in forms]
        self.folded = [form[1] for form in forms]
        self.mask = [form[2] for form in forms]
        self.phrases = phrases
        self.filler = filler
        self.grammars = grammars
        self.patterns = patterns
        self.ages = age_words(patterns.values(), grammars)
        self.places = place_words(patterns.values(), grammars)
        self.alone = {phrase.forms[0] for phrase in phrases if len(phrase.forms) == 1}
        self.by_folded = _by_folded(forms)
        self.sorted = sorted(self.by_folded)
        self.weight = self._weights()
        self.postings = self._postings()
        self.total = [sum(self.token_weight(f, p.language) for f in set(p.forms)) for p in phrases]
        self.needed = [self._needed(phrase, total) for phrase, total in zip(phrases, self.total, strict=True)]
        self.ending_mask = self._mask_of("endings")
        self.prefix_mask = self._mask_of("prefixes")
        self.contiguous = sum(self.bit[code] for code in languages if grammars.get(code, _NONE).contiguous)
        self.linking = tuple(dict.fromkeys(x for code in languages for x in grammars.get(code, _NONE).linking))
        self.compounding = sum(self.bit[code] for code in languages if grammars.get(code, _NONE).linking)
        self.buckets = _buckets(self.sorted)

    def token_weight(self, form: int, language: int) -> float:
        """How much a form tells in a phrase of this language (by number)."""
        return _FILLER_WEIGHT if self.filler.get(form, 0) >> language & 1 else self.weight[form]

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
        return any(form in self.alone or form in self.filler for form in self._forms_of(token))

    def _forms_of(self, token: Token) -> Iterator[int]:
        forms = self.by_folded.get(token.folded, ())
        return (form for form in forms if token.plain.isascii() or self.plain[form] == token.plain)

    def _weights(self) -> list[float]:
        seen: dict[int, set[str]] = defaultdict(set)
        for phrase in self.phrases:
            for form in phrase.forms:
                seen[form].update(code.partition(".")[2] or code for code in phrase.concepts)
        return [_BEST_WEIGHT / (1 + 0.4 * math.log(max(1, len(seen[f])))) for f in range(len(self.plain))]

    def _postings(self) -> dict[int, list[int]]:
        postings: dict[int, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            telling = [f for f in phrase.forms if not self.filler.get(f, 0) >> phrase.language & 1]
            for form in dict.fromkeys(telling or phrase.forms):
                postings[form].append(number)
        return dict(postings)

    def _needed(self, phrase: StoredPhrase, total: float) -> float:
        """The weight that the telling words must bring, if all the fillers are there, for half of the phrase."""
        fillers = sum(_FILLER_WEIGHT for f in set(phrase.forms) if self.filler.get(f, 0) >> phrase.language & 1)
        return 0.0 if fillers >= total else 0.5 * total - fillers

    def _mask_of(self, name: str) -> dict[str, int]:
        masks: dict[str, int] = defaultdict(int)
        for code in self.languages:
            for piece in getattr(self.grammars.get(code, _NONE), name):
                masks[piece] |= self.bit[code]
        return dict(masks)


_NONE = Grammar(endings=frozenset({""}))


def _by_folded(forms: Iterable[tuple[str, str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, (plain, folded, _) in enumerate(forms):
        keys = {folded} if plain.isascii() else {folded, *spellings(plain)} if _umlaut(plain) else {folded}
        for key in keys:
            found[key] = (*found.get(key, ()), number)
    return found


def _umlaut(plain: str) -> bool:
    return any(letter in plain for letter in "äöü")


def _buckets(folded: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    """Forms by first letter and length, for typing errors."""
    buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in folded:
        if len(word) > 3:
            buckets[word[0], len(word)].append(word)
    return dict(buckets)
