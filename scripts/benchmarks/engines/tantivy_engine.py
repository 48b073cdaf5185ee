"""tantivy: terms, codes as fast fields, aggregations for facets; a square, since it knows no distance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from benchmarks.engines import UNKNOWN, Progress, Row, box
from benchmarks.questions import TOP, Answer, Question
from directory.records import ServiceRecord
from finder.search.analysis import stems

_HEAP = 512 * 1024 * 1024
_FACETS = ("kind", "topic", "language", "district")
_MOST_CODES = 100


class Tantivy:
    name = "tantivy"

    def build(self, _records: Sequence[ServiceRecord], rows: Iterable[Row], folder: Path, progress: Progress) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="spaces", index_option="freq")
        for facet in _FACETS:
            builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
        for number in ("lat", "lon"):
            builder.add_float_field(number, indexed=True, fast=True)
        self._schema = builder.build()
        index = tantivy.Index(self._schema, path=str(folder))
        index.register_tokenizer("spaces", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        writer = index.writer(_HEAP, 1)
        for row in rows:
            progress(row.number)
            writer.add_document(_document(row))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()
        self._aggregations = {f: {"terms": {"field": f, "size": _MOST_CODES}} for f in _FACETS}

    def answer(self, question: Question) -> Answer:
        query = self._query(question)
        found = self._searcher.search(query, TOP, count=True)
        counted = self._searcher.aggregate(query, self._aggregations)
        facets = {f: {b["key"]: b["doc_count"] for b in counted[f]["buckets"]} for f in _FACETS}
        return Answer(found.count, facets)

    def _query(self, question: Question) -> tantivy.Query:
        make, schema = tantivy.Query, self._schema
        south, north, west, east = box(question.point)
        parts = [make.term_query(schema, "text", stems(word)[0]) for word in question.words]
        filters = [
            make.term_query(schema, "topic", question.topic),
            make.term_set_query(schema, "language", [question.language, UNKNOWN]),
            make.range_query(schema, "lat", tantivy.FieldType.Float, south, north),
            make.range_query(schema, "lon", tantivy.FieldType.Float, west, east),
        ]
        parts += [make.const_score_query(part, 0.0) for part in filters]
        return make.boolean_query([(tantivy.Occur.Must, part) for part in parts])


def _document(row: Row) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("text", " ".join(row.terms))
    for facet, codes in zip(_FACETS, (row.kinds, row.topics, row.languages, row.districts), strict=True):
        for code in codes:
            document.add_text(facet, code)
    for lat, lon in row.doors:
        document.add_float("lat", lat)
        document.add_float("lon", lon)
    return document
