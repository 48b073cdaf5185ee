"""Which services a named carrier or umbrella runs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from directory.records import ServiceRecord
from finder.search.index.bits import Mask
from geo.text import fold

# "IB" or "AWO" must be the whole word; "caritas" may begin "caritasverband".
_WHOLE_WORD = 3


class Carriers:
    """Each distinct pair of umbrella and organization once, and which of them a service has."""

    def __init__(self, records: Sequence[ServiceRecord]) -> None:
        places: dict[tuple[str, str], int] = {}
        pairs = ((r.umbrella or "", r.organization or "") for r in records)
        self._of = np.array([places.setdefault(pair, len(places)) for pair in pairs], dtype=np.int32)
        self._names = [f" {fold(f'{umbrella} {name}').replace('-', ' ')} " for umbrella, name in places]

    def run_by(self, name: str) -> Mask:
        """Services whose carrier or umbrella has the folded ``name`` at the beginning of a word."""
        needle = f" {name.replace('-', ' ')}" + (" " if len(name) <= _WHOLE_WORD else "")
        found = np.array([needle in carrier for carrier in self._names], dtype=bool)
        return found[self._of]
