"""A new service: its name, kind and place first; then it is a draft with a form like all others."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as BaseResponse

from directory.editing import Change, Invalid
from directory.facts import Facts
from finder.web.editor import keeping
from finder.web.editor.access import account, requires
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.choices import choices
from finder.web.editor.complaints import SOMETHING, by_field
from finder.web.editor.failing import TRY_AGAIN
from finder.web.editor.posted import Grounds, grounds, number, source_words
from finder.web.editor.showing import show
from geo.districts import districts
from geo.errors import BadInput


@editor.get("/new")
@requires("create")
def new_service() -> Response:
    """The short form."""
    return _form({}, Grounds(as_of=keeping.today()), {})


@editor.post("/new")
@requires("create")
def create_service() -> Response | BaseResponse:
    """The key is made from name and place, shown once, and never changes."""
    given = {name: request.form.get(name, "").strip()[:2000] for name in ("name", "kinds", "district", "organization")}
    said = grounds()
    if faults := said.faults(voice()):
        return _form(given, said, faults, 400)
    facts: Facts = {name: text for name, text in given.items() if text and name != "kinds"}
    facts |= {"name": given["name"], "kinds": [given["kinds"]] if given["kinds"] else []}
    if account().role == "organization_editor":
        facts["organization"] = account().organization
    place = districts()[given["district"]].short if given["district"] in districts() else ""
    key, seen = keeping.free_key(given["name"], place), number("version")
    change = Change(facts, said.source(), said.date, account().name, said.note)
    try:
        service_id = keeping.add(account(), key, change, keeping.latest() if seen is None else seen)
    except Invalid as error:
        return _form(given, said, by_field(error.problems, voice()), 400)
    except OperationalError:
        return _form(given, said, {"": [voice()(TRY_AGAIN)]}, 503)
    except BadInput:
        return _form(given, said, {"source.as_of": [voice()(SOMETHING)]}, 400)
    return redirect(url_for("editor.service", service_id=service_id, done="new"), 303)


def _form(given: dict[str, str], said: Grounds, faults: dict[str, list[str]], status: int = 200) -> Response:
    own = account().districts or tuple(districts())
    place = {key: words for key, words in choices("district", voice()).items() if not key or key in own}
    return show(
        "new.html", voice()("Neuer Dienst"), status, version=keeping.latest(), given=given, grounds=said,
        faults=faults, districts=place,
        kinds=choices("kinds", voice()), fixed=account().organization or "", sources=source_words(),
    )  # fmt: skip
