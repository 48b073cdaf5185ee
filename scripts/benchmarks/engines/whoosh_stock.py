"""Whoosh as its manual shows it: one query tree, groupedby for the facets, a square instead of the circle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from whoosh import fields, index, query, sorting

from benchmarks.engines import UNKNOWN, Progress, Row, box
from benchmarks.questions import TOP, Answer, Question
from directory.records import ServiceRecord
from finder.search.analysis import stems

_FACETS = ("kind", "topic", "language", "district")


class WhooshStock:
    name = "Whoosh as it comes"

    def build(self, _records: Sequence[ServiceRecord], rows: Iterable[Row], folder: Path, progress: Progress) -> None:
        schema = fields.Schema(
            text=fields.KEYWORD(scorable=True),
            lat=fields.NUMERIC(float),
            lon=fields.NUMERIC(float),
            **{facet: fields.KEYWORD() for facet in _FACETS},
        )
        created = index.create_in(str(folder), schema)
        writer = created.writer(limitmb=256)
        for row in rows:
            progress(row.number)
            first = row.doors[0] if row.doors else (None, None)
            codes = zip(_FACETS, (row.kinds, row.topics, row.languages, row.districts), strict=True)
            writer.add_document(
                text=" ".join(row.terms), lat=first[0], lon=first[1], **{f: " ".join(c) for f, c in codes}
            )
        writer.commit()
        self._searcher = created.searcher()
        self._groups = {facet: sorting.FieldFacet(facet, allow_overlap=True) for facet in _FACETS}

    def answer(self, question: Question) -> Answer:
        south, north, west, east = box(question.point)
        parts = [
            *(query.Term("text", stems(word)[0]) for word in question.words),
            query.Term("topic", question.topic),
            query.Or([query.Term("language", question.language), query.Term("language", UNKNOWN)]),
            query.NumericRange("lat", south, north),
            query.NumericRange("lon", west, east),
        ]
        results = self._searcher.search(query.And(parts), limit=TOP, groupedby=self._groups, optimize=False)
        facets = {f: {code: len(found) for code, found in results.groups(f).items()} for f in _FACETS}
        return Answer(len(results), facets)
