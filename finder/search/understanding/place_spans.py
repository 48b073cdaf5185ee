"""Which words of a line may be the name of a place, and what around them says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.place_words import PlaceWords
from finder.search.understanding.readings import read_word
from finder.search.understanding.tokens import Token
from geo.gazetteer import Gazetteer
from geo.place_names import name_key, word_forms
from geo.places import Place

# A village called like a word of the vocabulary is meant only with a cue; a town of this size needs none, unless the
# word alone leads to something.
_TOWN = 5_000
_CASE_STEM = 4
_FIRST_HAN = "\u3400"
_FEW_WORDS = 3  # a line so short is no sentence


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``start`` to ``end`` (exclusive) as a name. ``weight`` says how surely a place is meant."""

    start: int
    end: int
    places: tuple[Place, ...]
    weight: float
    cue: frozenset[int] = frozenset()  # words around it that belong to it

    @property
    def words(self) -> frozenset[int]:
        return frozenset(range(self.start, self.end)) | self.cue


def name_spans(
    tokens: Sequence[Token], gazetteer: Gazetteer, lexicon: Lexicon, words: PlaceWords, ui: int
) -> list[Span]:
    """All names in the line, the surest first; a name within a longer one is left out."""
    keys = [name_key(token.raw) for token in tokens]
    spans: list[Span] = []
    for size in range(min(gazetteer.max_words, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            inside = any(span.start <= start and start + size <= span.end for span in spans)
            places = () if inside else _named(keys[start : start + size], gazetteer, lexicon, ui)
            if places:
                spans.append(_weighed(tokens, start, start + size, places, words))
    spoken = frozenset({"de", *(code for code in lexicon.languages if lexicon.bit[code] & ui)})
    meant = (span for span in spans if _is_meant(span, tokens, gazetteer, lexicon, spoken))
    return sorted(meant, key=lambda span: -span.weight)


def _named(keys: Sequence[str], gazetteer: Gazetteer, lexicon: Lexicon, ui: int) -> tuple[Place, ...]:
    # A Chinese name is signs in a row, each a word of its own.
    key = "".join(keys) if all(len(part) == 1 and part >= _FIRST_HAN for part in keys) else " ".join(keys)
    found = gazetteer.names().get(key, ())
    if found or len(keys) > 1:
        return found
    return _without_case(key, gazetteer, lexicon, ui) or _without_prefix(key, gazetteer, lexicon, ui)


def _without_case(key: str, gazetteer: Gazetteer, lexicon: Lexicon, ui: int) -> tuple[Place, ...]:
    """'Mainzda', 'Koblenzban': a large town with an ending of the page's language, or of Turkish."""
    for cut in range(len(key) - 1, max(_CASE_STEM, len(key) - 5) - 1, -1):
        if lexicon.ending_mask.get(key[cut:], 0) & (ui | lexicon.bit.get("tr", 0)):
            places = gazetteer.names().get(key[:cut], ())
            if places and (places[0].population or 0) >= 2 * _TOWN:
                return places
    return ()


def _without_prefix(key: str, gazetteer: Gazetteer, lexicon: Lexicon, ui: int) -> tuple[Place, ...]:
    """ "In" and "from" written together with the name of a large town (Arabic, Tigrinya), never in Latin letters."""
    for cut in (1, 2) if len(key) > _CASE_STEM and not key.isascii() else ():
        if lexicon.prefix_mask.get(key[:cut], 0) & ui:
            places = gazetteer.names().get(key[cut:], ())
            if places and (places[0].population or 0) >= 4 * _TOWN:
                return places
    return ()


def _weighed(tokens: Sequence[Token], start: int, end: int, places: tuple[Place, ...], words: PlaceWords) -> Span:
    cue = words.before(tokens, start)
    size = min(1.0, (places[0].population or 0) / 200_000)
    return Span(start, end, places, (end - start - 1) * 2 + 1.5 * bool(cue) + size, cue)


def _is_meant(
    span: Span, tokens: Sequence[Token], gazetteer: Gazetteer, lexicon: Lexicon, spoken: frozenset[str]
) -> bool:
    token = tokens[span.start]
    if span.end - span.start > 1 or _beside_postcode(span, tokens):
        return True
    cue = bool(span.cue) and lexicon.places.speaks(tokens, span.start, spoken)
    people = span.places[0].population or 0
    common = name_key(token.raw) in gazetteer.common_words
    if common and span.start and tokens[span.start - 1].folded in word_forms()["articles"]:
        return False
    if common or _is_word(token, lexicon, spoken, people):
        line = frozenset(each.folded for each in tokens)
        large = people >= _TOWN and not lexicon.means_alone(token) and not lexicon.in_phrase(token, line)
        return cue or (token.capital and (large or _says_nothing_else(span.start, tokens, lexicon)))
    return cue or len(token.folded) > 3 or token.capital or people >= _TOWN


def _is_word(token: Token, lexicon: Lexicon, spoken: frozenset[str], people: int) -> bool:
    """Whether the vocabulary knows it; what it means in languages that are not spoken here does not hide a town."""
    own = sum(lexicon.bit.get(code, 0) for code in spoken)
    return lexicon.has(token) and (people < _TOWN or bool(lexicon.known(token.folded) & own))


def _says_nothing_else(at: int, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """'Suchtberatung Berg': capital, not merely as a sentence's first word, and the vocabulary knows no such word."""
    return (at > 0 or len(tokens) <= _FEW_WORDS) and not read_word(tokens[at], lexicon, 0, guess=False).forms


def _beside_postcode(span: Span, tokens: Sequence[Token]) -> bool:
    return span.start > 0 and len(tokens[span.start - 1].folded) == 5 and tokens[span.start - 1].number is not None


def mistyped_spans(
    tokens: Sequence[Token], unknown: Sequence[int], gazetteer: Gazetteer, words: PlaceWords
) -> Iterator[Span]:
    """Names with a typing error among the words that nothing else explains; ``weight`` is the score from 0 to 100."""
    for at in unknown:
        for start in (at - 1, at):
            if start < 0 or (start < at and len(tokens[start].folded) < 3):
                continue
            text = " ".join(token.raw for token in tokens[start : at + 1])
            for place, score in gazetteer.fuzzy(text, limit=1):
                yield Span(start, at + 1, (place,), score, words.before(tokens, start))
