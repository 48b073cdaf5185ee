"""What to confirm next: the services of one's own that are old and important, with how to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Response, request

from directory.contacts import format_phone
from directory.database import session
from directory.facts import written
from directory.worklist import Task
from directory.worklist import worklist as tasks_of
from finder.web.carriers.confirm_page import GROUPS
from finder.web.editor.access import account, requires
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.permissions import may
from finder.web.editor.showing import show
from finder.web.pages.base import Option
from finder.web.site import site
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice
from geo.districts import districts

MOST = 100  # on one page
REASONS = {
    "kind": later("wichtige Art"),
    "no_contact": later("kein Kontakt bekannt"),
    "only_one": later("einzige dieser Art im Kreis"),
    "proposals": later("Vorschläge warten"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One service in the list. ``old``: groups of facts with their dates; ``phone`` and ``email`` None if unknown."""

    id: str
    name: str
    where: str
    old: tuple[str, ...]
    reasons: tuple[str, ...]
    phone: str | None
    email: str | None
    asked: str | None
    own: bool


@editor.get("/worklist")
@requires("read")
def worklist() -> Response:
    """``district``: a key; ``all``: also what others keep, and whoever was asked less than a month ago."""
    here, everything = site().service, bool(request.args.get("all"))
    chosen = request.args.get("district", "")
    with session(here.engine) as db:
        known = chosen if chosen in districts() else None
        tasks = tasks_of(db, here.now().date(), known, asked_too=everything)
    wanted = [task for task in tasks if everything or not may(account(), "edit") or may(account(), "edit", task)]
    options = [Option(key, district.label, key == chosen) for key, district in districts().items()]
    return show(
        "worklist.html", voice()("Als Nächstes bestätigen"), rows=[_row(task, voice()) for task in wanted[:MOST]],
        total=len(wanted), most=MOST, districts=sorted(options, key=lambda option: option.text), everything=everything,
    )  # fmt: skip


def _row(task: Task, voice: Voice) -> Row:
    record = task.record
    phones = record.phones_at(record.main_door)
    return Row(
        id=record.id,
        name=record.name,
        where=", ".join(districts()[key].short for key in sorted(task.own_districts) if key in districts()),
        old=tuple(f"{voice(GROUPS[code])}: {voice.as_of(task.ages[code].as_of)}" for code in task.old),
        reasons=tuple(voice(REASONS[code]) for code in task.reasons),
        phone=format_phone(written(phones[0])) if phones else None,
        email=record.email,
        asked=voice.translation.day(date.fromisoformat(task.asked_on)) if task.asked_on else None,
        own=may(account(), "edit", task),
    )
