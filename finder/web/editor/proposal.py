"""One proposal: what is in force beside what is proposed, and the decision."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, abort, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from directory import review
from directory.database import session, writing
from directory.editing import Conflict, Invalid, version_of
from directory.facts import Facts
from directory.overview import outline
from directory.review import Waiting
from finder.web.editor import keeping
from finder.web.editor.access import account, requires
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.complaints import SOMETHING, by_field
from finder.web.editor.failing import TRY_AGAIN
from finder.web.editor.mending import PREFIX, mendable, read
from finder.web.editor.permissions import may
from finder.web.editor.posted import Grounds, grounds
from finder.web.editor.proposal_page import Seen, first_grounds, first_typed, proposal_page, title_of
from finder.web.editor.queue import KINDS, kept
from finder.web.editor.showing import show
from finder.web.site import site
from finder.web.wording.marking import later
from geo.districts import districts
from geo.errors import BadInput

DECIDED = later("Darüber wurde schon entschieden.")
NOTHING = later("Bitte wählen Sie aus, was übernommen wird, oder lehnen Sie ab.")
WHY_NOT = later("Bitte schreiben Sie, warum Sie ablehnen.")


@editor.get("/queue/<int:number>")
@requires("review")
def proposal(number: int) -> Response | BaseResponse:
    """Everything is ticked but what has moved since."""
    seen = _seen(number)
    if seen is None:
        return redirect(url_for("editor.queue"), 303)
    waiting = seen.waiting
    taken = {field for field in waiting.facts if field not in waiting.moved}
    return proposal_page(seen, first_typed(waiting), taken, first_grounds(waiting), {})


@editor.post("/queue/<int:number>")
@requires("review")
def decide_proposal(number: int) -> Response | BaseResponse:
    """``do``: accept, with the fields ticked as they stand in the inputs; done, where nothing is left to take; reject,
    with a reason."""
    seen = _seen(number)
    if seen is None:
        return show("error.html", voice()(DECIDED), 409, sentence=voice()(DECIDED))
    if not may(account(), "review", kept(seen.waiting, seen.outline)):
        abort(403)
    do = request.form.get("do", "")
    if do == "reject":
        return _reject(seen)
    return _accept(seen, done=do == "done")


def _accept(seen: Seen, *, done: bool) -> Response | BaseResponse:
    waiting, said = seen.waiting, replace(grounds(), title=title_of(seen.waiting))
    taken = {field for field in request.form.getlist("take") if field in waiting.facts and not done}
    typed = {field: request.form.get(PREFIX + field, "")[:5000] for field in waiting.facts if mendable(field)}
    faults = said.faults(voice()) if taken else {} if done else {"": [voice()(NOTHING)]}
    if faults:
        return proposal_page(seen, typed, taken, said, faults, 400)
    facts = {field: read(field, typed[field]) if field in typed else waiting.facts[field] for field in taken}
    try:
        service_id = _write(seen, facts, said)
    except Invalid as error:
        return proposal_page(seen, typed, taken, said, by_field(error.problems, voice()), 400)
    except Conflict as error:
        again = _seen(waiting.id) or seen
        return proposal_page(again, typed, taken, said, {}, 409, error.fields)
    except OperationalError:
        return proposal_page(seen, typed, taken, said, {"": [voice()(TRY_AGAIN)]}, 503)
    except BadInput as error:
        return proposal_page(seen, typed, taken, said, {_input_of(error.field): [voice()(SOMETHING)]}, 400)
    site().service.look_again()
    if waiting.service_id is None and taken:
        return redirect(url_for("editor.service", service_id=service_id, done="new"), 303)
    return redirect(url_for("editor.queue", done="taken" if taken else "closed"), 303)


def _write(seen: Seen, facts: Facts, said: Grounds) -> str:
    """In one transaction, after which the service must still be one that the account may decide on."""
    waiting, by = seen.waiting, account().name
    with writing(site().service.engine) as current:
        if not facts:
            review.close(current, waiting.id, by=by, note=said.note or None)
            return waiting.service_id or ""
        key = None if waiting.service_id else _key(facts)
        version = None if seen.outline is None else _number("version")
        service_id = review.accept(
            current, waiting.id, said.source(), by=by, as_of=said.date, facts=facts, key=key, note=said.note,
            version=version,
        )  # fmt: skip
        if not may(account(), "review", outline(current, service_id) or abort(404)):
            abort(403)
    return service_id


def _key(facts: Facts) -> str:
    place = districts()[facts["district"]].short if facts.get("district") in districts() else ""
    return keeping.free_key(str(facts.get("name") or ""), place)


def _reject(seen: Seen) -> Response | BaseResponse:
    reason = request.form.get("reason", "").strip()[:2000]
    if not reason:
        waiting = seen.waiting
        return proposal_page(
            seen, first_typed(waiting), set(waiting.facts), first_grounds(waiting), {"reason": [voice()(WHY_NOT)]}, 400
        )
    with writing(site().service.engine) as current:
        review.reject(current, seen.waiting.id, by=account().name, note=reason)
    return redirect(url_for("editor.queue", done="rejected"), 303)


def _seen(number: int) -> Seen | None:
    """None where it has been decided; a 404 where there never was such a number, or it is somebody's own draft."""
    with session(site().service.engine) as current:
        waiting = _waiting(current, number)
        if waiting is None:
            return None
        about = outline(current, waiting.service_id) if waiting.service_id else None
        return Seen(waiting, about, version_of(current, waiting.service_id) if waiting.service_id else 0)


def _waiting(current: Session, number: int) -> Waiting | None:
    if number >= 2**63 or not review.exists(current, number):
        abort(404)
    try:
        found = review.waiting(current, number)
    except BadInput:
        return None
    return found if found.kind in KINDS else abort(404)


def _input_of(field: str | None) -> str:
    return {"as_of": "source.as_of"}.get(field or "", field or "")


def _number(name: str) -> int | None:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
