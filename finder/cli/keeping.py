"""lotse backup, lotse restore."""

from __future__ import annotations

from pathlib import Path

import click

from directory.backup import back_up, database_file
from directory.restoring import restore
from finder.secret import FILE as SECRET
from finder.service import one_at_a_time
from finder.settings import Settings, load_settings


def _beside(settings: Settings) -> dict[str, Path]:
    """What must not be lost beside the database: links and codes that were given out hang on the secret."""
    return {SECRET: settings.state_dir / SECRET}


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup_command(file: Path) -> None:
    """Save everything in FILE, also while serving: registry, history, queue, accounts, and the server's secret.

    FILE can be read by its owner only and should be kept like a password. Index and caches are not in it: they are
    built anew.
    """
    settings = load_settings()
    manifest = back_up(database_file(settings.database_url), file, _beside(settings))
    click.echo(f"{file}: {file.stat().st_size} bytes, {' and '.join(manifest.files)}", err=True)


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore_command(file: Path) -> None:
    """Bring back what `lotse backup` saved in FILE. The server must be stopped.

    The archive is checked first; what was there before stays in the state folder under a name with the time.
    """
    settings = load_settings()
    database = database_file(settings.database_url)
    with one_at_a_time(settings.state_dir):
        done = restore(file, database, _beside(settings))
    for path in done.kept:
        click.echo(f"kept: {path}", err=True)
    click.echo(f"Restored the state of {done.manifest.made_at}. The next start builds the index.", err=True)
