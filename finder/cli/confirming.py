"""lotse worklist, lotse confirm: what to confirm next, and asking the services themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from directory.database import session
from directory.worklist import Task, worklist, worklist_csv
from finder.cli.opening import opened
from geo.districts import districts

REASONS = {
    "kind": "important kind",
    "no_contact": "no contact known",
    "only_one": "only one of its kind in the district",
    "proposals": "proposals wait",
}


def known_district(_ctx: click.Context, _option: click.Parameter, key: str | None) -> str | None:
    """One of the 36 keys, or none."""
    if key is not None and key not in districts():
        raise click.BadParameter(f"{key!r} is none of the 36 keys, such as 07111.")
    return key


@click.command("worklist")
@click.option("--district", callback=known_district, help="Official key of one district, such as 07111.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="How many to show.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV.")
@click.option("--all", "asked_too", is_flag=True, help="Also services that were asked less than 30 days ago.")
def worklist_command(district: str | None, limit: int, as_csv: bool, asked_too: bool) -> None:
    """What to confirm next, most urgent first: staleness times importance."""
    service = opened()
    with session(service.engine) as db:
        tasks = worklist(db, service.now().date(), district, asked_too=asked_too)
    if as_csv:
        click.echo(worklist_csv(tasks[:limit]), nl=False)
        return
    for number, task in enumerate(tasks[:limit], start=1):
        _show(number, task)
    click.echo(f"{len(tasks)} services to confirm", err=True)


def _show(number: int, task: Task) -> None:
    record = task.record
    click.secho(f"{number:3}. {record.name}", bold=True)
    where = districts()[record.district].label if record.district else record.scope
    asked = f" | asked on {task.asked_on}" if task.asked_on else ""
    click.echo(f"     {task.score} | {where} | {record.as_of or 'undated'} | {record.email or 'no e-mail'}{asked}")
    why = [REASONS[code] for code in task.reasons]
    click.echo(f"     old: {', '.join(task.old) or '-'}{''.join(f'; {reason}' for reason in why)}")


@click.command("confirm")
@click.option("--send", is_flag=True, help="By mail, to the services' own published addresses.")
@click.option(
    "--letters", type=click.Path(dir_okay=False, path_type=Path), help="Services without e-mail: a file to print."
)
@click.option("--district", callback=known_district, help="Official key of one district, such as 07111.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="At most so many services.")
@click.option("--dry-run", is_flag=True, help="Say who would be asked; make no link, send and write nothing.")
def confirm_command(send: bool, letters: Path | None, district: str | None, limit: int, dry_run: bool) -> None:
    """Ask the services at the top of the worklist to confirm their record, by a link that works once, for 30 days.
    Nobody is asked twice within 30 days, so that it may run every night."""
    if send == (letters is not None):
        raise click.UsageError("Say either --send or --letters FILE.")
    # Imported here: the other commands do without the pages.
    from finder.web.app import make_app
    from finder.web.carriers.sending import by_address, due, send_mails, write_letters

    service = opened()
    tasks = due(service, "mail" if send else "letter", district, limit)
    if dry_run:
        for number, task in enumerate(tasks, start=1):
            _show(number, task)
        click.echo(f"{len(tasks)} services, {len(by_address(tasks)) if send else len(tasks)} to write to", err=True)
    elif letters is not None:
        write_letters(service, make_app(service, service.settings), tasks, letters)
        click.echo(f"{letters}: {len(tasks)} letters", err=True)
    else:
        took, refused = send_mails(service, make_app(service, service.settings), tasks, click.echo)
        click.echo(f"{took} mails sent, {refused} refused", err=True)
        sys.exit(1 if refused else 0)
