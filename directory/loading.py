"""From the shipped registry files into the database, without ever undoing what was edited there.

After the first start the database is the master. A newer set of files arrives like an import: each statement is
weighed by ``directory.ledger``; what was edited here stays, the shipped statement goes into the history and, once,
before a person in the review queue, as does a service that is gone from the files: it stays until somebody decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import ids
from directory.departures import ask_about_gone, left, withdraw_merged
from directory.disputes import ask, new_questions
from directory.facts import blank, entry_facts, split_door_field
from directory.ledger import Claim, Ledger, Outcome
from directory.models import Meta, Redirect, Service
from directory.recording import Cited, record
from directory.redirects import moved_by_files, redirect
from directory.registry_files import Entry, EntrySource
from directory.review import Proposed

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
    queued: int = 0  # services about which a person is asked, see ``directory.disputes``


def shipped_version(session: Session) -> str | None:
    """The version of the shipped files that this database read last; None before the first start."""
    return session.scalar(select(Meta.value).where(Meta.key == VERSION_KEY))


def load_shipped(session: Session, entries: Sequence[Entry], *, shipped_version: str) -> LoadReport:
    """Bring the shipped ``entries`` into the database, in the caller's transaction (use ``database.writing``).

    ``shipped_version`` is any text that changes whenever the files do (those in data/places too, since positions are
    reckoned anew); the same one again does nothing.
    """
    if _same_files(session, shipped_version):
        return LoadReport(unchanged=True)
    report = LoadReport()
    ledger = Ledger(session)
    before = ledger.known_services()
    disputed = [found for entry in entries if (found := _offer_entry(ledger, entry, report))]
    moved = moved_by_files(session, entries)
    report.merged, asked = withdraw_merged(ledger, moved)
    _write(session, ledger, entries)
    redirect(session, entries, left(ledger, moved))
    session.merge(Meta(key=VERSION_KEY, value=shipped_version))
    _count(session, report, ledger, entries, before)
    questions = new_questions(session, [*disputed, *asked, *ask_about_gone(ledger, report.gone)], ledger.current)
    ask(session, questions)
    report.queued = len(questions)
    return report


def _same_files(session: Session, version: str) -> bool:
    return shipped_version(session) == version


def source_for(entry: Entry, name: str) -> EntrySource | None:
    """The source of one field: its own if named, else that of its whole door, else the entry's first."""
    door = split_door_field(name)
    named = entry.fact_sources.get(name) or (entry.fact_sources.get(f"doors.{door[0]}") if door else None)
    return next((source for source in entry.sources if named in (None, source.id)), None)


def _offer_entry(ledger: Ledger, entry: Entry, report: LoadReport) -> Proposed | None:
    """Weigh all statements of an entry; what of it a person has to decide."""
    by_id = {source.id: source for source in entry.sources}
    for earlier in entry.earlier:
        origin = by_id.get(earlier.source)
        ledger.remember(_claim(entry, earlier.field, earlier.value, origin, earlier.reason or "replaced"))
    wanted = entry_facts(entry)
    dropped = {name: blank(name) for name in ledger.current(ids.service_id(entry.key)) if name not in wanted}
    kept: dict[str, Any] = {}
    for name, content in (wanted | dropped).items():
        outcome = ledger.offer(_claim(entry, name, content, source_for(entry, name)))
        _note(report, outcome, f"{entry.key} {name}")
        if outcome in ("kept_edit", "kept_newer"):
            kept[name] = content
    return _disputed(entry, kept) if kept else None


def _disputed(entry: Entry, kept: dict[str, Any]) -> Proposed:
    """The source is named where all these statements have the same."""
    sources = [source_for(entry, name) for name in kept]
    source = sources[0] if all(other == sources[0] for other in sources) else None
    url, as_of = (source.url, source.date) if source else (None, None)
    return Proposed("shipped", ids.service_id(entry.key), kept, "shipped", None, url, as_of)


def _claim(entry: Entry, name: str, content: object, source: EntrySource | None, note: str | None = None) -> Claim:
    service = ids.service_id(entry.key)
    if source is None:
        return Claim(service, name, content, "shipped", note=note)
    return Claim(service, name, content, "shipped", Cited(entry.key, source).id, source.date, note=note)


def _note(report: LoadReport, outcome: Outcome, where: str) -> None:
    if outcome == "written":
        report.facts_written += 1
    elif outcome == "kept_edit":
        report.kept_edits.append(where)
    elif outcome == "kept_newer":
        report.kept_newer.append(where)


def _write(session: Session, ledger: Ledger, entries: Sequence[Entry]) -> None:
    cited = [Cited(entry.key, source, place) for entry in entries for place, source in enumerate(entry.sources)]
    main = {ids.service_id(cite.service_key): cite.id for cite in cited if cite.priority == 0}
    keys = [entry.key for entry in entries]
    # All are redrawn, also the unchanged: the tables of places may have become better with this version.
    record(session, ledger, service_keys=keys, cited=cited, main=main, redraw=ledger.known_services())


def _count(session: Session, report: LoadReport, ledger: Ledger, entries: Iterable[Entry], before: set[str]) -> None:
    session.flush()
    shipped = {ids.service_id(entry.key) for entry in entries}
    missing = ledger.ever_shipped() - shipped - set(session.scalars(select(Redirect.id)))
    rows = session.execute(select(Service.id, Service.key).order_by(Service.key))
    report.gone = [key for found, key in rows if found in missing]
    report.services_new = len(ledger.touched - before)
    report.services_changed = len(ledger.touched & before)
