"""lotse import."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from directory import clock
from directory.database import session, writing
from directory.exchange.detecting import format_of_file
from directory.exchange.documents import Parsed
from directory.exchange.formats import FORMATS
from directory.exchange.importing import ImportReport, plan_import, read_file, write_plan
from directory.exchange.planning import Plan
from directory.exchange.template import TEMPLATES, template
from directory.snapshot import revision
from finder.cli.opening import say_step
from finder.service import open_registry
from finder.settings import Settings, load_settings

READABLE = sorted(name for name, found in FORMATS.items() if found.read)
_MANY = 1000  # services from which on a bar is worth it


@click.command("import")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "format_name", type=click.Choice(READABLE), help="Default: by the file's ending.")
@click.option("--source", default="", help="Where the facts come from (an address); default: the file's name.")
@click.option("--dry-run", is_flag=True, help="Show what would change, field by field; write nothing.")
@click.option("--template", "template_format", type=click.Choice(TEMPLATES), help="Write an empty table to fill in.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Where the template goes.")
def import_command(
    file: Path | None, format_name: str | None, source: str, dry_run: bool, template_format: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Import services from FILE: all of it or nothing, and never over an edit.

    Rows without id or key are recognized by name, kind, place, phone and house. New ones become drafts; what is in
    doubt, or contradicts an edit, waits in the review queue. The same file twice changes nothing.
    """
    if template_format:
        _write_template(template_format, output)
        return
    if file is None:
        raise click.UsageError("Name a FILE to import, or a --template to write.")
    settings = load_settings()
    engine = open_registry(settings, say_step)
    parsed = read_file(file, format_name or format_of_file(file))
    try:
        report = _take(engine, settings, parsed, source or file.name, dry_run)
    except OperationalError as error:
        raise click.ClickException("Another program is writing to the registry; please try again.") from error
    _tell(report, dry_run)


def _write_template(format_name: str, output: Path | None) -> None:
    content = template(format_name)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        try:
            output.write_bytes(content)
        except OSError as error:
            raise click.UsageError(f"{output} cannot be written: {error.strerror}.") from error
        click.echo(f"{output}: {len(content)} bytes", err=True)


def _take(engine: Engine, settings: Settings, parsed: Parsed, source: str, dry_run: bool) -> ImportReport:
    """Plan without holding others up; the write lock is taken only to write, on the registry as it was planned for."""
    with session(engine) as db:
        at, plan = revision(db), _plan(db, settings, parsed, source)
    if dry_run or not plan.report.ok:
        return plan.report
    with writing(engine) as db:
        if revision(db) != at:
            plan = _plan(db, settings, parsed, source)  # somebody edited meanwhile
        if plan.report.ok:
            say_step("Writing ...")
            write_plan(db, plan)
    return plan.report


def _plan(db: Any, settings: Settings, parsed: Parsed, source: str) -> Plan:
    return plan_import(db, parsed, source, today=clock.now(settings.now).date(), progress=_bar)


def _bar(items: list[Any], label: str) -> Iterable[Any]:
    return _with_bar(items, label) if len(items) >= _MANY else items


def _with_bar(items: list[Any], label: str) -> Iterator[Any]:
    with click.progressbar(items, label=label, file=sys.stderr, width=0) as bar:
        yield from bar


def _tell(report: ImportReport, dry_run: bool) -> None:
    if dry_run and report.ok:
        for change in report.changes():
            click.echo(change)
    for line in report.lines():
        click.echo(line)
    if dry_run and report.ok:
        click.echo("This was a dry run: nothing was written.")
    if not report.ok:
        sys.exit(1)
