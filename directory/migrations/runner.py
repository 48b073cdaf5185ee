"""Runs Alembic on an open connection, without an ini file, so that it works from a wheel as well."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection

from geo.errors import LotseError


class WrongDatabase(LotseError):
    """The database cannot be used by this version of the program."""

    code = "wrong_database"


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings; the connection travels in ``attributes`` and is used by env.py."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: Connection) -> None:
    """To the newest version, in the caller's transaction."""
    try:
        command.upgrade(config(connection), "head")
    except (CommandError, ResolutionError) as error:
        raise WrongDatabase("This database was made by a newer version of Lotse: please update the program.") from error
