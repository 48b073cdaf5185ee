"""lotse export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from directory.exchange import formats
from directory.exchange.everything import export_all
from directory.exchange.formats import FORMATS
from finder.cli.archiving import REGISTRY, write_registry_files
from finder.cli.opening import opened, say_step


@click.command("export")
@click.option("--format", "format_name", type=click.Choice([*sorted(FORMATS), REGISTRY]))
@click.option("--all", "everything", is_flag=True, help="Every format but registry, into a folder; for a nightly run.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="Default: standard output. Of registry and with --all: a folder.",
)
@click.option("--drafts", type=click.Path(file_okay=False, path_type=Path), help="Only of registry: drafts go here.")
def export_command(format_name: str | None, everything: bool, output: Path | None, drafts: Path | None) -> None:
    """Export all published services.

    The format "registry" writes one TOML file a district into a folder, as data/registry/ is, so that a git repository
    can keep what was edited; drafts only where --drafts names a folder for them. With --all a reader of the folder
    never meets half a file, and a run that breaks off changes nothing.
    """
    if everything == (format_name is not None):
        raise click.UsageError("Either --format or --all.")
    if everything:
        _export_all(output, drafts)
        return
    if format_name is None or format_name == REGISTRY:
        write_registry_files(opened(), output, drafts)
        return
    if drafts or (output and output.is_dir()):
        raise click.UsageError(f"--drafts, and a folder, go with --format {REGISTRY} only.")
    content = formats.export(opened().records, format_name)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    output.write_bytes(content)
    click.echo(f"{output}: {len(content)} bytes", err=True)


def _export_all(folder: Path | None, drafts: Path | None) -> None:
    if folder is None or folder.is_file() or drafts:
        raise click.UsageError("--all needs -o with a folder, and writes no drafts.")
    for path in export_all(opened().records, folder, _say_file):
        click.echo(path)


def _say_file(name: str, number: int, of: int) -> None:
    say_step(f"[{number}/{of}] {name} ...")
