"""What the hours in a form say, in a sentence: beside the form, and asked for again whenever a row changes."""

from __future__ import annotations

from flask import Response, request

from directory.hours import is_valid
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.typed import Typed
from finder.web.editor.typed_hours import Unreadable, read_hours
from finder.web.making.hours import hours_rows
from finder.web.rendering import NO_STORE
from finder.web.wording.marking import later

NO_SYNTAX = later("Das ist keine Angabe in der Schreibweise von OpenStreetMap: {value}")


@editor.get("/hours")
def hours_in_words() -> Response:
    """``field`` names the inputs that come with it, as they are named in the form."""
    typed = {name: request.args.getlist(name) for name in request.args}
    response = Response(sentence(typed, request.args.get("field", "")), mimetype="text/plain")
    response.headers["Cache-Control"] = NO_STORE
    return response


def sentences(typed: Typed) -> dict[str, str]:
    """The hours of each field of a form, as far as they can be read."""
    ways = [name.removesuffix(".way") for name in typed if name.endswith("hours.way")]
    return {field: sentence(typed, field) for field in ways}


def sentence(typed: Typed, field: str) -> str:
    """The week in words and in OSM's syntax; what is missing, where it cannot be read."""
    try:
        hours = read_hours(typed, field, None)
    except Unreadable as error:
        return voice()(error.sentence)
    if not hours:
        return ""
    if not is_valid(hours):
        return voice()(NO_SYNTAX, value=hours[:60])
    rows = [f"{row.day} {row.times}" for row in hours_rows(hours, voice()) if row.times]
    return voice()("Das heißt: {words}", words="; ".join(rows) or hours) + (f" ({hours})" if rows else "")
