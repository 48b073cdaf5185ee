"""The index in use, swapped while requests are being answered."""

from __future__ import annotations

from threading import Lock

from finder.search.index.engine import SearchIndex


class IndexHolder:
    """Requests take the index once and keep it to their end; a swap is seen by the next request.

    The old index is not closed here: a request may still be reading it. Its files go with its last reader.
    """

    def __init__(self, index: SearchIndex) -> None:
        self._index = index
        self._swapping = Lock()
        self.swaps = 0

    @property
    def current(self) -> SearchIndex:
        """The index to use; ask once per request."""
        return self._index

    def swap(self, index: SearchIndex) -> SearchIndex:
        """Put a new index in place; gives the old one."""
        with self._swapping:
            old, self._index = self._index, index
            self.swaps += 1
            return old
