"""Importing a file: parse, validate, report with line numbers, then write all of it or nothing.

Statements arrive with the origin ``import`` and the source that the caller names. They never replace what was edited
here, nor what is known from a younger source; an empty cell states nothing, and what the file leaves out stays.
Importing our own export therefore changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock, ids
from directory.exchange.documents import Incoming, Parsed, Unreadable, fault
from directory.exchange.formats import get_format
from directory.facts import Facts, plain
from directory.field_checks import is_key
from directory.ledger import Claim, Ledger
from directory.models import Redirect, Service
from directory.problems import Problem, errors
from directory.provenance import check_date
from directory.recording import Cited, record
from directory.registry_files import EntrySource
from directory.relations import check_known, known_keys
from directory.validation import check_facts
from geo.errors import BadInput


@dataclass(slots=True)
class ImportReport:
    """What an import found and did. Not ``ok``: nothing was written."""

    problems: list[Problem] = field(default_factory=list)
    services_read: int = 0
    services_new: int = 0
    services_changed: int = 0
    facts_written: int = 0
    kept_edits: list[str] = field(default_factory=list)  # "<service key> <field>"
    kept_newer: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the file could be taken over."""
        return not errors(self.problems)

    def lines(self) -> list[str]:
        """The report for people: problems first, then one sentence."""
        told = [str(problem) for problem in self.problems]
        told += [f"kept: {where}: edited here, the file says something else" for where in self.kept_edits]
        told += [f"kept: {where}: known from a younger source" for where in self.kept_newer]
        if not self.ok:
            return [*told, f"Nothing was imported: {len(errors(self.problems))} errors."]
        done = f"{self.services_new} new, {self.services_changed} changed, {self.facts_written} facts written"
        return [*told, f"{self.services_read} services read: {done}."]


def import_file(
    session: Session, content: bytes | Path, format_name: str, source: str | EntrySource, *, today: date | None = None
) -> ImportReport:
    """Take over a file, in the caller's transaction (use ``database.writing``); the report says if that went well.

    ``source``: where the facts come from, as an address or a name (then undated), or a whole EntrySource. BadInput for
    a format that is unknown or cannot be read.
    """
    reader = get_format(format_name).read
    if reader is None:
        raise BadInput(f"The format {format_name!r} can be written but not read.", field="format")
    named, today = _as_source(source), today or clock.now().date()
    check_date(named.date, today)
    report = ImportReport()
    try:
        parsed = reader(content.read_bytes() if isinstance(content, Path) else content)
    except Unreadable as error:
        report.problems.append(fault("file", str(error)))
        return report
    report.services_read = len(parsed.services)
    report.problems += parsed.problems
    _take_over(session, parsed, report, named, today)
    return report


def _as_source(source: str | EntrySource) -> EntrySource:
    if isinstance(source, EntrySource):
        return source
    return EntrySource(id="import", url=source, date=None, kind="other", confidence="medium")


def _take_over(session: Session, parsed: Parsed, report: ImportReport, source: EntrySource, today: date) -> None:
    names = _Names(session)
    keys = {id(service): names.key_of(service, report) for service in parsed.services}
    named = [(service, keys[id(service)]) for service in parsed.services]
    ledger = Ledger(session, [ids.service_id(key) for _, key in named if key])
    known, keyed = known_keys(session), {key for _, key in named}
    for service, key in named:
        if key:
            before = ledger.current(ids.service_id(key))
            _validate(before, service, key, report, today)
            report.problems += check_known(
                service.where, service.facts, before, lambda other: other in keyed or known(other)
            )
    if report.ok:
        with session.begin_nested():
            _write(session, ledger, [(service, key) for service, key in named if key], report, source)


