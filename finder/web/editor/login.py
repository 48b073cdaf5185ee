"""Logging in and out. A wrong name, a wrong password and a wrong code get the same answer after the same time."""

from __future__ import annotations

import re

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from directory.accounts import check_in
from finder.web import limits
from finder.web.editor.access import account_or_none, begin, end, open_to_all
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.showing import show
from finder.web.site import site
from finder.web.wording.marking import later

# What may go wrong: guesses at one account from one place, from one place at all, at one account from everywhere.
GUESSES, BY_VISITOR, BY_NAME = "5 per 15 minutes", "30 per 15 minutes", "100 per hour"
# Only pages of the editors' area, so that no link to the login leads anybody elsewhere.
_WITHIN = re.compile(r"/edit/[a-z]{2}/[\w/?=&%.+-]*", re.ASCII)
WRONG = later("Name, Passwort oder Code stimmen nicht.")
TOO_OFTEN = later("Zu viele Versuche. Bitte warten Sie eine Viertelstunde.")


@editor.get("/login")
@open_to_all
def login() -> Response | BaseResponse:
    """The form; for somebody who is in already, the first page."""
    return redirect(_next()) if account_or_none() else _form()


@editor.post("/login")
@open_to_all
def log_in() -> Response | BaseResponse:
    """Failures are counted, in memory; beyond the limit no password is looked at any more."""
    name = request.form.get("name", "").strip().lower()[:80]
    if _too_often(name):
        return _form(name, voice()(TOO_OFTEN), 429)
    found = check_in(site().service.engine, name, request.form.get("password", ""), request.form.get("code", ""))
    if found is None:
        _count(name)
        return _form(name, voice()(WRONG), 403)
    begin(found)
    return redirect(_next(), 303)


@editor.post("/logout")
def logout() -> BaseResponse:
    """Only by a form, so that no link of another page can do it."""
    end()
    return redirect(url_for("editor.login"), 303)


def _form(name: str = "", problem: str = "", status: int = 200) -> Response:
    return show("login.html", voice()("Anmelden"), status, name=name, problem=problem, next=request.values.get("next"))


def _next() -> str:
    wanted = request.values.get("next", "")
    return wanted if _WITHIN.fullmatch(wanted) else url_for("editor.services")


def _too_often(name: str) -> bool:
    return limits.spent(GUESSES, name) or limits.spent(BY_VISITOR, "login") or limits.spent_by_all(BY_NAME, name)


def _count(name: str) -> None:
    limits.count(GUESSES, name)
    limits.count(BY_VISITOR, "login")
    limits.count_for_all(BY_NAME, name)
