"""From the shipped registry files into the database, without ever undoing what was edited there.

After the first start the database is the master. A newer set of files arrives like an import: each statement is
weighed by ``directory.ledger``; what was edited here stays, and the shipped statement goes into the history. A service
that is gone from the files stays in the database and is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from directory import ids
from directory.facts import Facts, blank, entry_facts, split_door_field
from directory.ledger import Claim, Ledger
from directory.models import Meta, Redirect, Service, Source
from directory.projection import project
from directory.registry_files import Entry, EntrySource
from directory.rows import Locate

try:
    from geo import geocoding
except ImportError:  # its builder is still at it: positions stay unknown until then
    from directory import rows as geocoding

VERSION_KEY = "shipped_version"


@dataclass(slots=True)
class LoadReport:
    """What a load did, in counts of services and facts, and by name where a person should look."""

    unchanged: bool = False  # the files are those of last time: nothing was read
    services_new: int = 0
    services_changed: int = 0
    facts_written: int = 0
    kept_edits: list[str] = field(default_factory=list)  # "<service key> <field>": edited here, shipped differently
    kept_newer: list[str] = field(default_factory=list)  # the same for facts imported from a younger source
    gone: list[str] = field(default_factory=list)  # keys that the files no longer hold; kept
    merged: list[str] = field(default_factory=list)  # keys withdrawn because they were merged into another


def load_shipped(
    session: Session, entries: Sequence[Entry], *, shipped_version: str, locate: Locate = geocoding.locate
) -> LoadReport:
    """Bring the shipped ``entries`` into the database, in the caller's transaction (use ``database.writing``).

    ``shipped_version`` is any text that changes whenever the files do; the same one again does nothing.
    """
    if _meta(session) == shipped_version:
        return LoadReport(unchanged=True)
    report = LoadReport()
    ledger = Ledger(session)
    before = ledger.known_services()
    for entry in entries:
        _offer_entry(ledger, entry, report)
    _withdraw_merged(session, ledger, entries, report)
    _write(session, ledger, entries, locate)
    _redirect(session, entries)
    session.merge(Meta(key=VERSION_KEY, value=shipped_version))
    _count(session, report, ledger, entries, before)
    return report


def source_id(service_key: str, source: EntrySource) -> str:
    """The same page read again at another date is another source."""
    return ids.make_id("source", service_key, source.url, source.date, source.kind, source.confidence)


def _meta(session: Session) -> str | None:
    return session.scalar(select(Meta.value).where(Meta.key == VERSION_KEY))


def _offer_entry(ledger: Ledger, entry: Entry, report: LoadReport) -> None:
    service = ids.service_id(entry.key)
    by_id = {source.id: source for source in entry.sources}
    for earlier in entry.earlier:
        origin = by_id.get(earlier.source)
        ledger.remember(_claim(service, entry, earlier.field, earlier.value, origin, earlier.reason or "replaced"))
    wanted = entry_facts(entry)
    withdrawn = {name: blank(name) for name in ledger.current(service) if name not in wanted}
    outcomes: Counter[str] = Counter()
    for name, content in (wanted | withdrawn).items():
        outcome = ledger.offer(_claim(service, entry, name, content, source_for(entry, name)))
        outcomes[outcome] += 1
        if outcome in ("kept_edit", "kept_newer"):
            (report.kept_edits if outcome == "kept_edit" else report.kept_newer).append(f"{entry.key} {name}")
    report.facts_written += outcomes["written"]


def source_for(entry: Entry, name: str) -> EntrySource | None:
    """The source of one field: its own if named, else that of its whole door, else the entry's first."""
    door = split_door_field(name)
    named = entry.fact_sources.get(name) or (entry.fact_sources.get(f"doors.{door[0]}") if door else None)
    for source in entry.sources:
        if named is None or source.id == named:
            return source
    return None


def _claim(
    service: str, entry: Entry, name: str, content: object, source: EntrySource | None, note: str | None = None
) -> Claim:
    return Claim(
        service, name, content, "shipped",
        source_id=source_id(entry.key, source) if source else None, as_of=source.date if source else None, note=note,
    )  # fmt: skip


def _add_sources(session: Session, entries: Iterable[Entry]) -> None:
    known = set(session.scalars(select(Source.id)))
    rows: dict[str, dict[str, object]] = {}
    for entry in entries:
        for place, source in enumerate(entry.sources):
            found = source_id(entry.key, source)
            if found not in known:
                rows[found] = {
                    "id": found, "service_id": ids.service_id(entry.key), "url": source.url, "as_of": source.date,
                    "kind": source.kind, "confidence": source.confidence, "priority": place,
                }  # fmt: skip
    if rows:
        session.execute(insert(Source), list(rows.values()))


def _withdraw_merged(session: Session, ledger: Ledger, entries: Iterable[Entry], report: LoadReport) -> None:
    there = ledger.known_services()
    for entry in entries:
        for key in entry.merged_keys:
            old = ids.service_id(key)
            if old in there and ledger.offer(Claim(old, "status", "withdrawn", "shipped")) == "written":
                report.merged.append(key)


def _write(session: Session, ledger: Ledger, entries: Iterable[Entry], locate: Locate) -> None:
    keys = {found: key for found, key in session.execute(select(Service.id, Service.key)).tuples()}
    keys |= {ids.service_id(entry.key): entry.key for entry in entries}
    main = dict(session.execute(select(Service.id, Service.main_source_id)).tuples().all())
    main |= {ids.service_id(e.key): source_id(e.key, e.sources[0]) for e in entries if e.sources}
    facts: dict[str, Facts] = {service: ledger.current(service) for service in sorted(ledger.touched)}
    project(session, keys, facts, main, locate)
    _add_sources(session, entries)
    ledger.flush()


def _redirect(session: Session, entries: Iterable[Entry]) -> None:
    moved = {ids.service_id(key): ids.service_id(entry.key) for entry in entries for key in entry.merged_keys}
    if moved:
        session.execute(delete(Redirect).where(Redirect.id.in_(list(moved))))
        session.execute(insert(Redirect), [{"id": old, "target_id": new} for old, new in moved.items()])


def _count(
    session: Session, report: LoadReport, ledger: Ledger, entries: Iterable[Entry], before: set[str]
) -> None:  # fmt: skip
    shipped = {ids.service_id(entry.key) for entry in entries}
    moved = set(session.scalars(select(Redirect.id)))
    missing = ledger.ever_shipped() - shipped - moved
    rows = session.execute(select(Service.id, Service.key).order_by(Service.key)).tuples()
    report.gone = [key for found, key in rows if found in missing]
    report.services_new = len(ledger.touched - before)
    report.services_changed = len(ledger.touched & before)
