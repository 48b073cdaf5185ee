"""The list of services: by default those that the account may change, found by name, place or carrier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from flask import Response, request, url_for

from directory.database import session
from directory.overview import Outline, outlines
from finder.web.editor.access import account
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.choices import STATUSES
from finder.web.editor.permissions import may
from finder.web.editor.showing import show
from finder.web.pages.base import Step
from finder.web.site import site
from geo.districts import districts
from geo.text import fold

PAGE = 200  # whoever looks for one service types


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
    last = max(1, ceil(len(rows) / PAGE))
    number = _number(last)
    return show(
        "services.html", voice()("Dienste"), rows=rows[(number - 1) * PAGE : number * PAGE], total=len(rows),
        turns=list(_turns(number, last)), q=request.args.get("q", "")[:200], chosen=status, statuses=STATUSES,
        everything=bool(request.args.get("all")), number=number, last=last,
    )  # fmt: skip


def _number(last: int) -> int:
    """The page asked for, within those that there are."""
    asked = request.args.get("page", 1, type=int)
    return min(max(1, asked), last)


def _turns(number: int, last: int) -> Iterator[Step]:
    """To the page before and the one after, with the same filters."""
    kept: dict[str, Any] = {name: word for name in ("q", "status", "all") if (word := request.args.get(name, "")[:200])}
    for there, text in ((number - 1, voice()("Zurück")), (number + 1, voice()("Weiter"))):
        if 1 <= there <= last:
            yield Step(text, url_for("editor.services", **kept, page=there))


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
