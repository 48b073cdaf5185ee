"""``lotse user``: accounts from the command line, their passwords shown once and kept as hashes only."""

from __future__ import annotations

from pathlib import Path

import pyotp
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from directory import accounts
from directory.accounts import check_in
from directory.database import migrate, open_database, session
from directory.models import Account
from finder.cli import main


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    found = f"sqlite:///{tmp_path / 'users.sqlite3'}"
    monkeypatch.setenv("LOTSE_DATABASE_URL", found)
    migrate(open_database(found))
    return found


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["user", *words], input=typed)


def test_an_account_with_a_password_made_up(url: str) -> None:
    said = run("add", "redaktion-koblenz", "--role", "district_editor", "--district", "07111", "--district", "07137")
    password = said.output.partition("shown once: ")[2].strip()
    assert said.exit_code == 0 and len(password) == 20
    found = check_in(open_database(url), "redaktion-koblenz", password, "")
    assert found is not None and found.districts == ("07111", "07137")
    with session(open_database(url)) as current:
        row = current.scalars(select(Account)).one()
    assert row.password_hash.startswith("$argon2id$") and password not in row.password_hash
    assert "redaktion-koblenz" in run("list").output


def test_a_password_that_is_asked_for(url: str) -> None:
    said = run("add", "verwaltung", "--role", "administrator", "--ask", typed="ein-gutes-wort\nein-gutes-wort\n")
    assert said.exit_code == 0 and "shown once" not in said.output
    assert check_in(open_database(url), "verwaltung", "ein-gutes-wort", "") is not None
    assert run("password", "verwaltung").exit_code == 0
    assert check_in(open_database(url), "verwaltung", "ein-gutes-wort", "") is None


def test_a_second_factor_is_shown_once(url: str) -> None:
    said = run("add", "zwei", "--role", "viewer", "--totp")
    assert "otpauth://totp/Lotse:zwei?secret=" in said.output and "second factor" in run("list").output


def test_a_second_factor_comes_later_and_goes_again(url: str) -> None:
    password = run("add", "spaeter", "--role", "viewer").output.split()[-1]
    said = run("totp", "spaeter").output
    secret = said.split("shown once: ")[1].split()[0]
    engine = open_database(url)
    assert check_in(engine, "spaeter", password, "") is None
    assert check_in(engine, "spaeter", password, pyotp.TOTP(secret).now()) is not None
    assert run("totp", "spaeter", "--off").exit_code == 0 and "second factor" not in run("list").output
    assert check_in(engine, "spaeter", password, "") is not None


def test_switched_off_and_on(url: str) -> None:
    run("add", "aus", "--role", "viewer")
    assert run("disable", "aus").exit_code == 0 and "switched off" in run("list").output
    assert run("enable", "aus").exit_code == 0 and "switched off" not in run("list").output
    with session(open_database(url)) as current:
        (found,) = accounts.editors(current)
    assert found.active and found.epoch == 3


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["add", "Frau Muster", "--role", "viewer"], 1, "small letters"),
        (["add", "x", "--role", "king"], 2, "Invalid value"),
        (["add", "x", "--role", "organization_editor"], 1, "names one organization"),
        (["add", "x", "--role", "viewer", "--district", "07111"], 1, "names districts"),
        (["add", "x", "--role", "district_editor", "--district", "7111"], 1, "There is no district"),
        (["add", "x", "--role", "organization_editor", "--organization", "nobody"], 1, "There is no organization"),
        (["add", "x", "--role", "viewer", "--ask"], 1, "12 to 200 characters"),
        (["password", "nobody"], 1, "There is no account"),
        (["disable", "nobody"], 1, "There is no account"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(url: str, words: list[str], code: int, sentence: str) -> None:
    said = run(*words, typed="kurz\nkurz\n")
    assert said.exit_code == code and sentence in said.output


def test_a_name_is_taken_once(url: str) -> None:
    run("add", "eins", "--role", "viewer")
    assert "already" in run("add", "eins", "--role", "viewer").output
