"""Lotse's own index, asked through its public door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.engines import Progress, Row
from benchmarks.questions import RADIUS_KM, TOP, Answer, Question
from benchmarks.synthetic import lexicon
from directory.records import ServiceRecord
from finder.search.index.engine import SearchIndex
from finder.search.index.selection import Selection
from finder.search.index.text_whoosh import WhooshBackend


class Lotse:
    name = "lotse"

    def build(self, records: Sequence[ServiceRecord], _rows: Iterable[Row], folder: Path, progress: Progress) -> None:
        self._index = SearchIndex.build(records, folder, lexicon(), WhooshBackend(progress=progress))

    def answer(self, question: Question) -> Answer:
        selected = self._index.select(
            Selection(
                words=question.words,
                filter_topics=(question.topic,),
                languages=(question.language,),
                point=question.point,
                radius_km=RADIUS_KM,
                limit=TOP,
            )
        )
        return Answer(selected.total, selected.certain)
