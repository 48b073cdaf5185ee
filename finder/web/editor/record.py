"""The form of one service: ``/edit/<ui>/service/<id>``. What cannot be saved comes back with everything typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, abort, g, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as BaseResponse

from directory.contacts import clean_url
from directory.editing import Change, Conflict, Invalid
from directory.facts import Facts, split_door_field, value
from directory.problems import errors
from directory.review import Proposed
from directory.validation import check_facts
from finder.web.editor import keeping
from finder.web.editor.access import account, coming_back
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.complaints import SOMETHING, by_field
from finder.web.editor.failing import FORGED, TRY_AGAIN
from finder.web.editor.form_page import Clash, form_page
from finder.web.editor.keeping import Seen
from finder.web.editor.permissions import may
from finder.web.editor.posted import Grounds, Posted, changed, posted
from finder.web.editor.previewing import preview_page
from finder.web.editor.typed import read, write
from finder.web.site import site
from finder.web.wording.marking import later
from geo.errors import BadInput

GONE = later("Diesen Ort hat inzwischen jemand entfernt.")


@editor.get("/service/<service_id>")
def service(service_id: str) -> Response:
    """The facts in force, or on top of them a draft (``?draft=``)."""
    seen = keeping.seen(service_id)
    facts, number = dict(seen.facts), request.args.get("draft", "")
    draft = next((each for each in seen.drafts if str(each.id) == number), None)
    if number and draft is None:
        abort(404)
    grounds = Grounds(as_of=keeping.today())
    if draft is None:
        return form_page(seen, write(facts), seen.facts, grounds, _noticed(seen, facts))
    facts |= draft.facts
    grounds = Grounds(url=draft.source_url or "", as_of=draft.as_of or keeping.today(), note=draft.note or "")
    clashes = [Clash(field, None, value(seen.facts, field), draft.facts[field]) for field in draft.moved]
    return form_page(seen, write(facts), seen.facts, grounds, _noticed(seen, facts), clashes, draft=draft.id)


@editor.post("/service/<service_id>")
@coming_back
def save_service(service_id: str) -> Response | BaseResponse:
    """Save, keep as a draft, or look at it first, by the button that was pressed."""
    seen, form = keeping.seen(service_id), posted()
    if not may(account(), "edit", seen.outline):
        abort(403)
    found = read(form.typed, form.base)
    facts, undecided = _decided(changed(found.facts, form.base), form, seen)
    faults = {field: [voice()(sentence)] for field, sentence in found.faults.items()}
    if form.do == "edit":  # back from the preview, or too late
        return _refused(seen, form, {"": [voice()(FORGED)]}) if g.get("stale") else _refused(seen, form, {}, 200)
    if undecided:
        return _again(seen, form, undecided)
    if form.do in ("save", "publish"):
        faults |= form.grounds.faults(voice())
    if faults:
        return _refused(seen, form, _wrong(seen, facts) | faults)
    return _tried(seen, form, facts)


def _tried(seen: Seen, form: Posted, facts: Facts) -> Response | BaseResponse:
    try:
        return _do(seen, form, facts)
    except Invalid as error:
        return _refused(seen, form, by_field(error.problems, voice()))
    except Conflict as error:
        return _again(keeping.seen(seen.outline.id), form, error.fields)
    except OperationalError:
        return _refused(seen, form, {"": [voice()(TRY_AGAIN)]}, 503)
    except BadInput as error:
        name = {"as_of": "source.as_of"}.get(error.field or "", error.field or "")
        return _refused(seen, form, {name: [voice()(GONE if name.startswith("doors.") else SOMETHING)]})


def _do(seen: Seen, form: Posted, facts: Facts) -> Response | BaseResponse:
    own, by = seen.outline.id, account().name
    grounds = form.grounds
    if form.do == "draft":
        new = Proposed("draft", own, facts, by, grounds.note or None, clean_url(grounds.url), grounds.date)
        number = keeping.keep_draft(account(), own, new, form.draft)
        return redirect(url_for("editor.service", service_id=own, draft=number, done="draft"), 303)
    if form.do == "preview":
        return preview_page(seen, Change(facts, _LOOK, None, by))
    stated = facts | ({"status": "published"} if form.do == "publish" else {})
    change = Change(stated, grounds.source(), grounds.date, by, grounds.note, form.version)
    keeping.save(account(), own, change, form.draft)
    return redirect(url_for("editor.service", service_id=own, done="saved"), 303)


_LOOK = Grounds("carrier").source()  # of a preview, which is thrown away


def _noticed(seen: Seen, facts: Mapping[str, Any]) -> dict[str, list[str]]:
    """What there is to look at before anybody changes anything."""
    return by_field(check_facts(seen.outline.key, dict(facts), site().service.now().date()), voice())


def _wrong(seen: Seen, facts: Facts) -> dict[str, list[str]]:
    """What would be refused next, so that all is told at once."""
    found = check_facts(seen.outline.key, {**seen.facts, **facts}, site().service.now().date())
    return by_field(errors(found), voice())


def _refused(seen: Seen, form: Posted, faults: dict[str, list[str]], status: int = 400) -> Response:
    return form_page(
        seen, form.typed, form.base, form.grounds, faults, draft=form.draft, version=form.version, status=status
    )


def _decided(mine: Facts, form: Posted, now: Seen) -> tuple[Facts, tuple[str, ...]]:
    """After a conflict: without the fields where the other's value is to stay; and those with no answer yet."""
    kept = {field: content for field, content in mine.items() if form.keep.get(field) != "theirs"}
    if form.keep.get("doors") == "theirs":
        there = value(now.facts, "doors")
        kept = {field: said for field, said in kept.items() if (split_door_field(field) or there)[0] in there}
    asked = tuple(field for field, answer in form.keep.items() if answer not in ("mine", "theirs") and field in mine)
    return kept, asked


def _again(now: Seen, form: Posted, fields: Iterable[str]) -> Response:
    """The form on top of what stands there now: fields that only the others touched are theirs, the rest is mine."""
    mine, _ = _decided(changed(read(form.typed, form.base).facts, form.base), form, now)
    clashes = [Clash(one, form.base.get(one), value(now.facts, one), mine[one]) for one in fields if one in mine]
    typed = write({**now.facts, **mine})
    return form_page(now, typed, now.facts, form.grounds, {}, clashes, draft=form.draft, status=409)
