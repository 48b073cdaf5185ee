"""lotse check, lotse coverage, lotse map: looking at the registry as a whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from directory.coverage import table
from directory.database import session
from directory.loop_counts import loop_csv, loop_rows, loop_text
from directory.referral_checks import check_network
from directory.rule_checks import check_absences, check_rules
from directory.unmet import unmet_csv, unmet_rows, unmet_text
from directory.validation import check
from finder.cli.opening import opened
from finder.search.mapping import map_points
from geo.maps import standalone_map

_CREDITS = "Kreisgrenzen: © GeoBasis-DE / BKG (dl-de/by-2-0), Daten verändert. Orte: GeoNames (CC BY 4.0)."


@click.command("check")
@click.option("--errors-only", is_flag=True, help="Leave out warnings and notes.")
def check_command(errors_only: bool) -> None:
    """List what is wrong, doubtful or too old in the registry, the rules and the statements of absence; exit 1 for
    errors and warnings, 0 if it is only age."""
    service = opened()
    today = service.now().date()
    problems = [
        *check(service.records, today), *check_rules(today), *check_network(today),
        *check_absences(service.records, today),
    ]  # fmt: skip
    found = [problem for problem in problems if problem.level == "error" or not errors_only]
    for problem in found:
        click.echo(str(problem))
    click.echo(f"{len(found)} findings in {len(service.records)} services", err=True)
    sys.exit(1 if any(problem.level != "note" for problem in found) else 0)


@click.command("coverage")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV.")
@click.option("--loop", "what", flag_value="loop", help="Instead: slips that reported back, by quarter.")
@click.option("--unmet", "what", flag_value="unmet", help="Instead: searches that found nobody, by quarter.")
def coverage_command(as_csv: bool, what: str | None) -> None:
    """Kinds × districts: how many services are known to serve each. A dot is 'not known to us', not 'none'."""
    service = opened()
    if what is None:
        coverage = table(service.records)
        click.echo(coverage.csv() if as_csv else coverage.text())
        return
    with session(service.engine) as db:
        if what == "loop":
            slips = loop_rows(db)
            click.echo(loop_csv(slips) if as_csv else loop_text(slips))
        else:
            searches = unmet_rows(db, service.now().date())
            click.echo(unmet_csv(searches) if as_csv else unmet_text(searches))


@click.command("map")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="HTML file.")
def map_command(output: Path) -> None:
    """A stand-alone map of all published services: one HTML file that asks no other host for anything."""
    points = map_points(opened().records)
    output.write_text(standalone_map(points, "Lotse: Beratung in Rheinland-Pfalz", _CREDITS), encoding="utf-8")
    click.echo(f"{output}: {len(points)} places", err=True)
