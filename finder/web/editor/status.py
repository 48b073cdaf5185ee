"""Publish, withdraw, close for a while, open again: one decision, with its reason, beside the form."""

from __future__ import annotations

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from directory.editing import Change, Conflict, Invalid
from directory.facts import Facts
from directory.registry_files import EntrySource
from finder.web.editor import keeping
from finder.web.editor.access import account
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.complaints import by_field
from finder.web.editor.form_page import form_page
from finder.web.editor.permissions import may
from finder.web.editor.posted import LONGEST, WHY, Grounds, number
from finder.web.editor.typed import write
from finder.web.wording.marking import later

# Not the service itself says so, but whoever keeps the registry.
_OURS = EntrySource("edit", "", None, "operator", "high")
DECISIONS: dict[str, Facts] = {
    "publish": {"status": "published"},
    "withdraw": {"status": "withdrawn"},
    "close": {"temporarily_closed": True},
    "reopen": {"temporarily_closed": False},
}


MOVED = later("Jemand anders hat diesen Dienst inzwischen geändert. Bitte sehen Sie noch einmal nach.")


@editor.post("/service/<service_id>/status")
def decide(service_id: str) -> Response | BaseResponse:
    """What is said about a service stays; only whether it is shown changes. Nobody decides without a reason, nor over
    somebody's head."""
    facts = DECISIONS.get(request.form.get("do", "")) or abort(400)
    note, version, now = (
        request.form.get("note", "").strip()[:LONGEST],
        number("version") or 0,
        keeping.seen(service_id),
    )
    if not may(account(), "edit", now.outline):
        abort(403)
    if not note:
        return _again(service_id, {"note": [voice()(WHY)]}, 400)
    if now.version > version:  # whoever shows or hides a service has seen what it says
        return _again(service_id, {"note": [voice()(MOVED)]}, 409)
    try:
        keeping.save(account(), service_id, Change(facts, _OURS, keeping.today(), account().name, note, version))
    except Conflict:
        return _again(service_id, {"note": [voice()(MOVED)]}, 409)
    except Invalid as error:
        return _again(service_id, by_field(error.problems, voice()), 400)
    return redirect(url_for("editor.service", service_id=service_id, done="saved"), 303)


def _again(service_id: str, faults: dict[str, list[str]], status: int) -> Response:
    """The page as it stands now, with what is wrong beside the buttons."""
    now = keeping.seen(service_id)
    return form_page(now, write(now.facts), now.facts, Grounds(as_of=keeping.today()), faults, status=status)


@editor.post("/service/<service_id>/drop-draft")
def drop_draft(service_id: str) -> BaseResponse:
    """Throw one's own draft away."""
    keeping.drop_draft(account(), service_id, number("draft") or 0)
    return redirect(url_for("editor.service", service_id=service_id), 303)
