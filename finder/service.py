"""Everything wired together once: database, registry, index, clock. Knows no web framework.

The first start builds the state folder: database, shipped registry, index. It is guarded by a lock file, so that two
starts at once do the work once. While serving, a changed database is noticed and the index rebuilt aside and swapped.
"""

from __future__ import annotations

import fcntl
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine

from directory.clock import now as clock
from directory.database import migrate, open_database, session, writing
from directory.freshness import not_too_old
from directory.loading import load_shipped, shipped_version
from directory.migrations import HEAD
from directory.records import ServiceRecord
from directory.registry_toml import read_registry
from directory.snapshot import find_redirect, load_records, revision
from finder.search.find import SearchContext, find
from finder.search.index.engine import SearchIndex
from finder.search.index.holder import IndexHolder
from finder.search.query import SearchQuery, Understood
from finder.search.results import Results
from finder.search.say import Say, plain
from finder.search.semantic import Guesser
from finder.search.suggest import Suggester, Suggestion
from finder.search.understanding import Reader, build_reader
from finder.settings import Settings
from geo.geocoders import make_geocoder
from geo.geocoding import use_geocoder
from geo.resources import data_dir, use_data_dir

_CHECK_EVERY_S = 2.0
Progress = Callable[[str], None]


def _silent(_: str) -> None:
    return None


@contextmanager
def one_at_a_time(state_dir: Path) -> Iterator[None]:
    """Only one start builds; a second one waits here and then finds everything built."""
    state_dir.mkdir(parents=True, exist_ok=True)
    with (state_dir / "starting.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@dataclass
class Service:
    """A running Lotse. Reading is safe from many threads."""

    settings: Settings
    engine: Engine
    holder: IndexHolder
    reader: Reader
    suggester: Suggester
    revision: int
    shown_on: date
    guesser: Guesser | None = None
    _checked: float = field(default=0.0)
    _rebuilding: threading.Lock = field(default_factory=threading.Lock)

    @property
    def index(self) -> SearchIndex:
        return self.holder.current

    @property
    def records(self) -> tuple[ServiceRecord, ...]:
        return self.index.records

    def now(self) -> datetime:
        return clock(self.settings.now)

    def understand(self, line: str, ui: str) -> Understood:
        return self.reader.understand(line, ui)

    @property
    def guess(self) -> Callable[[str], tuple[str, ...]] | None:
        """The optional fallback, where an operator switched it on."""
        return self.guesser.guess if self.guesser else None

    def find(self, query: SearchQuery, say: Say = plain) -> Results:
        self.refresh_if_changed()
        return find(query, SearchContext(self.index, self.understand, query.now or self.now(), say, self.guess))

    def suggest(self, line: str, ui: str) -> tuple[Suggestion, ...]:
        return self.suggester.suggest(line, ui)

    def record(self, service_id: str) -> ServiceRecord | None:
        """A published service; None for unknown ids and for drafts."""
        self.refresh_if_changed()
        return self.index.by_id.get(service_id)

    def redirect(self, service_id: str) -> str | None:
        """The id of the service that this one was merged into, if it was."""
        with session(self.engine) as db:
            return find_redirect(db, service_id)

    def refresh_if_changed(self) -> None:
        """Look at most every two seconds whether the database has moved on; rebuild aside, serving meanwhile."""
        now = time.monotonic()
        if now - self._checked < _CHECK_EVERY_S:
            return
        self._checked = now
        with session(self.engine) as db:
            moved = revision(db) != self.revision or self._has_aged()
        if moved and self._rebuilding.acquire(blocking=False):
            threading.Thread(target=self._rebuild_and_release, name="rebuild-index", daemon=True).start()

    def look_again(self) -> None:
        """Somebody has just changed the database: do not wait until it is noticed."""
        self._checked = 0.0
        self.refresh_if_changed()

    def _has_aged(self) -> bool:
        """Whether a day has passed for an operator who lets services lapse by age."""
        return self.settings.unpublish_after_months > 0 and self.now().date() != self.shown_on

    def _rebuild_and_release(self) -> None:
        try:
            self.rebuild()
        finally:
            self._rebuilding.release()

    def rebuild(self) -> None:
        """Read the database anew, build an index aside, swap."""
        at, records, self.shown_on = _published(self.engine, self.settings)
        self.holder.swap(SearchIndex.build(records, self.settings.state_dir / "index"))
        self.reader = build_reader(self.settings.data_dir, records, self.settings.state_dir)
        self.suggester = Suggester(records)
        self.revision = at


def open_service(settings: Settings, progress: Progress = _silent) -> Service:
    """Builds what is missing in STATE_DIR and opens the rest. Progress gets one sentence a step."""
    _use(settings)
    with one_at_a_time(settings.state_dir):
        engine = _up_to_date(settings, progress)
        at, records, day = _published(engine, settings)
        index = SearchIndex.build(records, settings.state_dir / "index")
    reader = build_reader(settings.data_dir, records, settings.state_dir)
    guesser = _guesser(settings, progress)
    return Service(settings, engine, IndexHolder(index), reader, Suggester(records), at, day, guesser)


def open_registry(settings: Settings, progress: Progress = _silent) -> Engine:
    """The database alone, up to date: for commands that search nothing and would wait for the index in vain."""
    _use(settings)
    with one_at_a_time(settings.state_dir):
        return _up_to_date(settings, progress)


def _use(settings: Settings) -> None:
    """What holds for the whole process."""
    if settings.data_dir != data_dir():
        use_data_dir(settings.data_dir)
    if settings.geocoder:
        use_geocoder(make_geocoder(settings.geocoder, settings.geocoder_agent, settings.geocoder_domain or None))


def _up_to_date(settings: Settings, progress: Progress) -> Engine:
    engine = open_database(settings.database_url)
    migrate(engine)
    _load_shipped_registry(engine, settings, progress)
    return engine


def _published(engine: Engine, settings: Settings) -> tuple[int, tuple[ServiceRecord, ...], date]:
    """The registry's revision, what may be shown of it, and on which day. What an operator lets lapse by age stays in
    the database."""
    today = clock(settings.now).date()
    with session(engine) as db:
        at, records = revision(db), load_records(db)
    return at, not_too_old(records, today, settings.unpublish_after_months), today


def _guesser(settings: Settings, progress: Progress) -> Guesser | None:
    if not settings.semantic:
        return None
    progress("Preparing the semantic fallback ...")
    return Guesser(settings.data_dir / "vocabulary" / "words", settings.state_dir / "semantic")


def _load_shipped_registry(engine: Engine, settings: Settings, progress: Progress) -> None:
    """The shipped files are an import like any other: only when they are new, and never over an edit."""
    folders = [folder for name in ("registry", "drafts") if (folder := settings.data_dir / name).is_dir()]
    # Better tables of places mean better positions, so they count as new shipped data too.
    # So do newer tables: all rows are drawn anew from the facts.
    version = f"{_files_version([*folders, settings.data_dir / 'places'])}{settings.geocoder}/{HEAD}"
    with session(engine) as db:
        if shipped_version(db) == version:
            return
    progress("Reading the registry ...")
    entries = [entry for folder in folders for entry in read_registry(folder)]
    progress(f"Loading {len(entries)} services ...")
    with writing(engine) as db:
        load_shipped(db, entries, shipped_version=version)


def _files_version(folders: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.glob("*.*")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
