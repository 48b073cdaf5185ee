"""The whole registry in each format, made when first asked for and kept until the registry changes."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from hashlib import sha256

from flask import Flask, current_app

from directory.exchange.formats import Format
from directory.records import ServiceRecord

_KEY = "lotse-downloads"


@dataclass(frozen=True, slots=True)
class Download:
    """``of``: the very records it was made from."""

    of: tuple[ServiceRecord, ...]
    content: bytes
    etag: str


class Downloads:
    """One app's files. Whoever asks for one that is being made waits for it, others do not."""

    def __init__(self) -> None:
        self._locks: dict[str, threading.Lock] = {}
        self._made: dict[str, Download] = {}

    def get(self, wanted: Format, records: tuple[ServiceRecord, ...]) -> Download:
        with self._locks.setdefault(wanted.name, threading.Lock()):
            made = self._made.get(wanted.name)
            if made is None or made.of is not records:
                content = wanted.write(records)
                made = self._made[wanted.name] = Download(records, content, sha256(content).hexdigest()[:20])
            return made


def init_downloads(app: Flask) -> None:
    app.extensions[_KEY] = Downloads()


def downloads() -> Downloads:
    """Of the app that answers the current request."""
    found: Downloads = current_app.extensions[_KEY]
    return found
