"""Importing a file: parse, validate, report with line numbers, then write all of it or nothing.

Statements arrive with the origin ``import`` and the source that the caller names. They never replace what was edited
here, nor what is known from a younger source: such a difference is put before a person, once. An empty cell states
nothing, and what the file leaves out stays. The same file twice changes nothing, nor does our own export.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from directory import clock
from directory.disputes import ask
from directory.exchange.documents import MAX_BYTES, Parsed, Unreadable, fault
from directory.exchange.formats import get_format
from directory.exchange.planning import Plan, Progress, make_plan, silently
from directory.exchange.reporting import ImportReport
from directory.provenance import check_date
from directory.recording import record
from directory.registry_files import EntrySource
from geo.errors import BadInput

__all__ = ["ImportReport", "import_file", "plan_import", "read_file", "write_plan"]


def import_file(
    session: Session, content: bytes | Path, format_name: str, source: str | EntrySource, *, today: date | None = None
) -> ImportReport:
    """Take over a file, in the caller's transaction (use ``database.writing``); the report says if that went well.

    ``source``: where the facts come from, as an address or a name (then undated), or a whole EntrySource. BadInput for
    a format that is unknown or cannot be read.
    """
    plan = plan_import(session, read_file(content, format_name), source, today=today)
    if plan.report.ok:
        write_plan(session, plan)
    return plan.report


def read_file(content: bytes | Path, format_name: str) -> Parsed:
    """The file as read, with its problems; those of the file as a whole too. Touches no database."""
    reader = get_format(format_name).read
    if reader is None:
        raise BadInput(f"The format {format_name!r} can be written but not read.", field="format")
    try:
        return reader(_bytes(content) if isinstance(content, Path) else content)
    except Unreadable as error:
        return Parsed(problems=[fault("file", str(error))])


def _bytes(path: Path) -> bytes:
    """No more than is allowed, whatever the folder says about the size of the file."""
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    return content


def plan_import(
    session: Session, parsed: Parsed, source: str | EntrySource, *, today: date | None = None,
    progress: Progress = silently,
) -> Plan:  # fmt: skip
    """What the file would change, field by field; writes nothing, so that a reading session will do."""
    named, today = _as_source(source), today or clock.now().date()
    check_date(named.date, today)
    return make_plan(session, parsed, named, today, progress)


def write_plan(session: Session, plan: Plan) -> None:
    """Carry out a plan that is ok, all of it, on the registry as it was when the plan was made."""
    with session.begin_nested():
        plan.ledger.write_to(session)
        record(session, plan.ledger, service_keys=plan.keys, cited=plan.cited)
        ask(session, plan.questions)


def _as_source(source: str | EntrySource) -> EntrySource:
    if isinstance(source, EntrySource):
        return source
    return EntrySource(id="import", url=source, date=None, kind="other", confidence="medium")
