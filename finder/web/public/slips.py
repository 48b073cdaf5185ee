"""``/<lang>/service/<id>/slip`` (as a page, a PDF, a text) and ``/<lang>/slip?id=…``: a sheet of paper for a client.

An address holds codes of services, a language and a deadline, and never anything about the client: the forms have no
field that could take it.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from directory.deadlines import deadlines
from directory.records import ServiceRecord
from finder.web.languages import DEFAULT, LANGUAGES
from finder.web.making.release import release_page
from finder.web.making.sharing import SLIP
from finder.web.making.side_by_side import Voices, voices_of
from finder.web.making.slip import MOST, Around, Asked, sheet, slip_page
from finder.web.making.slip_code import PDF, TEXT, code_form
from finder.web.making.slip_text import slip_text
from finder.web.next_ways import next_ways
from finder.web.origin import origin
from finder.web.public.blueprint import public
from finder.web.public.services import found
from finder.web.qr import qr_svg
from finder.web.rendering import render
from finder.web.site import site
from finder.web.wording.marking import later

CODE = later("QR-Code: Adresse dieser Seite")


@public.get(f"/<lang:lang>/service/<service_id>/{SLIP}")
def slip(lang: str, service_id: str) -> Response | BaseResponse:
    """One service."""
    record = _found(lang, service_id, SLIP)
    return record if isinstance(record, BaseResponse) else _page(lang, [record])


@public.get(f"/<lang:lang>/{SLIP}")
def slip_of_several(lang: str) -> Response | BaseResponse:
    """Up to five services on one sheet, in the order of the address; a merged one leads to the same with its new id."""
    ids = list(dict.fromkeys(request.args.getlist("id")))
    if not 1 <= len(ids) <= MOST:
        abort(400)
    here = site().service
    known = [service_id if here.record(service_id) else here.redirect(service_id) or abort(404) for service_id in ids]
    if known != ids:
        rest = [pair for pair in request.args.items(multi=True) if pair[0] in ("with", "deadline")]
        pairs = [("id", service_id) for service_id in known] + rest
        return redirect(f"/{lang}/{SLIP}?{urlencode(pairs)}", 301)
    return _page(lang, [record for service_id in ids if (record := here.record(service_id))])


@public.get(f"/<lang:lang>/service/<service_id>/{PDF}")
def slip_pdf(lang: str, service_id: str) -> Response | BaseResponse:
    """As a tagged PDF; a 404 where the site cannot make any."""
    record = _found(lang, service_id, PDF)
    if isinstance(record, BaseResponse):
        return record
    return slip_as_pdf(record, asked_of(lang), lang)


@public.get(f"/<lang:lang>/service/<service_id>/{TEXT}")
def slip_as_text(lang: str, service_id: str) -> Response | BaseResponse:
    """For a messenger, in the client's language."""
    record = _found(lang, service_id, TEXT)
    if isinstance(record, BaseResponse):
        return record
    return slip_as_plain_text(record, asked_of(lang), lang)


@public.get("/<lang:lang>/release")
def release(lang: str) -> Response:
    """A blank release from confidentiality, to print; linked from the slip."""
    asked, voice = asked_of(lang), site().voice(lang)
    return render("public/release.html", release_page(voice, client_voices(lang, asked), asked.client), voice)


def slip_as_pdf(record: ServiceRecord, asked: Asked, lang: str, code: str = "") -> Response:
    """``code`` is printed where there is one. 404 where the site cannot make any PDF."""
    here = site()
    if not here.press.able:
        abort(404)
    voices = client_voices(lang, asked)
    made = sheet([record], asked, voices, here.service.now(), paper_around(), code)
    title = " · ".join((record.name, *made.entries[0].kinds))
    body = here.press.pdf(
        "slip",
        {"title": title, "sheet": made, "code": qr_svg(made.entries[0].url).decode(), "alt": voices[0](CODE)},
        here.service.now(),
    )
    return pdf_response(body, f"{SLIP}-{voices[0].language}")


def slip_as_plain_text(record: ServiceRecord, asked: Asked, lang: str, code: str = "") -> Response:
    """``code`` stands in it where there is one."""
    voices = client_voices(lang, asked)
    made = sheet([record], asked, voices, site().service.now(), paper_around(), code)
    response = Response(slip_text(made, voices[0]), mimetype="text/plain")
    response.headers["Content-Language"] = voices[0].language
    return response


def asked_of(lang: str) -> Asked:
    """The choices in the address, or in a form; a code that we do not know is the fault of whoever wrote it."""
    client, deadline = request.values.get("with") or None, request.values.get("deadline") or None
    if (client and client not in LANGUAGES) or (deadline and deadline not in deadlines()):
        abort(400)
    chosen = client if lang == DEFAULT and client != DEFAULT else None
    return Asked(chosen, deadlines()[deadline] if deadline else None)


def client_voices(lang: str, asked: Asked) -> Voices:
    """On a German page the client's language is what was chosen; else it is the page's."""
    here = site()
    return voices_of(here.voice(asked.client or lang), here.voice(DEFAULT))


def pdf_response(body: bytes, name: str) -> Response:
    response = Response(body, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _found(lang: str, service_id: str, part: str) -> ServiceRecord | BaseResponse:
    query = urlencode(list(request.args.items(multi=True)))
    return found(lang, service_id, f"/{part}" + (f"?{query}" if query else ""))


def _page(lang: str, records: list[ServiceRecord]) -> Response:
    asked, here = asked_of(lang), site()
    voice = here.voice(lang)
    page = slip_page(records, asked, voice, client_voices(lang, asked), here.service.now(), paper_around())
    if lang == DEFAULT and len(records) == 1:
        page = replace(page, code_form=code_form(asked.query, records[0], here.service.records))
    return render("public/slip.html", page, voice)


def paper_around() -> Around:
    """What slips and booklets need of the site."""
    here = site()
    return Around(next_ways(here.service), origin(), here.press.able)
