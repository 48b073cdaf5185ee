"""From a record to its searchable words: one merged field, each word weighted by where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from directory.records import ServiceRecord
from finder.search.analysis import Splitter, stems, tokens
from finder.search.index.lexicon import Lexicon

# How much a word says about the service, by where it stands: its name most, a label it only has by default least.
NAME, CARRIER, PLACE, STATED, DEFAULT = 3.0, 1.5, 1.0, 1.0, 0.5
# The parts of a compound count less than the word itself.
PART = 0.6

Weighted = list[tuple[str, float]]


def texts(record: ServiceRecord, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Every searchable text of a record with its weight."""
    yield record.name, NAME
    for carrier in (record.organization, record.umbrella):
        if carrier:
            yield carrier, CARRIER
    yield from _labels(record, lexicon)
    for door in record.doors:
        for text in (door.name, door.city):
            if text:
                yield text, PLACE
    for text in (*record.topics_text, *record.areas_text, record.target_group or ""):
        yield text, STATED


def _labels(record: ServiceRecord, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    stated = set(record.topics_stated)
    for kind in record.kinds:
        for label in lexicon.kinds.get(kind, ()):
            yield label, STATED
    for topic in record.topics:
        for label in lexicon.topics.get(topic, ()):
            yield label, STATED if topic in stated else DEFAULT
    for label in lexicon.offices.get(record.office or "", ()):
        yield label, CARRIER


def stock(records: Iterable[ServiceRecord], lexicon: Lexicon) -> frozenset[str]:
    """The words that compounds are taken apart into: all that the registry and the vocabulary use."""
    seen = {text for record in records for text, _ in texts(record, lexicon)}
    for labels in (lexicon.kinds, lexicon.topics, lexicon.offices):
        seen.update(label for group in labels.values() for label in group)
    return frozenset(word for text in seen for word in tokens(text))


class Documents:
    """Turns records into weighted terms; each text and each word is analysed once, however often it stands there."""

    def __init__(self, splitter: Splitter, lexicon: Lexicon) -> None:
        self._splitter = splitter
        self._lexicon = lexicon
        self._words: dict[str, Weighted] = {}
        self._texts: dict[str, Weighted] = {}

    def terms(self, records: Sequence[ServiceRecord]) -> Iterator[Weighted]:
        """For each record its (term, weight) pairs, repeated where a word stands more than once."""
        for record in records:
            yield [(t, w * weight) for text, weight in texts(record, self._lexicon) for t, w in self._text(text)]

    def _text(self, text: str) -> Weighted:
        if text not in self._texts:
            self._texts[text] = [pair for word in tokens(text) for pair in self._word(word)]
        return self._texts[text]

    def _word(self, word: str) -> Weighted:
        if word not in self._words:
            whole = [(term, 1.0) for term in stems(word)]
            parts = [(term, PART) for part in self._splitter.parts(word) for term in stems(part)]
            self._words[word] = whole + parts
        return self._words[word]
