"""SQLite with FTS5 for the words and an R*Tree for the circle; facets by GROUP BY."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.engines import Progress, Row, box
from benchmarks.questions import RADIUS_KM, TOP, Answer, Question
from directory.records import ServiceRecord
from finder.search.analysis import stems

_SCHEMA = """
CREATE VIRTUAL TABLE words USING fts5(text, content='', detail='column');
CREATE VIRTUAL TABLE door_box USING rtree(id, south, north, west, east);
CREATE TABLE door(id INTEGER PRIMARY KEY, service INTEGER, lat REAL, lon REAL);
CREATE TABLE code(facet TEXT, service INTEGER, code TEXT, PRIMARY KEY(service, facet, code)) WITHOUT ROWID;
CREATE INDEX door_service ON door(service);
"""
_DISTANCE = """6381 * acos(min(1, sin(radians(lat)) * sin(radians(:lat))
    + cos(radians(lat)) * cos(radians(:lat)) * cos(radians(lon - :lon))))"""
_FIND = f"""INSERT INTO found SELECT words.rowid, words.rank, min({_DISTANCE}) AS km
FROM words JOIN door ON door.service = words.rowid JOIN door_box ON door_box.id = door.id
WHERE words MATCH :words AND south >= :south AND north <= :north AND west >= :west AND east <= :east
AND EXISTS (SELECT 1 FROM code WHERE service = words.rowid AND facet = 'topic' AND code = :topic)
AND EXISTS (SELECT 1 FROM code WHERE service = words.rowid AND facet = 'language' AND code IN (:language, 'unknown'))
GROUP BY words.rowid HAVING km <= :radius"""  # noqa: S608 - constants of this file only
# CROSS JOIN fixes the order: the few found first, then their codes.
_FACETS = "SELECT facet, code, count(*) FROM found CROSS JOIN code USING (service) GROUP BY facet, code"


class Sqlite:
    name = "SQLite FTS5 + R*Tree"

    def build(self, _records: Sequence[ServiceRecord], rows: Iterable[Row], folder: Path, progress: Progress) -> None:
        self._db = sqlite3.connect(folder / "bench.sqlite", isolation_level=None)
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")
        doors = 0
        for row in rows:
            progress(row.number)
            self._db.execute("INSERT INTO words(rowid, text) VALUES (?, ?)", (row.number, " ".join(row.terms)))
            for lat, lon in row.doors:
                doors += 1
                self._db.execute("INSERT INTO door VALUES (?, ?, ?, ?)", (doors, row.number, lat, lon))
                self._db.execute("INSERT INTO door_box VALUES (?, ?, ?, ?, ?)", (doors, lat, lat, lon, lon))
            self._db.executemany("INSERT INTO code VALUES (?, ?, ?)", _codes(row))
        self._db.execute("COMMIT")
        self._db.executescript("INSERT INTO words(words) VALUES ('optimize'); ANALYZE;")
        self._db.execute("CREATE TEMP TABLE found(service INTEGER PRIMARY KEY, rank REAL, km REAL)")

    def answer(self, question: Question) -> Answer:
        south, north, west, east = box(question.point)
        values = {
            "words": " ".join(f'"{stems(word)[0]}"' for word in question.words),
            "topic": question.topic,
            "language": question.language,
            "lat": question.point[0],
            "lon": question.point[1],
            "radius": RADIUS_KM,
            "south": south,
            "north": north,
            "west": west,
            "east": east,
        }
        self._db.execute("DELETE FROM found")
        self._db.execute(_FIND, values)
        self._db.execute("SELECT service FROM found ORDER BY rank, km LIMIT ?", (TOP,)).fetchall()
        facets: dict[str, dict[str, int]] = {}
        for facet, code, count in self._db.execute(_FACETS):
            facets.setdefault(facet, {})[code] = count
        (total,) = self._db.execute("SELECT count(*) FROM found").fetchone()
        return Answer(total, facets)

    def close(self) -> None:
        self._db.close()


def _codes(row: Row) -> list[tuple[str, int, str]]:
    lists = {"kind": row.kinds, "topic": row.topics, "language": row.languages, "district": row.districts}
    return [(facet, row.number, code) for facet, codes in lists.items() for code in codes]
