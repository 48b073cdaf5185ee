"""lotse user: accounts of those who keep the registry."""

from __future__ import annotations

import click
from sqlalchemy import Engine

from directory import accounts, second_factor
from directory.accounts import ROLES, Editor, NewAccount
from directory.database import migrate, open_database, session, writing
from finder.settings import load_settings

_ASK = click.option("--ask", is_flag=True, help="Ask for the password instead of making one up.")


@click.group("user")
def user_command() -> None:
    """Accounts of the editors' area, under /edit."""


@user_command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--organization", metavar="KEY", help="Of an organization_editor: key or name of the carrier.")
@click.option("--district", "districts", metavar="KEY", multiple=True, help="Of a district_editor: may be repeated.")
@click.option("--totp", is_flag=True, help="With a second factor: a code from an app.")
@_ASK
def add(name: str, role: str, organization: str | None, districts: tuple[str, ...], totp: bool, ask: bool) -> None:
    """Make the account NAME: a function such as redaktion-koblenz, not a person."""
    password = _password(ask)
    with writing(_database()) as current:
        secret = accounts.add(current, NewAccount(name, role, organization, districts, totp), password)
    _say_password(password, ask)
    _say_secret(secret, name)


@user_command.command("list")
def list_accounts() -> None:
    """All accounts, with what bounds them."""
    with session(_database()) as current:
        for editor in accounts.editors(current):
            click.echo(_line(editor))


@user_command.command("password")
@click.argument("name")
@_ASK
def password_of(name: str, ask: bool) -> None:
    """A new password for NAME. Whoever is logged in with the old one is logged out."""
    password = _password(ask)
    with writing(_database()) as current:
        accounts.set_password(current, name, password)
    _say_password(password, ask)


@user_command.command("totp")
@click.argument("name")
@click.option("--off", is_flag=True, help="Without a second factor from now on.")
def totp_of(name: str, off: bool) -> None:
    """A new second factor for NAME: a first one, or another where the app is lost. Open sessions end."""
    with writing(_database()) as current:
        secret = accounts.set_second_factor(current, name, wanted=not off)
    _say_secret(secret, name)


@user_command.command("disable")
@click.argument("name")
def disable(name: str) -> None:
    """Switch NAME off. Its entries in the history stay."""
    with writing(_database()) as current:
        accounts.set_active(current, name, active=False)


@user_command.command("enable")
@click.argument("name")
def enable(name: str) -> None:
    """Switch NAME on again."""
    with writing(_database()) as current:
        accounts.set_active(current, name, active=True)


def _database() -> Engine:
    """The database alone: an account needs no index."""
    engine = open_database(load_settings().database_url)
    migrate(engine)
    return engine


def _password(ask: bool) -> str:
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True) if ask else ""
    return typed or accounts.new_password()


def _say_password(password: str, asked: bool) -> None:
    if not asked:
        click.echo(f"Password, shown once: {password}")


def _say_secret(secret: str | None, name: str) -> None:
    if secret:
        click.echo(f"Second factor, for an app, shown once: {secret}\n{second_factor.address(secret, name)}")


def _line(editor: Editor) -> str:
    bounds = editor.organization or ", ".join(editor.districts)
    notes = [bounds, "second factor" if editor.second_factor else "", "" if editor.active else "switched off"]
    return "  ".join([f"{editor.name:30} {editor.role:20}", *filter(None, notes)]).rstrip()
