"""Opening the service for a command: steps that take a while are said on stderr, so that stdout stays clean."""

from __future__ import annotations

import click

from finder.service import Service, open_service
from finder.settings import load_settings


def say_step(text: str) -> None:
    click.echo(text, err=True)


def opened() -> Service:
    """The service with the settings of the environment."""
    return open_service(load_settings(), progress=say_step)
