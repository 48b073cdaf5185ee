"""Open now? Asked of a record and its door; five answers, and "unknown" is one of them."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from directory.hours import state
from directory.records import Door, ServiceRecord
from finder.search.index.engine import SearchIndex
from finder.search.results import OpenState

_APPOINTMENT_WORDS = ("nur mit termin", "nach vereinbarung", "appointment", "nur nach vereinbarung")


def open_state(record: ServiceRecord, door: Door | None, now: datetime) -> OpenState:
    """Of the door shown, else of the service itself (a hotline)."""
    hours = door.hours if door is not None and door.hours else record.hours
    access = (record.access_text or "").lower()
    by_appointment = any(words in access for words in _APPOINTMENT_WORDS)
    return state(hours, now, appointment_only=by_appointment, temporarily_closed=record.temporarily_closed)


def open_mask(index: SearchIndex, now: datetime) -> NDArray[np.bool_]:
    """For every record of the index whether one of its doors, or it itself, is known to be open."""
    return np.fromiter((_any_open(record, now) for record in index.records), dtype=bool, count=len(index.records))


def _any_open(record: ServiceRecord, now: datetime) -> bool:
    doors: tuple[Door | None, ...] = record.doors or (None,)
    return any(open_state(record, door, now) == "open" for door in doors)
