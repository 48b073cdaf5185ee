"""lotse export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from directory.exchange import formats
from directory.exchange.formats import FORMATS
from finder.cli.archiving import REGISTRY, write_registry_files
from finder.cli.opening import opened


@click.command("export")
@click.option("--format", "format_name", type=click.Choice([*sorted(FORMATS), REGISTRY]), required=True)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Default: standard output. Of registry: a folder."
)
@click.option("--drafts", type=click.Path(file_okay=False, path_type=Path), help="Only of registry: drafts go here.")
def export_command(format_name: str, output: Path | None, drafts: Path | None) -> None:
    """Export all published services.

    The format "registry" writes one TOML file a district into a folder, as data/registry/ is, so that a git repository
    can keep what was edited; drafts only where --drafts names a folder for them.
    """
    if format_name == REGISTRY:
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
