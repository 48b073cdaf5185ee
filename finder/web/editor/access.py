"""Who is at the door: sessions of accounts, and the guard before every page of the editors' area.

All pages are for people who are logged in, but those marked with ``open_to_all``: a page that somebody forgets to mark
stays shut. The only module that uses flask-login and flask-wtf.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import flask_login
from flask import Flask, abort, g, redirect, request, session, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response as BaseResponse

from directory import accounts, database
from directory.accounts import Editor
from finder.web.editor.blueprint import editor
from finder.web.editor.permissions import Action, may
from finder.web.site import site

LASTS_S = 8 * 60 * 60  # a working day; then one logs in anew
_View = TypeVar("_View", bound=Callable[..., Any])
_OPEN: set[str] = set()
_COMING_BACK: set[str] = set()
_csrf = CSRFProtect()

__all__ = ["CSRFError", "account", "begin", "coming_back", "end", "init_access", "open_to_all", "requires"]


class _Guest(flask_login.UserMixin):  # type: ignore[misc]
    """An account as flask-login wants it. The epoch in its id makes old sessions void."""

    def __init__(self, account: Editor) -> None:
        self.account = account

    def get_id(self) -> str:
        return f"{self.account.id}.{self.account.epoch}"


def init_access(app: Flask, secret: bytes, *, https: bool) -> None:
    """The cookie goes to /edit only and no script can read it."""
    app.secret_key = secret
    app.config.update(
        SESSION_COOKIE_NAME="lotse-edit",
        SESSION_COOKIE_PATH="/edit",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=https,
        # Asked for by the guard below; public forms need no token, since they change nothing in anybody's name.
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=LASTS_S,
        # Our pages send no referrer at all; the cookie is withheld from requests of other sites.
        WTF_CSRF_SSL_STRICT=False,
    )
    _csrf.init_app(app)
    manager = flask_login.LoginManager()
    manager.user_loader(_load)
    # Not init_app: its hook for remembering logins would open the session, and so vary by cookie, on public pages too.
    app.login_manager = manager  # type: ignore[attr-defined]


def coming_back(view: _View) -> _View:
    """Marks a form that is shown again with all that was typed where its token is too old. Such a view must look at
    ``g.stale`` before it does anything else, and write nothing."""
    _COMING_BACK.add(f"{editor.name}.{view.__name__}")
    return view


def open_to_all(view: _View) -> _View:
    """Marks the few pages that are there before a login."""
    _OPEN.add(f"{editor.name}.{view.__name__}")
    return view


def requires(action: Action) -> Callable[[_View], _View]:
    """For a page that only some roles may see, whatever the record; else 403."""

    def guarded(view: _View) -> _View:
        @wraps(view)
        def asked(*args: Any, **values: Any) -> Any:
            if not may(account(), action):
                abort(403)
            return view(*args, **values)

        return cast(_View, asked)

    return guarded


def account() -> Editor:
    """Who is logged in; on an open page a 403 where nobody is."""
    return account_or_none() or abort(403)


def account_or_none() -> Editor | None:
    """Who is logged in, if anybody."""
    return getattr(flask_login.current_user, "account", None)


def begin(found: Editor) -> None:
    """A new session for an account that has just proved itself; nothing of the one before is kept."""
    session.clear()
    session["since"] = int(time.time())
    flask_login.login_user(_Guest(found))


def end() -> None:
    """Log out."""
    flask_login.logout_user()
    session.clear()


@editor.before_request
def _guard() -> BaseResponse | None:
    """First the token against forgery, then who it is. What was sent too late is lost by no redirect: the browser can
    send it again after a login in another window."""
    try:
        _csrf.protect()
    except CSRFError:
        if request.endpoint not in _COMING_BACK or not account_or_none():
            raise
        g.stale = True
    if request.endpoint in _OPEN or account_or_none():
        return None
    if request.method == "POST":
        abort(401)
    return redirect(url_for("editor.login", next=request.full_path.rstrip("?")))


def _load(session_id: str) -> _Guest | None:
    """The account of a session that still holds: not too old, and begun since the last change of its password."""
    number, _, epoch = session_id.partition(".")
    if not number.isdecimal() or session.get("since", 0) + LASTS_S < time.time():
        return None
    with database.session(site().service.engine) as current:
        found = accounts.editor(current, int(number))
    return _Guest(found) if found and found.active and str(found.epoch) == epoch else None
