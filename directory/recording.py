"""The one way in: writes what a ledger gathered, redraws the services it touched, and adds their sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from directory import ids
from directory.chunks import AS_GIVEN, chunks
from directory.ledger import Ledger
from directory.models import Meta, Service, Source
from directory.projection import project
from directory.registry_files import EntrySource

REVISION_KEY = "revision"
_SERVICES_AT_ONCE = 1000  # all rows of as many are in memory together


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as cited for one service; ``priority`` 0 is the one to name first."""

    service_key: str
    source: EntrySource
    priority: int = 0

    @property
    def id(self) -> str:
        """The same page read again at another date is another source."""
        source = self.source
        return ids.make_id("source", self.service_key, source.url, source.date, source.kind, source.confidence)


def record(
    session: Session, ledger: Ledger, *, service_keys: Iterable[str], cited: Iterable[Cited],
    main: Mapping[str, str] | None = None, redraw: Collection[str] = (),
) -> None:  # fmt: skip
    """Write all, in the caller's transaction.

    ``service_keys``: of the services that may be new to the database. ``main``: service id -> id of the source to name
    first, where that changes; a service that has none yet gets the first of ``cited``. ``redraw``: ids of
    services whose rows are drawn anew although no fact changed.
    """
    cited = list(cited)
    there = session.execute(select(Service.id, Service.key, Service.main_source_id)).all()
    keys = {ids.service_id(key): key for key in service_keys} | {row.id: row.key for row in there}
    first: dict[str, str | None] = {ids.service_id(cite.service_key): cite.id for cite in reversed(cited)}
    first |= {row.id: row.main_source_id for row in there if row.main_source_id}
    first |= main or {}
    drawn = sorted(ledger.touched | set(redraw))
    for part in chunks(drawn, _SERVICES_AT_ONCE):
        project(session, keys, {service: ledger.current(service) for service in part}, first)
    _add_sources(session, cited)
    ledger.flush()
    if drawn:
        _count_up(session)


def _count_up(session: Session) -> None:
    """The number by which readers notice that the registry has changed, see ``snapshot.revision``."""
    row = session.get(Meta, REVISION_KEY) or Meta(key=REVISION_KEY, value="0")
    row.value = str(int(row.value) + 1)
    session.add(row)
    session.flush()


def _add_sources(session: Session, cited: Iterable[Cited]) -> None:
    known = set(session.scalars(select(Source.id)))
    rows = {
        cite.id: {
            "id": cite.id, "service_id": ids.service_id(cite.service_key), "url": cite.source.url,
            "as_of": cite.source.date, "kind": cite.source.kind, "confidence": cite.source.confidence,
            "priority": cite.priority,
        }
        for cite in cited
        if cite.id not in known
    }  # fmt: skip
    for part in chunks(list(rows.values()), _SERVICES_AT_ONCE):
        session.execute(insert(Source), part, execution_options=AS_GIVEN)
