"""The next best ways over what the site knows now: made once for each state of the index."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from finder.search.index.engine import SearchIndex
from finder.search.next_best_way import NextWays
from finder.service import Service

_MADE: WeakKeyDictionary[SearchIndex, NextWays] = WeakKeyDictionary()


def next_ways(service: Service) -> NextWays:
    """Two threads may make the same thing at once; either will do."""
    index = service.index
    if index not in _MADE:
        _MADE[index] = NextWays(index.records)
    return _MADE[index]
