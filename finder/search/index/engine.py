"""The search index: services by words, codes and place, ranked and cut to a page.

``SearchIndex.build`` -> ``select`` is one screen: candidates, filters, place, order, facets; each step is a module
beside this one. It knows codes and numbers only; what a line means and what a page says is decided elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from directory.records import ServiceRecord
from finder.search.analysis import Splitter
from finder.search.index import facets, ordering, store
from finder.search.index.called import Called
from finder.search.index.candidates import Finder, find, find_any
from finder.search.index.carriers import Carriers
from finder.search.index.collation import sort_key
from finder.search.index.columns import Columns
from finder.search.index.documents import Documents, stock, texts
from finder.search.index.lexicon import Lexicon, shipped
from finder.search.index.protocol import TextBackend, TextIndex
from finder.search.index.ranking import Ranked, rank, with_ahead
from finder.search.index.selection import Selected, Selection
from finder.search.index.text_whoosh import WhooshBackend
from finder.search.index.tiers import asked_kinds

# Part of every index version: raise it when terms, weights or files change.
FORMAT = 1
PINS = 500


class SearchIndex:
    """One state of the registry, ready to search; never changes, so any number of threads may read it."""

    def __init__(self, records: tuple[ServiceRecord, ...], text: TextIndex, lexicon: Lexicon) -> None:
        """``records`` sorted by :func:`in_order`; ``text`` holds them in that order."""
        self.records = records
        self.by_id = {record.id: record for record in records}
        self.ordinal = {record.id: n for n, record in enumerate(records)}
        self.columns = Columns(records, lexicon)
        self.text = text
        self._neighbours = lexicon.neighbours
        self._finder = Finder(self.columns, text, Carriers(records), Called(records, lexicon))

    @classmethod
    def build(
        cls,
        records: Iterable[ServiceRecord],
        folder: Path,
        lexicon: Lexicon | None = None,
        backend: TextBackend | None = None,
    ) -> SearchIndex:
        """The index of ``records``: from ``folder`` if it is there in this version, else written and swapped in."""
        lexicon, backend = lexicon or shipped(), backend or WhooshBackend()
        ordered = in_order(records)
        version = version_of(ordered, lexicon)
        if (folder / version).is_dir():
            try:
                return cls(ordered, backend.open(folder / version), lexicon)
            except (OSError, ValueError):
                store.discard(folder, version)
        splitter = Splitter(stock(ordered, lexicon))
        documents = Documents(splitter, lexicon).terms(ordered)
        path = store.publish(folder, version, lambda aside: backend.write(aside, documents, splitter.words))
        return cls(ordered, backend.open(path), lexicon)

    def select(self, selection: Selection) -> Selected:
        """Find, filter, rank and cut to a page; an empty selection gives all services by name."""
        ranked = self._rank(selection)
        end = selection.offset + selection.limit
        order = ordering.first(ranked.key, max(end, PINS))
        page = ranked.take(order[selection.offset : end])
        counts = facets.count(self.columns, ranked.rows) if selection.facets else facets.Facets({}, {})
        return Selected(
            total=len(ranked.rows),
            ordinals=page.rows,
            tiers=page.tier,
            distances_km=page.distance,
            doors=np.array([self._door(selection, row) for row in page.rows.tolist()], dtype=np.int16),
            levels=page.level,
            speaks=tuple(True if speaks else None for speaks in page.speaks.tolist()),
            facets=counts.kept,
            certain=counts.certain,
            all_ordinals=ranked.rows[order[:PINS]],
            asked_kinds=asked_kinds(self.columns, selection),
        )

    def close(self) -> None:
        self.text.close()

    def _rank(self, selection: Selection) -> Ranked:
        ranked = rank(self.columns, self._neighbours, selection, find(self._finder, selection))
        weaker = None if len(ranked.rows) else find_any(self._finder, selection)
        ranked = ranked if weaker is None else rank(self.columns, self._neighbours, selection, weaker)
        return with_ahead(self.columns, self._neighbours, selection, ranked) if selection.ahead else ranked

    def _door(self, selection: Selection, row: int) -> int:
        """The nearest door; without a point or a position the first in the district meant, else the main one."""
        doors = self.records[row].doors
        nearest = self.columns.positions.nearest_door(row, selection.point)
        if nearest >= 0 or not doors:
            return nearest
        return next((n for n, door in enumerate(doors) if door.district in selection.place_districts), 0)


def in_order(records: Iterable[ServiceRecord]) -> tuple[ServiceRecord, ...]:
    """By name as a German directory sorts, then by id."""
    return tuple(sorted(records, key=lambda record: (sort_key(record.name), record.id)))


def version_of(records: Iterable[ServiceRecord], lexicon: Lexicon) -> str:
    """A name for the text index of these services with these labels in this format; the columns are made at opening."""
    digest = hashlib.sha256(f"{FORMAT}|{lexicon.signature()}".encode())
    for record in records:
        digest.update(repr((record.id, *texts(record, lexicon))).encode())
    return digest.hexdigest()[:20]
