"""``/<lang>/service/<id>/report`` and ``/<lang>/suggest``: something is wrong, something is missing.

No login, no cookie, nothing about whoever writes. A program that fills in forms is thanked like anybody, and forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from flask import Response, abort, request
from werkzeug.wrappers import Response as BaseResponse

from directory.records import ServiceRecord
from directory.review import Proposed
from directory.suggesting import hand_in
from finder.web.limits import count_for_both, spent_by_either
from finder.web.making.suggested import correction, new_service
from finder.web.making.suggesting import (
    REPORT,
    SUGGEST,
    Asked,
    Sent,
    problems,
    report_fields,
    report_page,
    suggest_fields,
    suggest_page,
)
from finder.web.public.blueprint import public
from finder.web.public.services import found
from finder.web.rendering import render
from finder.web.site import site
from finder.web.stamps import is_human, stamp
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

OF_ONE, OF_ALL = "10 per hour", "300 per hour"  # of one visitor, and of all together
OF_WHAT = "suggestions"
TRAP = "website"  # a field that no person sees
NOT_NOW = later("Das geht gerade nicht. Bitte versuchen Sie es später noch einmal.")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@public.get(f"/<lang:lang>/service/<service_id>/{REPORT}")
def report(lang: str, service_id: str) -> Response | BaseResponse:
    record = found(lang, service_id, f"/{REPORT}")
    return record if isinstance(record, BaseResponse) else _report(record, lang, _fresh(record.id))


@public.post(f"/<lang:lang>/service/<service_id>/{REPORT}")
def report_sent(lang: str, service_id: str) -> Response:
    """What was written about a service that has been merged meanwhile is about the one that it is now."""
    service = site().service
    record = service.record(service_id) or service.record(service.redirect(service_id) or "") or abort(404)
    fields = report_fields(site().voice(lang))
    sent = _sent(record.id, fields, partial(correction, record), lang)
    return _report(record, lang, sent)


@public.get(f"/<lang:lang>/{SUGGEST}")
def suggest(lang: str) -> Response:
    return _suggest(lang, _fresh(SUGGEST))


@public.post(f"/<lang:lang>/{SUGGEST}")
def suggest_sent(lang: str) -> Response:
    return _suggest(lang, _sent(SUGGEST, suggest_fields(site().voice(lang)), new_service, lang))


def _sent(form: str, fields: tuple[Asked, ...], read: Callable[[dict[str, str]], Proposed], lang: str) -> Sent:
    """Take what was posted, or say what is in the way; then nothing that was typed is lost."""
    here = site()
    voice, given = here.voice(lang), request.form.get("stamp", "")
    typed = {asked.name: _plain(request.form.get(asked.name, "")) for asked in fields}
    if request.form.get(TRAP):
        return Sent("", done=True)  # a program that fills in what nobody sees learns nothing
    if not is_human(here.service.settings, form, given):
        return Sent(stamp(here.service.settings, form), typed, refused=voice(NOT_NOW))
    if errors := problems(fields, typed, voice):
        return Sent(given, typed, errors)
    if spent_by_either(OF_ONE, OF_ALL, OF_WHAT) or not hand_in(here.service.engine, read(typed)):
        return Sent(given, typed, refused=voice(NOT_NOW))
    count_for_both(OF_ONE, OF_ALL, OF_WHAT)
    return Sent("", done=True)


def _plain(text: str) -> str:
    """Without signs that are no text, or that turn the direction of what stands around them."""
    return _NO_TEXT.sub(" ", text.replace("\r\n", "\n")).strip()


def _fresh(form: str) -> Sent:
    return Sent(stamp(site().service.settings, form))


def _report(record: ServiceRecord, lang: str, sent: Sent) -> Response:
    here = site()
    voice = here.voice(lang)
    return render("public/suggest.html", report_page(record, sent, here.report_mail, voice), voice, _status(sent))


def _suggest(lang: str, sent: Sent) -> Response:
    voice: Voice = site().voice(lang)
    return render("public/suggest.html", suggest_page(sent, voice), voice, _status(sent))


def _status(sent: Sent) -> int:
    """429: refused for now; 400: something to mend."""
    return 429 if sent.refused else 400 if sent.errors else 200
