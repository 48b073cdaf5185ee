"""The group of commands and the one place where errors become an exit code."""

from __future__ import annotations

import sys
from importlib import metadata
from typing import Any

import click

from finder.cli.accounts import user_command
from finder.cli.confirming import confirm_command, worklist_command
from finder.cli.exchanging import export_command
from finder.cli.importing import import_command
from finder.cli.keeping import backup_command, restore_command
from finder.cli.looking import check_command, coverage_command, map_command
from finder.cli.printing import booklet_command
from finder.cli.searching import evaluate_command, find_command
from finder.cli.serving import serve_command
from finder.cli.translating import translations_command
from geo.errors import LotseError


class _Group(click.Group):
    """Says a domain error in one sentence and exits with 1; misuse stays click's 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except LotseError as error:
            where = f" ({error.field})" if error.field else ""
            click.echo(f"{error.message}{where}", err=True)
            sys.exit(2 if ctx.invoked_subcommand == "find" else 1)


def _version() -> str:
    try:
        return metadata.version("lotse")
    except metadata.PackageNotFoundError:
        return "checkout"


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(_version(), prog_name="lotse")
def main() -> None:
    """Lotse: find the counselling service that is responsible, in Rheinland-Pfalz."""


for _command in (
    find_command,
    serve_command,
    import_command,
    export_command,
    backup_command,
    restore_command,
    check_command,
    coverage_command,
    map_command,
    booklet_command,
    evaluate_command,
    worklist_command,
    confirm_command,
    translations_command,
    user_command,
):
    main.add_command(_command)
