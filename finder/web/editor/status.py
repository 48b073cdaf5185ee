"""Publish, withdraw, close for a while, open again: one decision, with its reason, beside the form."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from directory.editing import Change
from directory.facts import Facts
from directory.registry_files import EntrySource
from finder.web.editor import keeping
from finder.web.editor.access import account
from finder.web.editor.blueprint import editor
from finder.web.editor.posted import LONGEST, number

# Not the service itself says so, but whoever keeps the registry.
_OURS = EntrySource("edit", "", None, "operator", "high")
DECISIONS: dict[str, Facts] = {
    "publish": {"status": "published"},
    "withdraw": {"status": "withdrawn"},
    "close": {"temporarily_closed": True},
    "reopen": {"temporarily_closed": False},
}


@editor.post("/service/<service_id>/status")
def decide(service_id: str) -> BaseResponse:
    """What is said about a service stays; only whether it is shown changes."""
    facts = DECISIONS.get(request.form.get("do", "")) or abort(400)
    note = request.form.get("note", "").strip()[:LONGEST] or None
    keeping.save(account(), service_id, Change(facts, _OURS, keeping.today(), account().name, note))
    return redirect(url_for("editor.service", service_id=service_id, done="saved"), 303)


@editor.post("/service/<service_id>/drop-draft")
def drop_draft(service_id: str) -> BaseResponse:
    """Throw one's own draft away."""
    keeping.drop_draft(account(), service_id, number("draft") or 0)
    return redirect(url_for("editor.service", service_id=service_id), 303)
