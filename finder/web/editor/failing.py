"""What goes wrong in the editors' area, as a page of it."""

from __future__ import annotations

from flask import Response
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from finder.web.editor.access import CSRFError
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.showing import show
from finder.web.making.error import message, title
from finder.web.wording.marking import later
from geo.errors import BadInput

FORGED = later("Diese Seite war zu lange offen. Bitte laden Sie sie neu und senden Sie noch einmal.")
TOO_LATE = later(
    "Ihre Sitzung ist zu Ende. Melden Sie sich in einem anderen Fenster an und laden Sie dann diese Seite neu: "
    "So geht nichts verloren, was Sie geschrieben haben."
)
FORBIDDEN = later("Das darf Ihr Konto nicht.")
TRY_AGAIN = later("Das ließ sich gerade nicht speichern. Bitte versuchen Sie es noch einmal.")
LOCKED = later("Das ließ sich gerade nicht speichern.")
BUSY = later(
    "Gerade schreibt jemand lange in das Verzeichnis, etwa bei einem Import. Laden Sie diese Seite in einer Minute "
    "neu: Der Browser sendet dann noch einmal, was Sie geschrieben haben."
)
NOT_FOUND = later("Das gibt es nicht oder nicht mehr.")


@editor.errorhandler(HTTPException)
def http_error(error: HTTPException) -> Response | BaseResponse:
    """Redirects are no errors."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    own = {401: TOO_LATE, 403: FORBIDDEN, 404: NOT_FOUND}.get(status)
    return _page(status, FORGED if isinstance(error, CSRFError) else own or message(status))


@editor.errorhandler(BadInput)
def bad_input(error: BadInput) -> Response:
    """What a view did not catch: the sentence if it can be said, else a general one."""
    return _page(400, error.message if voice().knows(error.message) else message(400))


@editor.errorhandler(OperationalError)
def busy(_error: OperationalError) -> Response:
    """The registry is locked for longer than a request waits. Forms that show themselves again catch this before."""
    return _page(503, BUSY)


def _page(status: int, sentence: str) -> Response:
    own = {401: "Anmelden", 403: FORBIDDEN, 503: LOCKED}.get(status)
    return show("error.html", voice()(own or title(status)), status, sentence=voice()(sentence))
