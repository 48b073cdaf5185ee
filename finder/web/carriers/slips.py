"""POST ``/de/service/<id>/slip``: a slip with a code, for counsellors.

Its PDF and its text are posted for as well, since no address may hold the code.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Response, abort, request
from sqlalchemy.exc import OperationalError

from directory.database import writing
from directory.loop import UnknownCode, issue
from directory.records import ServiceRecord
from directory.slip_codes import MistypedCode, read_code
from finder.web import limits
from finder.web.carriers.blueprint import carriers
from finder.web.carriers.guessing import TooOften, code_key, looked_up
from finder.web.carriers.showing import show, voice
from finder.web.languages import DEFAULT
from finder.web.making.sharing import SLIP
from finder.web.making.slip import Asked, slip_page
from finder.web.making.slip_code import PDF, TEXT, coded
from finder.web.public.slips import asked_of, client_voices, paper_around, slip_as_pdf, slip_as_plain_text
from finder.web.rendering import render
from finder.web.site import site
from finder.web.wording.marking import later

BY_VISITOR, BY_ALL = "60 per hour", "500 per hour"
_OF = "new slip"
TITLE = later("Kein Zettel mit Code")
TOO_OFTEN = later("Zu viele Zettel mit Code. Bitte warten Sie eine Stunde, oder drucken Sie ohne Code.")
BUSY = later("Der Code ließ sich gerade nicht speichern. Bitte versuchen Sie es noch einmal.")
_PATH = f"/{DEFAULT}/service/<service_id>"


@carriers.post(f"{_PATH}/{SLIP}")
def slip_with_code(service_id: str) -> Response:
    """A new code each time; it is shown once and kept as a hash."""
    record, asked, giver = _record(service_id), asked_of(DEFAULT), request.form.get("from") or None
    if giver and (giver == record.id or site().service.record(giver) is None):
        abort(400)
    if limits.spent_by_either(BY_VISITOR, BY_ALL, _OF):
        return show("problem.html", voice()(TITLE), 429, sentence=voice()(TOO_OFTEN))
    limits.count_for_both(BY_VISITOR, BY_ALL, _OF)
    try:
        return _page(record, asked, _issued(record, giver))
    except OperationalError:
        return show("problem.html", voice()(TITLE), 503, sentence=voice()(BUSY))


@carriers.post(f"{_PATH}/{PDF}")
def pdf_with_code(service_id: str) -> Response:
    """The same slip as a PDF."""
    record = _record(service_id)
    return _to_save(slip_as_pdf(record, asked_of(DEFAULT), DEFAULT, _shown_before(record)), PDF)


@carriers.post(f"{_PATH}/{TEXT}")
def text_with_code(service_id: str) -> Response:
    """The same slip for a messenger."""
    record = _record(service_id)
    return _to_save(slip_as_plain_text(record, asked_of(DEFAULT), DEFAULT, _shown_before(record)), TEXT)


def _to_save(response: Response, name: str) -> Response:
    """A file, and no page: with a page the browser would keep what was posted for it, the code."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _record(service_id: str) -> ServiceRecord:
    return site().service.record(service_id) or abort(404)


def _issued(record: ServiceRecord, giver: str | None) -> str:
    here = site().service
    with writing(here.engine) as db:
        return issue(db, code_key(), record.id, here.now().date(), giver)


def _shown_before(record: ServiceRecord) -> str:
    """The code in the form, if it is one of this service; else whoever posts this made it up."""
    typed = request.form.get("code", "")
    try:
        slip = looked_up(typed)
    except (MistypedCode, UnknownCode):
        abort(400)
    except TooOften:
        abort(429)
    return read_code(typed) if slip.to_service == record.id else abort(400)


def _page(record: ServiceRecord, asked: Asked, code: str) -> Response:
    here = site()
    german, around = here.voice(DEFAULT), paper_around()
    page = slip_page([record], asked, german, client_voices(DEFAULT, asked), here.service.now(), around, code)
    pdf = german("Als PDF") if around.pdf else None
    page = replace(page, keep=False, coded=coded(code, asked.query, record, pdf, german("Als Text")))
    return render("public/slip.html", page, german)
