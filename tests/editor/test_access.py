"""The door of the editors' area: who gets in, for how long, and what no browser and no stranger may do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from flask import Flask
from sqlalchemy import Engine

from directory import accounts
from directory.accounts import NewAccount
from directory.database import writing
from finder.web.editor.access import LASTS_S

START = "/edit/de/"


def test_a_right_password_opens_the_door(person: Callable[..., Any]) -> None:
    stranger = person()
    assert stranger.client.get(START).headers["Location"] == "/edit/de/login?next=/edit/de/"
    assert stranger.log_in("lesend").headers["Location"] == START
    page = stranger.client.get(START)
    assert (page.status_code, page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == (
        200,
        "no-store",
        "noindex",
    )


def test_the_cookie_goes_to_the_editors_area_only(person: Callable[..., Any]) -> None:
    answer = person().log_in("lesend")
    cookie = answer.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "Path=/edit", "SameSite=Strict"))
    assert "Secure" not in cookie  # the tests' address is none with https


@pytest.mark.parametrize("path", ["/", "/de/", "/de/search?want=debt", "/api/suggest?q=s", "/de/help"])
def test_public_pages_know_no_cookie(person: Callable[..., Any], path: str) -> None:
    someone = person("lesend")
    answer = someone.client.get(path)
    assert "Set-Cookie" not in answer.headers and "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize(
    ("name", "password"), [("lesend", "falsch-falsch"), ("niemand", "falsch-falsch"), ("aus", "nur-fuer-die-tests")]
)
def test_every_failure_gets_the_same_answer(
    person: Callable[..., Any], engine: Engine, name: str, password: str
) -> None:
    with writing(engine) as current:
        if name == "aus":
            accounts.add(current, NewAccount("aus", "viewer"), "nur-fuer-die-tests")
            accounts.set_active(current, "aus", active=False)
    answer = person().log_in(name, password)
    assert answer.status_code == 403 and "Name, Passwort oder Code stimmen nicht." in answer.text


def test_after_five_failures_the_right_password_does_not_help_either(person: Callable[..., Any]) -> None:
    stranger = person()
    for _ in range(5):
        assert stranger.log_in("lesend", "geraten-geraten").status_code == 403
    assert stranger.log_in("lesend").status_code == 429
    assert stranger.log_in("bezirk").status_code == 303
    assert person().log_in("lesend").status_code == 303  # from elsewhere


def test_a_code_works_once(person: Callable[..., Any], engine: Engine) -> None:
    with writing(engine) as current:
        secret = accounts.add(current, NewAccount("zwei", "viewer", totp=True), "nur-fuer-die-tests")
    code = pyotp.TOTP(secret or "").now()
    assert person().log_in("zwei").status_code == 403
    assert person().log_in("zwei", code="000000").status_code == 403
    assert person().log_in("zwei", code=code).status_code == 303
    assert person().log_in("zwei", code=code).status_code == 403


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/edit/en/new", "/edit/en/new"),
        ("/edit/de/?q=a&all=1", "/edit/de/?q=a&all=1"),
        ("https://evil.example/", START),
        ("//evil.example/edit/de/", START),
        ("/edit/de/..//evil.example", "/edit/de/..//evil.example"),
        ("/edit/de\\@evil.example", START),
        ("/de/", START),
        ("javascript:alert(1)", START),
        ("/edit/de/\r\nSet-Cookie: a=b", START),
    ],
)
def test_a_login_leads_nowhere_else(person: Callable[..., Any], wanted: str, goes: str) -> None:
    stranger = person()
    fields = stranger.form("/edit/de/login")
    fields["name"], fields["password"], fields["next"] = "lesend", "nur-fuer-die-tests", wanted
    assert stranger.client.post("/edit/de/login", data=fields).headers["Location"] == goes


@pytest.mark.parametrize("change", ["password", "disable", "hours"])
def test_a_session_ends(person: Callable[..., Any], engine: Engine, change: str) -> None:
    name = f"ende-{change}"
    with writing(engine) as current:
        accounts.add(current, NewAccount(name, "viewer"), "nur-fuer-die-tests")
    someone = person(name)
    with writing(engine) as current:
        if change == "password":
            accounts.set_password(current, name, "ein-neues-passwort")
        elif change == "disable":
            accounts.set_active(current, name, active=False)
    if change == "hours":
        with someone.client.session_transaction(path="/edit/") as session:
            session["since"] = int(time.time()) - LASTS_S - 1
    assert someone.client.get(START).status_code == 302


def test_logging_out_takes_a_form(person: Callable[..., Any]) -> None:
    someone = person("lesend")
    assert someone.client.get("/edit/de/logout").status_code == 405
    assert someone.send("/edit/de/logout", page=START).status_code == 303
    assert someone.client.get(START).status_code == 302


def _forms(app: Flask) -> list[str]:
    """The addresses of all forms of the area."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("editor.")]
    return [rule.rule for rule in rules if "POST" in (rule.methods or set())]


def test_no_form_is_taken_without_its_token(app: Flask, person: Callable[..., Any], ids: dict[str, str]) -> None:
    someone = person("verwaltung")
    found = _forms(app)
    assert len(found) > 4
    with app.test_request_context():
        for rule in found:
            path = rule.replace("<any(de, en):ui>", "de").replace("<service_id>", ids["own"])
            path = "/".join("1" if part.startswith("<") else part for part in path.split("/"))
            answer = someone.client.post(path, data={"do": "withdraw", "name": "x"})
            assert answer.status_code == 400, path
            assert "Diese Seite war zu lange offen." in answer.text, path


@pytest.mark.parametrize("language", ["de", "en"])
def test_both_languages_and_no_other(person: Callable[..., Any], language: str) -> None:
    someone = person("lesend")
    page = someone.client.get(f"/edit/{language}/").text
    assert f'<html lang="{language}"' in page and ("Abmelden" if language == "de" else "Log out") in page
    assert someone.client.get("/edit/fr/").status_code == 404
    assert (
        someone.client.get("/edit", headers={"Accept-Language": language}).headers["Location"] == f"/edit/{language}/"
    )


def test_every_page_but_the_login_is_shut(app: Flask, person: Callable[..., Any]) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("editor.")]
    stranger = person().client
    for rule in rules:
        path = rule.rule.replace("<any(de, en):ui>", "de")
        path = "/".join("1" if part.startswith("<") else part for part in path.split("/"))
        if rule.endpoint != "editor.login" and "GET" in (rule.methods or set()):
            answer = stranger.get(path)
            assert (answer.status_code, answer.headers["Location"][:19]) == (302, "/edit/de/login?next"), path
