"""``/<lang>/service/<id>/qr.svg``, ``…/contact.vcf`` and ``…/message.txt``: a service to hand on.

``/<lang>/search/qr.svg`` is the picture on a printed list.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from flask import Response, abort, request
from werkzeug.wrappers import Response as BaseResponse

from directory.records import ServiceRecord
from finder.web.asking import NAMES, in_order, search_url
from finder.web.making.message import message
from finder.web.making.paper import shareable
from finder.web.making.sharing import CARD, MESSAGE, QR, page_path
from finder.web.making.vcard import vcard
from finder.web.origin import origin
from finder.web.public.blueprint import public
from finder.web.public.services import found
from finder.web.qr import qr_svg
from finder.web.rendering import NO_STORE
from finder.web.site import site

A_DAY = "public, max-age=86400"  # the address behind a code never changes
LONGEST = 1000  # characters of an address; more makes squares too small for paper


@public.get(f"/<lang:lang>/service/<service_id>/{QR}")
def service_qr(lang: str, service_id: str) -> Response | BaseResponse:
    """The address of the page as a picture to scan."""
    record = found(lang, service_id, f"/{QR}")
    if isinstance(record, BaseResponse):
        return record
    response = Response(qr_svg(origin() + page_path(record, site().voice(lang))), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = A_DAY
    return response


@public.get(f"/<lang:lang>/search/{QR}")
def search_qr(lang: str) -> Response:
    """The address of a search made of codes. Never stored: it may hold what was typed."""
    given = in_order((name, value) for name, value in request.args.items(multi=True) if name in NAMES and value)
    address = origin() + search_url(lang, shareable(given))
    if len(address) > LONGEST:
        abort(400)
    response = Response(qr_svg(address), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = NO_STORE
    return response


@public.get(f"/<lang:lang>/service/<service_id>/{CARD}")
def service_card(lang: str, service_id: str) -> Response | BaseResponse:
    """For the phone's address book."""
    record = found(lang, service_id, f"/{CARD}")
    if isinstance(record, BaseResponse):
        return record
    voice = site().voice(lang)
    response = Response(vcard(record, origin() + page_path(record, voice), voice), mimetype="text/vcard")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(record)}.vcf"'
    return response


@public.get(f"/<lang:lang>/service/<service_id>/{MESSAGE}")
def service_message(lang: str, service_id: str) -> Response | BaseResponse:
    """For a messenger."""
    record = found(lang, service_id, f"/{MESSAGE}")
    if isinstance(record, BaseResponse):
        return record
    voice = site().voice(lang)
    response = Response(message(record, origin() + page_path(record, voice), voice), mimetype="text/plain")
    response.headers["Content-Language"] = lang
    return response


def _file_name(record: ServiceRecord) -> str:
    """Letters and digits that every system takes."""
    plain = normalize("NFKD", record.name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60] or "lotse"
