"""The list of services: by default those that the account may change, found by name, place or carrier."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request

from directory.database import session
from directory.overview import Outline, outlines
from finder.web.editor.access import account
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.choices import STATUSES
from finder.web.editor.permissions import may
from finder.web.editor.showing import show
from finder.web.site import site
from geo.districts import districts
from geo.text import fold

MOST = 200  # on one page; whoever looks for one service types


@dataclass(frozen=True, slots=True)
class Row:
    """One service in the list; ``own``: the account may change it."""

    outline: Outline
    own: bool
    status: str
    where: str


@editor.get("/")
def services() -> Response:
    """``q``: words of name, carrier or place; ``status`` one of three; ``all``: also what one may only read."""
    with session(site().service.engine) as current:
        found = outlines(current)
    words, status = fold(request.args.get("q", "")[:200]).split(), request.args.get("status", "")
    rows = [row for row in map(_row, found) if _wanted(row, words, status)]
    return show(
        "services.html", voice()("Dienste"), rows=rows[:MOST], total=len(rows), most=MOST,
        q=request.args.get("q", "")[:200], chosen=status, statuses=STATUSES, everything=bool(request.args.get("all")),
    )  # fmt: skip


def _row(found: Outline) -> Row:
    names = [districts()[key].short for key in sorted(found.own_districts) if key in districts()]
    where = ", ".join(dict.fromkeys(filter(None, (found.city, *names))))
    return Row(found, may(account(), "edit", found), voice()(STATUSES[found.status]), where)


def _wanted(row: Row, words: list[str], status: str) -> bool:
    if not row.own and not request.args.get("all") and may(account(), "edit"):
        return False
    if status in STATUSES and row.outline.status != status:
        return False
    text = fold(" ".join((row.outline.name, row.outline.organization or "", row.where)))
    return all(word in text for word in words)
