"""Which phrases of the lexicon stand in the line: all of their words, or enough of them, near each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.readings import Reading

# The share of a phrase's weight that must stand in the line: short phrases nearly whole, sentences for the most part,
# words of an alarm nearly whole always. Below, down to WEAK, a phrase counts only where nothing better is found.
_WORDS, _SENTENCE, _ALARM, WEAK = 0.8, 0.72, 0.85, 0.5
_WHOLE = 0.999
_FOREIGN = 0.75  # a phrase of a language that the line does not seem to be in
_GAP = 2  # words that may stand between the words of a short phrase
_WHOLE_SENTENCE_GAP = 6

Places = Mapping[int, Sequence[tuple[int, float]]]  # form -> (index of the word, quality)


@dataclass(frozen=True, slots=True)
class Match:
    """``words``: the indexes that the phrase explains; ``telling``: those among them that carry meaning."""

    concepts: tuple[str, ...]
    words: frozenset[int]
    telling: frozenset[int]
    score: float
    quality: float  # how well the words fit, whatever they weigh
    ratio: float
    language: int
    sentence: bool
    core: float  # weight of the word that tells most; 0 if it is missing and only the shell of a sentence matches

    @property
    def strong(self) -> bool:
        alarm = any(concept.startswith("crisis.") for concept in self.concepts)
        return self.core > 0 and self.ratio >= (_ALARM if alarm else _SENTENCE if self.sentence else _WORDS)

    @property
    def whole(self) -> bool:
        """Whether no word of the phrase is missing."""
        return self.ratio > _WHOLE

    @property
    def in_row(self) -> bool:
        """Whether no other word stands between its words."""
        return max(self.words) - min(self.words) < len(self.words)

    @property
    def alarming(self) -> bool:
        return self.core > 0 and self.ratio >= _ALARM


def find_matches(readings: Mapping[int, Reading], lexicon: Lexicon, favoured: int) -> list[Match]:
    """All phrases found, best first; weak ones included."""
    places = _places(readings)
    found = (_match(phrase, places, readings, lexicon, favoured) for phrase in _candidates(places, lexicon))
    return sorted((match for match in found if match), key=lambda match: -match.score)


def _places(readings: Mapping[int, Reading]) -> Places:
    places: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for index, reading in readings.items():
        for form, quality in reading.forms.items():
            places[form].append((index, quality))
    return places


def _candidates(places: Places, lexicon: Lexicon) -> list[int]:
    """Phrases of which enough may stand in the line; the fillers among their words are taken for granted here."""
    weight: dict[int, float] = defaultdict(float)
    for form in places:
        own = lexicon.weight[form]
        for phrase in lexicon.postings[form]:
            weight[phrase] += own
    return [phrase for phrase, found in weight.items() if found >= lexicon.needed[phrase]]


def _match(
    phrase: int, places: Places, readings: Mapping[int, Reading], lexicon: Lexicon, favoured: int
) -> Match | None:
    forms, language = lexicon.phrases[phrase], lexicon.language[phrase]
    together = lexicon.contiguous >> language & 1
    taken = _in_row(forms, places) if together else _anywhere(forms, places, readings)
    weights = {form: lexicon.weight_in(form, phrase) for form in taken}
    weight = sum(weights.values())
    ratio = weight / lexicon.total[phrase]
    words = frozenset(index for index, _ in taken.values())
    telling = frozenset(taken[form][0] for form in taken if not lexicon.is_filler(form, phrase)) or words
    sentence = bool(lexicon.sentence[phrase])
    if ratio < WEAK or not words or _too_far(telling, len(forms), sentence):
        return None
    quality = sum(weights[form] * taken[form][1] for form in taken) / weight * ratio
    if not favoured >> language & 1:
        quality *= _FOREIGN
    most = max(forms, key=lambda form: lexicon.weight_in(form, phrase))
    core = weights.get(most, 0.0)
    return Match(lexicon.concepts(phrase), words, telling, weight * quality, quality, ratio, language, sentence, core)


def _anywhere(forms: Sequence[int], places: Places, readings: Mapping[int, Reading]) -> dict[int, tuple[int, float]]:
    """Each word of the phrase at its best place; only the parts of a compound share one."""
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    start, reach = _start(forms, places), _GAP + 1
    for step, form in enumerate(forms):
        free = [at for at in places.get(form, ()) if at[0] not in used or readings[at[0]].compound]
        if free:
            # The better fitting word within reach; a mended one in its place before a whole one far off.
            taken[form] = max(
                free, key=lambda at: (abs(at[0] - start - step) <= reach, at[1], -abs(at[0] - start - step))
            )
            used.add(taken[form][0])
    return taken


def _start(forms: Sequence[int], places: Places) -> int:
    """Where the phrase would begin, seen from its word that is there most seldom: of a word said twice ('not … not')
    the one that stands in order is meant."""
    at, step = min(((places[form], step) for step, form in enumerate(forms) if form in places), key=lambda x: len(x[0]))
    return at[0][0] - step


def _in_row(forms: Sequence[int], places: Places) -> dict[int, tuple[int, float]]:
    """All words of the phrase one after another, or nothing."""
    for start, _ in places.get(forms[0], ()):
        row = {form: _at(start + step, places.get(form, ())) for step, form in enumerate(forms)}
        if all(row.values()):
            return {form: at for form, at in row.items() if at}
    return {}


def _at(index: int, places: Sequence[tuple[int, float]]) -> tuple[int, float] | None:
    return next((at for at in places if at[0] == index), None)


def _too_far(telling: frozenset[int], count: int, sentence: bool) -> bool:
    gap = _WHOLE_SENTENCE_GAP if sentence else _GAP
    return max(telling) - min(telling) + 1 > count + gap
