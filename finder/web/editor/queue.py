"""What waits for a decision: all that others propose, and what one's own account may decide on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Response, request
from sqlalchemy.orm import Session

from directory import review
from directory.clock import in_berlin
from directory.database import session
from directory.overview import Outline, outlines
from directory.review import PUBLIC, Waiting
from finder.web.editor.access import account, requires
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.fields import label_of
from finder.web.editor.permissions import Kept, may
from finder.web.editor.showing import show
from finder.web.site import site
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

MOST = 200  # on one page
KINDS: dict[str, str] = {
    "correction": later("Fehler gemeldet"),
    "new_service": later("Neue Stelle vorgeschlagen"),
    "confirmation": later("Antwort der Stelle"),
    "shipped": later("Neuere mitgelieferte Daten"),
    "import": later("Aus einem Import"),
}
WHO: dict[str, str] = {
    PUBLIC: later("jemand aus der Öffentlichkeit"),
    "carrier": later("die Stelle selbst"),
    "import": later("Import"),
    "shipped": later("mitgelieferte Dateien"),
}


@dataclass(frozen=True, slots=True)
class Nobodys:
    """A service that we do not have yet, as far as rights hang on it."""

    own_districts: frozenset[str]
    organization_id: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal in the list. ``own``: the account may decide on it; ``waited``: how long it has waited;
    ``known``: as of when the service is known, None where it has no date or is not published."""

    waiting: Waiting
    kind: str
    name: str
    who: str
    waited: str
    fields: tuple[str, ...]
    own: bool
    known: str | None
    age: str


@editor.get("/queue")
@requires("review")
def queue() -> Response:
    """``kind``: one of KINDS; ``all``: also what others decide on; ``order``: one of ORDERS, within each kind."""
    chosen, everything = request.args.get("kind", ""), bool(request.args.get("all"))
    order = request.args.get("order", "")
    with session(site().service.engine) as current:
        rows = [row for row in _rows(current) if row.own or everything]
    if order == "age":
        rows.sort(key=lambda row: (list(KINDS).index(row.waiting.kind), row.known or ""))
    wanted = [row for row in rows if chosen not in KINDS or row.waiting.kind == chosen]
    counts = {kind: sum(row.waiting.kind == kind for row in rows) for kind in KINDS}
    return show(
        "queue.html", voice()("Zu prüfen"), rows=wanted[:MOST], total=len(wanted), most=MOST, counts=counts,
        kinds=KINDS, chosen=chosen, everything=everything, orders=ORDERS, order=order,
        done=DONE.get(request.args.get("done", "")),
    )  # fmt: skip


ORDERS = {"": later("am längsten wartende"), "age": later("älteste Angaben")}
DONE = {"taken": later("Übernommen."), "closed": later("Erledigt."), "rejected": later("Abgelehnt.")}


def _rows(current: Session) -> list[Row]:
    known = {found.id: found for found in outlines(current)}
    waits = [found for found in review.queue(current) if found.kind in KINDS]
    waits.sort(key=lambda found: (list(KINDS).index(found.kind), found.proposed_at, found.id))
    return [_row(found, known) for found in waits]


def _row(found: Waiting, known: Mapping[str, Outline]) -> Row:
    about = known.get(found.service_id or "")
    record = site().service.record(found.service_id or "")
    since = in_berlin(datetime.fromisoformat(found.proposed_at)).date()
    return Row(
        waiting=found,
        kind=voice()(KINDS[found.kind]),
        name=about.name if about else str(found.facts.get("name", "–")),
        who=who(found.proposed_by, voice()),
        waited=_waited((site().service.now().date() - since).days, voice()),
        fields=tuple(dict.fromkeys(voice()(label_of(field)) for field in found.facts)),
        own=may(account(), "review", kept(found, about)),
        known=record.as_of if record else None,
        age=voice().as_of(record.as_of) if record else "",
    )


def _waited(days: int, speak: Voice) -> str:
    return speak.plural("seit {n} Tag", "seit {n} Tagen", days) if days > 0 else speak("heute")


def kept(found: Waiting, about: Outline | None) -> Kept:
    """Whose it is to decide: the service's, or by its district that of one that we do not have."""
    district = found.facts.get("district")
    return about or Nobodys(frozenset({district} if isinstance(district, str) else ()))


def who(by: str | None, speak: Voice) -> str:
    """Who said so, in words; an account by its name."""
    return speak(WHO[by]) if by in WHO else by or "–"
