"""How many of the services found a further choice would keep."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from finder.search.index.bits import BitColumn, Rows
from finder.search.index.columns import Columns

Counts = dict[str, dict[str, int]]


class Facets(NamedTuple):
    """``kept``: results after choosing a code; ``certain``: those known to speak a language or bound to a district."""

    kept: Counts
    certain: Counts


def count(columns: Columns, rows: Rows) -> Facets:
    unknown = int(np.count_nonzero(~columns.languages_known[rows]))
    everywhere = columns.everywhere[rows]
    local, general = columns.local.counts(rows[~everywhere]), int(np.count_nonzero(everywhere))
    speakers = columns.languages.counts(rows)
    kinds = _named(columns.kinds, columns.kinds.counts(rows))
    topics = _named(columns.topics, columns.topics.counts(rows))
    return Facets(
        kept={
            "kind": kinds,
            "topic": topics,
            "language": _named(columns.languages, np.where(speakers > 0, speakers + unknown, 0)),
            "district": _named(columns.local, local + general),
        },
        certain={
            "kind": kinds,
            "topic": topics,
            "language": _named(columns.languages, speakers),
            "district": _named(columns.local, columns.local.counts(rows)),
        },
    )


def _named(column: BitColumn, counts: NDArray[np.int64]) -> dict[str, int]:
    return {code: n for code, n in zip(column.codes, counts.tolist(), strict=True) if n}
