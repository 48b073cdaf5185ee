"""The registry's files written from the database: ``lotse export --format registry``."""

from __future__ import annotations

from pathlib import Path

import click

from directory.database import session
from directory.registry_export import export_registry
from finder.service import Service

REGISTRY = "registry"


def write_registry_files(service: Service, folder: Path | None, drafts: Path | None) -> None:
    """Says on stderr what was written. Misuse where no folder is named."""
    if folder is None or folder.is_file():
        raise click.UsageError(f"--format {REGISTRY} needs a folder: -o FOLDER.")
    if drafts and drafts.resolve() == folder.resolve():
        raise click.UsageError("Drafts need a folder of their own.")
    with session(service.engine) as db:
        written = export_registry(db, folder, drafts)
    click.echo(f"{len(written)} files written to {' and '.join(map(str, filter(None, (folder, drafts))))}", err=True)
