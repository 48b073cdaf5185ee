"""The age in a line: "17 Jahre", "I am 30", "عمري ١٧ سنة"; not "30 €", "zwei Wochen", "seit 3 Jahren" or § 24."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from finder.search.understanding.grammar import Grammar
from finder.search.understanding.tokens import Token, tokenise
from finder.search.understanding.vocabulary_files import Patterns

_YOUNGEST, _OLDEST = 6, 110  # who types a line about himself, or the child it is about
_BARE_YOUNGEST, _BARE_OLDEST = 12, 99  # a number alone is an age only within these
_NUMBER = "0"
_UNMISTAKABLE = 4  # letters: 'po', 'za', 'de' say something else in every language, 'seit' and 'через' do not
_SIZES = (1, 2, 3, 4)  # of words in a row

Words = tuple[str, ...]
Around = tuple[Words, Words]  # before and after the number


@dataclass(frozen=True, slots=True)
class Doubts:
    """Words right before or after a number that make it something else: since, weeks, ago. ``between``: words that may
    stand between those before and the number ("seit mehr als 20 Jahren")."""

    before: frozenset[Words] = frozenset()
    after: frozenset[Words] = frozenset()
    between: frozenset[str] = frozenset()

    def hold(self, folded: Sequence[str], first: int, last: int) -> bool:
        """Whether such words stand right before the word ``first`` or right after the word ``last``."""
        after = (tuple(folded[last + 1 : last + 1 + size]) for size in _SIZES)
        return self._hold_before(folded, first) or any(words in self.after for words in after)

    def _hold_before(self, folded: Sequence[str], first: int) -> bool:
        before = (tuple(folded[max(0, first - size) : first]) for size in _SIZES)
        if any(words in self.before for words in before):
            return True
        return first > 0 and folded[first - 1] in self.between and self._hold_before(folded, first - 1)

    def __or__(self, other: Doubts) -> Doubts:
        return Doubts(self.before | other.before, self.after | other.after, self.between | other.between)


@dataclass(frozen=True, slots=True)
class AgeWords:
    """How ages are said in all languages, the longest first, each with what makes it none in the languages that say
    it so; the same for a number alone, which is of no language; and how names of streets end."""

    said: tuple[tuple[Around, Doubts], ...]
    alone: Doubts
    street_ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years, and the indexes of the words that say so."""

    years: int
    words: frozenset[int]


def age_words(patterns: Mapping[str, Patterns], grammars: Mapping[str, Grammar]) -> AgeWords:
    """All that is known about ages, put together from the data; ``patterns`` by language."""
    said: dict[Around, Doubts] = {}
    long = frozenset(word for grammar in grammars.values() for word in grammar.not_age if len(word) >= _UNMISTAKABLE)
    for language, found in patterns.items():
        grammar = grammars.get(language, Grammar())
        for around in (*map(_around, found.age), *(((), (year,)) for year in grammar.years)):
            said[around] = said.get(around, Doubts()) | _doubts(around, grammar, grammar.not_age | long)
    said.pop(((), ()), None)
    longest_first = sorted(said.items(), key=lambda item: (-len(item[0][0]) - len(item[0][1]), item[0]))
    streets = tuple(sorted({end for grammar in grammars.values() for end in grammar.street_ends}))
    return AgeWords(tuple(longest_first), _alone(said, grammars), streets)


def _doubts(around: Around, grammar: Grammar, not_age: frozenset[str]) -> Doubts:
    """'seit 17 Jahren', '17 years ago', 'I am 17 days'. What stands in the pattern itself is none: 'od 17 godina'."""
    before, after = around
    stay = _rows(grammar.stay) if _says_no_age(before, grammar) else frozenset()
    if not after:
        lasting = {(year, *row) for year in grammar.years for row in _rows(grammar.ago) | stay}
        return Doubts(after=_rows(grammar.units) | lasting)
    if after[-1] not in grammar.years:
        return Doubts()
    return Doubts(_leading_to(before, not_age | grammar.span, grammar), _rows(grammar.ago) | stay, grammar.hedge)


def _leading_to(before: Words, doubtful: frozenset[str], grammar: Grammar) -> frozenset[Words]:
    """What stands before the pattern's own first words: 'il y a 17 ans' is more than 'à 17 ans'."""
    rows, own = _rows(doubtful), len(before)
    longer = frozenset(row[: len(row) - own] for row in rows if len(row) > own and row[len(row) - own :] == before)
    return longer | rows if set(before) <= grammar.hedge else longer  # 'depuis plus de 17 ans'


def _says_no_age(before: Words, grammar: Grammar) -> bool:
    """Nothing does, or a verb that says length of stay as well, or only 'of': 'ich bin 20 Jahre hier'."""
    return not before or before[-1] in grammar.being | grammar.span


def _alone(said: Iterable[Around], grammars: Mapping[str, Grammar]) -> Doubts:
    """The words of all languages, but for those that say an age in one of them: Italian 'ha 17', Portuguese 'há 17'.

    A number with years after it has been judged by then.
    """
    leading = {before[-1:] for before, _ in said}
    not_age = _rows(word for grammar in grammars.values() for word in grammar.not_age)
    after = _rows(word for grammar in grammars.values() for word in grammar.units | grammar.years)
    return Doubts(not_age - leading, after)


def _rows(words: Iterable[str]) -> frozenset[Words]:
    return frozenset(tuple(word.split("_")) for word in words)


def _around(text: str) -> Around:
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
    said = (_said(folded, at, words) for at in numbers if not _is_law_number(folded, at))
    return next((age for age in said if age), None)


def _said(folded: Sequence[str], at: int, words: AgeWords) -> Age | None:
    years = int(folded[at])
    if not _YOUNGEST <= years <= _OLDEST:
        return None
    for (before, after), doubts in words.said:
        first, last = at - len(before), at + len(after)
        stands = first >= 0 and tuple(folded[first:at]) == before and tuple(folded[at + 1 : last + 1]) == after
        if stands and not doubts.hold(folded, first, last):
            return Age(years, frozenset(range(first, last + 1)))
    return None


def _is_law_number(folded: Sequence[str], at: int) -> bool:
    """'§ 24', '24 параграф'."""
    return any(_is_law(word) for word in (*folded[max(0, at - 1) : at], *folded[at + 1 : at + 2]))


def _is_law(word: str) -> bool:
    """'Paragraph' in any case; its root is the same in nearly all languages."""
    return word.startswith(("§", "paragra", "параграф"))


def _bare(tokens: Sequence[Token], numbers: Sequence[int], words: AgeWords) -> Age | None:
    folded = [token.folded for token in tokens]
    for at in numbers:
        years = tokens[at].number or 0
        alone = len(tokens) > 1 and not _is_glued(tokens, at)
        doubtful = words.alone.hold(folded, at, at) or _is_law_number(folded, at) or _is_house(folded, at, words)
        if alone and not doubtful and _BARE_YOUNGEST <= years <= _BARE_OLDEST:
            return Age(years, frozenset({at}))
    return None


def _is_house(folded: Sequence[str], at: int, words: AgeWords) -> bool:
    """'Löhrstraße 64': the number after the name of a street, not after the end alone ('er ist weg')."""
    before = folded[at - 1] if at else ""
    return any(before.endswith(end) and len(before) > len(end) + 1 for end in words.street_ends)


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """Part of something longer: 25a, 24/7, 0261 97."""
    before, after = tokens[at - 1 : at], tokens[at + 1 : at + 2]
    letter = any(token.start == tokens[at].end for token in after)
    return letter or any(token.number is not None for token in (*before, *after))
