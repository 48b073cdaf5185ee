"""Records as the other engines store them: terms as Lotse analyses them, codes, doors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks import synthetic
from benchmarks.engines import UNKNOWN, Row
from directory.records import ServiceRecord
from finder.search.analysis import Splitter
from finder.search.index.documents import Documents, stock


def rows(records: Sequence[ServiceRecord]) -> Iterator[Row]:
    """In the order of ``records``; the number of a row is its place there."""
    lexicon = synthetic.lexicon()
    documents = Documents(Splitter(stock(records, lexicon)), lexicon).terms(records)
    for number, (record, terms) in enumerate(zip(records, documents, strict=True)):
        doors = [(door.lat, door.lon) for door in record.doors if door.lat is not None and door.lon is not None]
        districts = sorted({*record.areas, *(door.district for door in record.doors if door.district)})
        yield Row(
            number,
            [term for term, _ in terms],
            record.kinds,
            record.topics,
            record.languages or (UNKNOWN,),
            districts,
            doors,
        )
