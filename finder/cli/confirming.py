"""lotse worklist: what to confirm next."""

from __future__ import annotations

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
