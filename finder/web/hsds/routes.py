"""``/hsds/`` and five lists, each also with ``/<id>``. POST asks the same as GET and changes nothing."""

from __future__ import annotations

from flask import Response, abort, jsonify, redirect, request
from werkzeug.exceptions import UnsupportedMediaType
from werkzeug.wrappers import Response as BaseResponse

from directory.exchange.hsds.names import VERSION
from finder.web.api.bodies import FORMS
from finder.web.hsds.answers import one, several, whole
from finder.web.hsds.blueprint import PREFIX, hsds
from finder.web.hsds.current import catalogue
from finder.web.hsds.filtering import TESTS, fitting
from finder.web.hsds.items import Shelf
from finder.web.hsds.parameters import Params, read
from finder.web.origin import origin
from finder.web.site import site

_ANY = f"<any({', '.join(TESTS)}):shelf>"


@hsds.get("/")
def about() -> Response:
    """Which version this is, and where it is described."""
    here = origin()
    return jsonify(version=VERSION, profile=f"{here}{PREFIX}/profile", openapi_url=f"{here}/api/openapi.json")


@hsds.route(f"/{_ANY}", methods=["GET", "POST"], strict_slashes=False)
def listed(shelf: str) -> Response:
    """A list, filtered and paged."""
    wanted = read(_asked())
    known = catalogue()
    items: Shelf = getattr(known, shelf)
    return several(fitting(items.values(), wanted, TESTS[shelf]), wanted, known.version)


@hsds.get(f"/{_ANY}/<string:id_>", strict_slashes=False)
def single(shelf: str, id_: str) -> Response | BaseResponse:
    """One entry with all that belongs to it; a service that was merged has moved for good."""
    found: Shelf = getattr(catalogue(), shelf)
    id_ = id_.lower()  # a UUID is the same one in capitals (RFC 9562)
    item = found.get(id_)
    if item is not None:
        return one(whole(item, read(_asked())))
    target = site().service.redirect(id_) if shelf == "services" else None
    if target not in found:
        abort(404)
    return redirect(f"{PREFIX}/services/{target}", 301)


def _asked() -> Params:
    """From the address, and from a posted form. Raises UnsupportedMediaType for what is posted in another way."""
    if request.content_length and request.mimetype not in FORMS:
        raise UnsupportedMediaType
    return request.values.to_dict(flat=False)