class _Names:
    """Finds the key of the service that a row means: by its id, by its key, or as a new one."""

    def __init__(self, session: Session) -> None:
        self._keys = dict(session.execute(select(Service.id, Service.key)).all())
        self._moved = dict(session.execute(select(Redirect.id, Redirect.target_id)).all())
        self._seen: dict[str, str] = {}

    def key_of(self, service: Incoming, report: ImportReport) -> str | None:
        key, sentence = self._find(service)
        if key and key in self._seen:
            sentence = f"means the same service as {self._seen[key]}"
        if sentence:
            report.problems.append(fault(service.where, sentence))
            return None
        self._seen[str(key)] = service.where
        return key

    def _find(self, service: Incoming) -> tuple[str | None, str | None]:
        found = service.id and self._keys.get(self._moved.get(service.id, service.id))
        if found:
            wrong = service.key not in (None, found) and ids.service_id(str(service.key)) not in self._moved
            return (None, f"the id belongs to {found!r}, not to {service.key!r}") if wrong else (found, None)
        if service.key and not is_key(service.key):
            return None, f"{service.key[:60]!r} is not a key: small letters, digits and hyphens"
        if service.key:
            same = service.id in (None, ids.service_id(service.key))
            return (service.key, None) if same else (None, "the id and the key do not belong together")
        known = _is_uuid(service.id)
        return None, "no service has this id; to add one, give it a key" if known else "the id is no UUID"


def _is_uuid(text: str | None) -> bool:
    try:
        return bool(UUID(text or ""))
    except ValueError:
        return False


def _validate(current: Facts, service: Incoming, key: str, report: ImportReport, today: date) -> None:
    """Check the service as it would stand afterwards; what was doubtful before is not told again."""
    after = current | service.facts
    after["doors"] = _doors(current, service)
    before = {(p.field, p.code, p.value) for p in check_facts(service.where, current, today, key)} if current else set()
    report.problems += [
        problem
        for problem in check_facts(service.where, after, today, key)
        if problem.field in service.facts or (problem.field, problem.code, problem.value) not in before
    ]


def _doors(current: Facts, service: Incoming) -> list[str]:
    """Doors that the file does not name stay; new ones come last."""
    return list(dict.fromkeys([*current.get("doors", []), *service.facts.get("doors", [])]))


def _write(
    session: Session, ledger: Ledger, named: list[tuple[Incoming, str]], report: ImportReport, source: EntrySource
) -> None:
    before = ledger.known_services()
    cited = []
    for service, key in named:
        cite = Cited(key, source)
        changed = [
            _offer(ledger, service, cite, name, content, report) for name, content in _claims(ledger, service, key)
        ]
        if any(changed):
            cited.append(cite)
    record(session, ledger, service_keys=[key for _, key in named], cited=cited)
    report.services_new = len(ledger.touched - before)
    report.services_changed = len(ledger.touched & before)


def _claims(ledger: Ledger, service: Incoming, key: str) -> list[tuple[str, object]]:
    current = ledger.current(ids.service_id(key))
    wanted = {name: plain(name, content) for name, content in service.facts.items()}
    if service.facts.get("doors"):
        wanted["doors"] = _doors(current, service)
    ours, theirs = current.get("organization"), wanted.get("organization")
    if ours and theirs and ids.slug(str(ours)) == ids.slug(str(theirs)):
        del wanted["organization"]  # the same carrier, only spelt another way
    return list(wanted.items())


def _offer(
    ledger: Ledger, service: Incoming, cite: Cited, name: str, content: object, report: ImportReport
) -> bool:  # fmt: skip
    claim = Claim(
        ids.service_id(cite.service_key), name, content, "import", cite.id, cite.source.date, by="import"
    )  # fmt: skip
    outcome = ledger.offer(claim)
    if outcome == "written":
        report.facts_written += 1
    elif outcome == "kept_edit":
        report.kept_edits.append(f"{cite.service_key} {name}")
    elif outcome == "kept_newer":
        report.kept_newer.append(f"{cite.service_key} {name}")
    return outcome != "same"
