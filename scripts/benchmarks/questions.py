"""The mixed question every engine answers: two words, a topic, a language, 40 km around a point; top 20 and facets."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from directory.records import ServiceRecord

RADIUS_KM = 40.0
TOP = 20
_SEED = 7


class Question(NamedTuple):
    """``words`` are folded forms; ``point`` is (lat, lon) in degrees."""

    words: tuple[str, str]
    topic: str
    language: str
    point: tuple[float, float]


class Answer(NamedTuple):
    total: int
    facets: dict[str, dict[str, int]]


def mixed(records: Sequence[ServiceRecord], count: int) -> list[Question]:
    """Questions that services of this registry answer: topic and two common words of one of them, near its door."""
    rng = random.Random(_SEED)
    used = Counter(word for record in records for word in record.topics_text[0].split())
    asked: list[Question] = []
    while len(asked) < count:
        record = rng.choice(records)
        words = record.topics_text[0].split()
        door = next((d for d in record.doors if d.lat is not None and d.lon is not None), None)
        if door is None or door.lat is None or door.lon is None or not record.topics or len(set(words)) < 2:
            continue
        pair = sorted(set(words), key=lambda word: (-used[word], word))[:2]
        language = rng.choice(record.languages or ("ar",))
        point = (door.lat + rng.gauss(0, 0.05), door.lon + rng.gauss(0, 0.05))
        asked.append(Question((pair[0], pair[1]), rng.choice(record.topics), language, point))
    return asked
