"""Who changed what of a service, when and why, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from directory.database import session, writing
from directory.editing import Conflict, Invalid
from directory.overview import Outline, outline
from directory.redirects import merged_into
from directory.undoing import ChangeSet, FieldChange, change_sets, undo
from finder.web.editor.access import account
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.choices import shown
from finder.web.editor.complaints import by_field
from finder.web.editor.fields import label_of
from finder.web.editor.moments import moment
from finder.web.editor.permissions import may
from finder.web.editor.queue import who
from finder.web.editor.showing import show
from finder.web.site import site
from finder.web.wording.marking import later
from geo.errors import BadInput

ORIGINS = {"shipped": later("mitgelieferte Dateien"), "import": later("Import"), "edit": later("Redaktion")}
MOVED = later("Inzwischen hat sich das wieder geändert. Es wurde nichts zurückgenommen.")
NOT_POSSIBLE = later("Das lässt sich nicht zurücknehmen.")
DONE = {"undone": later("Zurückgenommen."), "merged": later("Zusammengeführt.")}
FEW = 6  # fields that need not be folded


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a change. ``counted`` False: it is history only, an edit stood against it."""

    label: str
    before: str
    after: str
    url: str
    as_of: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One change set. ``of``: the name of the service where it is one that was merged into this; ``undo``: its number
    where this account can take it back."""

    when: str
    who: str
    why: str | None
    of: Outline | None
    changes: tuple[Change, ...]
    folded: bool
    first: bool
    undo: int | None


@editor.get("/service/<service_id>/history")
def history(service_id: str) -> Response:
    """The latest first; what was merged into the service is told with it."""
    return _page(service_id, DONE.get(request.args.get("done", "")))


@editor.post("/service/<service_id>/history/<int:change>")
def undo_change(service_id: str, change: int) -> Response | BaseResponse:
    """Take one change back: a new statement of what held before."""
    note = request.form.get("note", "").strip()[:2000] or None
    with session(site().service.engine) as current:
        found = outline(current, service_id) or abort(404)
    if not may(account(), "edit", found):
        abort(403)
    try:
        with writing(site().service.engine) as current:
            undo(current, service_id, change, by=account().name, note=note)
            if not may(account(), "edit", outline(current, service_id) or abort(404)):
                abort(403)
    except Conflict:
        return _page(service_id, MOVED, 409)
    except Invalid as error:
        told = [text for texts in by_field(error.problems, voice()).values() for text in texts]
        return _page(service_id, NOT_POSSIBLE, 400, told)
    except BadInput:
        return _page(service_id, NOT_POSSIBLE, 400)
    site().service.look_again()
    return redirect(url_for("editor.history", service_id=service_id, done="undone"), 303)


def _page(service_id: str, said: str | None = None, status: int = 200, told: list[str] | None = None) -> Response:
    with session(site().service.engine) as current:
        found = outline(current, service_id) or abort(404)
        merged = {one: outline(current, one) for one in merged_into(current, service_id)}
        sets = [each for one in (service_id, *merged) for each in change_sets(current, one)]
    sets.sort(key=lambda each: (each.recorded_at, each.id), reverse=True)
    own = {one.id for one in (found, *merged.values()) if one and may(account(), "edit", one)}
    entries = [_entry(each, merged.get(each.service_id), own) for each in sets]
    return show(
        "history.html", voice()("Verlauf"), status, outline=found, entries=entries, said=said, told=told or [],
        failed=status >= 400,
    )  # fmt: skip


def _entry(each: ChangeSet, of: Outline | None, own: set[str]) -> Entry:
    speak = voice()
    by = who(each.recorded_by, speak) if each.recorded_by else speak(ORIGINS[each.origin])
    changes = tuple(_change(change) for change in each.changes)
    undoable = each.id if each.undoable and each.service_id in own else None
    return Entry(moment(each.recorded_at), by, each.note, of, changes, len(changes) > FEW, each.first, undoable)


def _change(change: FieldChange) -> Change:
    speak, source = voice(), change.source
    return Change(
        _label(change.field), shown(change.field, change.before, speak), shown(change.field, change.after, speak),
        source.url if source and source.url.startswith(("http://", "https://")) else "",
        speak.as_of(change.as_of) if change.as_of else "", change.counted,
    )  # fmt: skip


def _label(field: str) -> str:
    """A door's field is named with its door, since there may be several."""
    label = voice()(label_of(field))
    return f"{label} ({field.split('.')[1]})" if field.startswith("doors.") else label
