"""Unmet searches on their way to the database: gathered in memory, written together once a minute, never in a request.

A search neither waits for the database nor fails with it: what cannot be written stays in memory and is tried again a
minute later. Written together also means that no time of writing is the time of a search. What is in memory when the
program is killed is lost; that is better than a number for each search.
"""

from __future__ import annotations

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from directory.database import writing
from directory.quarters import quarter_of
from directory.unmet import Cell, add
from finder.search.unmet import Unmet

EVERY_S = 60.0
log = logging.getLogger("lotse.counting")


class UnmetCounter:
    """Safe from many threads; no thread runs while there is nothing to write."""

    def __init__(self, engine: Engine, today: Callable[[], date]) -> None:
        self._engine = engine
        self._today = today
        self._lock = threading.Lock()
        self._waiting: Counter[Cell] = Counter()
        self._timer: threading.Timer | None = None
        atexit.register(self.flush)

    def count(self, found: Unmet) -> None:
        """One search more for everything that it missed."""
        quarter = quarter_of(self._today())
        cells: list[Cell] = [(quarter, "district_kind", *pair) for pair in found.district_kinds]
        cells += [(quarter, "kind_language", *pair) for pair in found.kind_languages]
        if not cells:
            return
        with self._lock:
            self._waiting.update(cells)
            self._start()

    def flush(self) -> bool:
        """Writes what waits; False where the database is not to be had now."""
        with self._lock:
            taken, self._waiting = self._waiting, Counter()
        if not taken:
            return True
        try:
            with writing(self._engine) as db:
                add(db, taken)
        except SQLAlchemyError as error:
            log.warning("counts of unmet searches wait for the database (%s)", type(error).__name__)
            with self._lock:
                self._waiting.update(taken)
            return False
        return True

    def _start(self) -> None:
        """With the lock held: a minute from now, unless that is under way."""
        if self._timer is None:
            self._timer = threading.Timer(EVERY_S, self._later)
            self._timer.daemon = True
            self._timer.start()

    def _later(self) -> None:
        self.flush()
        with self._lock:
            self._timer = None
            # Failed, or a search came while this was written.
            if self._waiting:
                self._start()
