"""The reader of lines, with all that it needs to know, made once at start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from directory.records import ServiceRecord
from finder.search.query import Understood
from finder.search.understanding.compiling import fingerprint, load_lexicon
from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.reading import understand
from geo.gazetteer import Gazetteer, gazetteer


@dataclass(frozen=True, slots=True)
class Reader:
    """Safe to share between threads; nothing that is typed stays in it."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    organizations: tuple[str, ...]

    def understand(self, line: str, ui: str) -> Understood:
        """What a line typed on a page in the language ``ui`` means."""
        return understand(line, ui, gazetteer=self.gazetteer, vocabulary=self.lexicon, organizations=self.organizations)


def build_reader(data: Path, records: Iterable[ServiceRecord], cache: Path | None = None) -> Reader:
    """A reader for the words in ``data``/vocabulary/words and the carriers of these records.

    ``cache``: a folder in which the compiled words may be kept, which makes the next start faster.
    """
    names = sorted({record.organization for record in records if record.organization})
    return Reader(gazetteer(), _lexicon(data / "vocabulary" / "words", cache), tuple(names))


_READ: dict[str, Lexicon] = {}  # by fingerprint: the words of one process are nearly always the same


def _lexicon(folder: Path, cache: Path | None) -> Lexicon:
    """Once a process: the words do not change when the registry does."""
    words = fingerprint(folder)
    if words not in _READ:
        _READ[words] = load_lexicon(folder, cache=cache)
    return _READ[words]
