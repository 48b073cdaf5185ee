"""The documents of the registry as it is now and of today: made once, and anew when either has changed."""

from __future__ import annotations

import threading
from datetime import date

from flask import Flask, current_app

from directory.records import ServiceRecord
from finder.web.hsds.catalogue import Catalogue
from finder.web.site import site

_KEY = "lotse-hsds"


class Current:
    """One app's catalogue. Many threads may ask; one makes, the others wait for it."""

    def __init__(self) -> None:
        self._making = threading.Lock()
        self._of: tuple[tuple[ServiceRecord, ...], date] | None = None
        self._made: Catalogue | None = None

    def get(self, records: tuple[ServiceRecord, ...], today: date) -> Catalogue:
        with self._making:
            if self._made is None or self._of is None or self._of[0] is not records or self._of[1] != today:
                self._made, self._of = Catalogue(records, today), (records, today)
            return self._made


def init_current(app: Flask) -> None:
    app.extensions[_KEY] = Current()


def catalogue() -> Catalogue:
    """Of the app that answers the current request."""
    service = site().service
    service.refresh_if_changed()
    kept: Current = current_app.extensions[_KEY]
    return kept.get(service.records, service.now().date())
