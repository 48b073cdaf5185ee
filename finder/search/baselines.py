"""What a directory does that only matches words of its records: two baselines to hold our figures against.

Both see the same records with their German labels. They understand no place, language or crisis, so they are judged
only by whether a right kind or topic is among the first three: see ``only_doors``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from directory.records import ServiceRecord
from directory.vocabulary import kinds, label, topics
from finder.search.analysis import tokens
from finder.search.evaluate import FIRST
from finder.search.index.engine import SearchIndex

Answer = Mapping[str, Any]
Search = Callable[[str, str], Answer]


def baseline_searches(index: SearchIndex) -> dict[str, Search]:
    """Name -> search, over the same records as ``index``."""
    return {"BM25 over the records": _bm25(index), "SQLite FTS5": _fts5(index.records)}


def only_doors(lines: Iterable[str]) -> list[str]:
    """The same queries without what a word matcher cannot know: place, wanted language, crisis."""
    stripped = [json.loads(line) | {"place": None, "speaks": [], "crisis": None} for line in lines if line.strip()]
    return [json.dumps(query, ensure_ascii=False) for query in stripped]


def _answer(records: Sequence[ServiceRecord]) -> Answer:
    rows = [{"kind": r.kind, "kinds": r.kinds, "topics": r.topics, "district": None} for r in records]
    return {"results": rows, "understood": {"place": None, "languages": []}, "crisis": []}


def _bm25(index: SearchIndex) -> Search:
    """Our own text index with German stems, compounds and typos, but without any understanding before it."""

    def search(line: str, _: str) -> Answer:
        hits = index.text.with_any(tokens(line))
        best = np.argsort(-hits.weights, kind="stable")[:FIRST]
        return _answer([index.records[int(hits.ordinals[place])] for place in best])

    return search


def _fts5(records: Sequence[ServiceRecord]) -> Search:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE service USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')")
    database.executemany("INSERT INTO service(rowid, text) VALUES (?, ?)", enumerate(map(_text, records)))

    def search(line: str, _: str) -> Answer:
        wanted = " OR ".join(f'"{word}"' for word in tokens(line))
        if not wanted:
            return _answer([])
        rows = database.execute(
            "SELECT rowid FROM service WHERE service MATCH ? ORDER BY bm25(service), rowid LIMIT ?", (wanted, FIRST)
        )
        return _answer([records[number] for (number,) in rows])

    return search


def _text(record: ServiceRecord) -> str:
    labels = [label(kinds()[kind], "de") for kind in record.kinds] + [label(topics()[t], "de") for t in record.topics]
    towns = [door.city or "" for door in record.doors]
    return " ".join((record.name, record.organization or "", *labels, *towns, *record.topics_text, *record.areas_text))
