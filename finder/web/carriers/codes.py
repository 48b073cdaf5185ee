"""``/code``: the receiving service says what became of a slip. The code travels by POST only, and into no log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Response, abort, request
from sqlalchemy.exc import OperationalError

from directory.database import writing
from directory.loop import ANSWERS, Slip, State, UnknownCode, answer
from directory.quarters import monday_of
from directory.records import ServiceRecord
from directory.slip_codes import MistypedCode, grouped, read_code
from finder.web.carriers.blueprint import carriers
from finder.web.carriers.guessing import TooOften, code_key, looked_up
from finder.web.carriers.showing import show, voice
from finder.web.making.slip_code import CODE_PAGE
from finder.web.site import site
from finder.web.wording.marking import later

TITLE = later("Code von einem Zettel")
MISTYPED = later("Das ist kein Code von einem Zettel. Bitte vergleichen Sie jedes Zeichen.")
UNKNOWN = later("Diesen Code gibt es nicht, oder er ist älter als 13 Wochen.")
TOO_OFTEN = later("Zu viele falsche Codes. Bitte warten Sie eine Stunde.")
GONE = later("Eine Stelle, die nicht mehr im Verzeichnis steht")
WEEK = later("Woche vom {monday}")
BUSY = later("Das ließ sich gerade nicht speichern. Bitte versuchen Sie es noch einmal.")
STATES: dict[State, str] = {
    "issued": later("noch keine Antwort"),
    "arrived": later("angekommen"),
    "redirected": later("an eine andere Stelle weitergeleitet"),
    "not_eligible": later("nicht zuständig"),
    "full": later("kein Platz"),
}


@dataclass(frozen=True, slots=True)
class SlipView:
    """What the receiving service sees. ``giver`` is None where nobody is named."""

    code: str
    to: str
    giver: str | None
    week: str
    state: str


@carriers.get(CODE_PAGE)
def code() -> Response:
    """The field for the code."""
    return _field()


@carriers.post(CODE_PAGE)
def code_given() -> Response:
    """The slip behind a code; with ``state`` its answer is kept first. A wrong code gets one clear sentence."""
    typed, state = request.form.get("code", ""), request.form.get("state", "")
    if state and state not in ANSWERS:
        abort(400)
    try:
        slip = looked_up(typed)
        if state:
            slip = _answered(typed, state)
    except MistypedCode:
        return _field(typed, MISTYPED, 400)
    except UnknownCode:
        return _field(typed, UNKNOWN, 404)
    except TooOften:
        return _field(typed, TOO_OFTEN, 429)
    except OperationalError:
        return _field(typed, BUSY, 503)
    choices = [(name, voice()(STATES[name])) for name in ANSWERS]
    return show("code_slip.html", voice()(TITLE), slip=_view(typed, slip), saved=bool(state), choices=choices)


def _answered(typed: str, state: State) -> Slip:
    here = site().service
    with writing(here.engine) as db:
        return answer(db, code_key(), typed, state, here.now().date())


def _field(typed: str = "", problem: str = "", status: int = 200) -> Response:
    """What was typed stays in the field, so that one wrong sign is not twenty to type again."""
    sentence = voice()(problem) if problem else ""
    return show("code.html", voice()(TITLE), status, typed=typed[:100].replace("\x00", " "), problem=sentence)


def _view(typed: str, slip: Slip) -> SlipView:
    says = voice()
    monday: date = monday_of(slip.week)
    return SlipView(
        code=grouped(read_code(typed)),
        to=_name(slip.to_service),
        giver=_name(slip.from_service) if slip.from_service else None,
        week=says(WEEK, monday=says.translation.day(monday)),
        state=says(STATES[slip.state]),
    )


def _name(service_id: str) -> str:
    here = site().service
    found: ServiceRecord | None = here.record(service_id) or here.record(here.redirect(service_id) or "")
    return found.name if found else voice()(GONE)
