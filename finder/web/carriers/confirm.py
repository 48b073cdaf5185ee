"""``/confirm/<token>``: a carrier confirms or corrects its record. Looking at the page changes nothing, since programs
that check mail open every link; whoever holds the token needs no account, so it stands in no log and no referrer."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from flask import Response, request
from sqlalchemy.exc import OperationalError

from directory.confirming import Answer, LinkSpent, Moved, NothingSaid, Standing, facts_of, opened, receive, seen
from directory.database import session, writing
from directory.editing import Invalid
from directory.facts import Facts, value
from directory.freshness import group_of, groups
from finder.confirmation import confirmation_key
from finder.web.carriers.blueprint import carriers
from finder.web.carriers.codes import BUSY
from finder.web.carriers.confirm_fields import clean, fields_of, read, written
from finder.web.carriers.confirm_page import (
    GROUPS,
    ConfirmPage,
    Sent,
    SpentPage,
    ThanksPage,
    confirm_page,
    tongues,
)
from finder.web.making.frame import frame
from finder.web.rendering import render
from finder.web.site import site
from finder.web.wording.marking import later
from finder.web.wording.staff import staff_voice
from finder.web.wording.voice import Voice

SPENT: dict[Standing, tuple[int, str]] = {
    "used": (410, later("Dieser Link wurde schon benutzt. Jeder Link gilt nur einmal.")),
    "expired": (410, later("Dieser Link ist abgelaufen. Jeder Link gilt 30 Tage.")),
    "unknown": (404, later("Diesen Link gibt es nicht. Vielleicht ist er unvollständig.")),
}
MOVED = later("Die Angaben haben sich inzwischen geändert. Bitte sehen Sie noch einmal nach.")
NOTHING = later("Bitte wählen Sie aus, was noch stimmt, oder ändern Sie etwas.")
FAULTY = later("Bitte sehen Sie sich die markierten Felder an.")
REFUSED = later("Diese Angabe können wir so nicht annehmen.")
MOST_NOTE = 1000  # characters


@carriers.get("/confirm/<token>")
def confirm(token: str) -> Response:
    """The record in plain form. Reads only."""
    try:
        return _form(token, Sent())
    except LinkSpent as spent:
        return _spent(spent.standing)


@carriers.post("/confirm/<token>")
def answer(token: str) -> Response:
    """``all``: everything still holds. Else ``still`` names groups that do, and fields may hold corrections."""
    try:
        return _answer(token)
    except LinkSpent as spent:
        return _spent(spent.standing)


def _answer(token: str) -> Response:
    here = site().service
    key, today = confirmation_key(here.settings), here.now().date()
    with session(here.engine) as db:
        facts = facts_of(db, opened(db, token, key, today).service_id)
    ticked = frozenset(groups()) if "all" in request.form else frozenset(request.form.getlist("still")) & set(groups())
    texts = {} if "all" in request.form else _texts(facts)
    corrections, remarks, faults = _changes(facts, texts, today)
    if faults:
        return _form(token, _sent(texts, faults, ticked, FAULTY), 400)
    given = Answer(ticked, corrections, "\n".join(remarks) or None, request.form.get("seen", ""))
    try:
        with writing(here.engine) as db:
            link = opened(db, token, key, today)
            received = receive(db, token, key, today, given)
    except OperationalError:  # somebody writes for long, such as an import
        return _form(token, _sent(texts, {}, ticked, BUSY), 503)
    except Moved:
        return _form(token, Sent(refused=MOVED), 409)
    except NothingSaid:
        return _form(token, _sent(texts, {}, ticked, NOTHING), 400)
    except Invalid as error:
        found = {problem.field: REFUSED for problem in error.problems if problem.field}
        return _form(token, _sent(texts, found, ticked, FAULTY), 400)
    return _thanks(value(facts, "name"), link.service_id, received.confirmed, received.proposal is not None)


def _texts(facts: Facts) -> dict[str, str]:
    """What came in for each field that the form has; others are not looked at."""
    names = [name for code in groups() for _door, fields in fields_of(facts, code) for name in fields]
    return {name: clean(request.form[name]) for name in names if name in request.form}


def _changes(facts: Facts, texts: dict[str, str], today: date) -> tuple[Facts, list[str], dict[str, str]]:
    """The facts that somebody changed, remarks for the editor, and what is wrong, by field."""
    german, changes, remarks, faults = staff_voice("de").translation, Facts(), list[str](), dict[str, str]()
    shown = [(name, text, written(facts, name, _voice().translation, today)) for name, text in texts.items()]
    for name, text, now in shown:
        if text in (now, written(facts, name, german, today)):
            continue
        typed = read(name, text, today)
        changes |= typed.facts
        remarks += filter(None, [typed.remark])
        if typed.fault:
            faults[name] = typed.fault
    if "some" in request.form:
        changes |= {"temporarily_closed": "closed" in request.form}
        changes |= {"status": "withdrawn"} if "gone" in request.form else {}
    note = clean(request.form.get("note", ""))[:MOST_NOTE]
    news = {name: content for name, content in changes.items() if content != value(facts, name)}
    return news, [*remarks, *filter(None, [note])], faults


def _sent(texts: dict[str, str], faults: dict[str, str], ticked: frozenset[str], refused: str) -> Sent:
    """All that was typed goes back into the form."""
    said = frozenset(name for name in ("gone", "closed") if name in request.form)
    return Sent(texts, faults, ticked, refused, said, clean(request.form.get("note", ""))[:MOST_NOTE])


def _form(token: str, sent: Sent, status: int = 200) -> Response:
    here = site().service
    today = here.now().date()
    with session(here.engine) as db:
        link = opened(db, token, confirmation_key(here.settings), today)
        facts = facts_of(db, link.service_id)
    page: ConfirmPage = confirm_page(
        facts, seen(facts), date.fromisoformat(link.expires_on), here.record(link.service_id), today,
        f"/confirm/{token}", _voice(), sent,
    )  # fmt: skip
    return render("carriers/confirm.html", page, _voice(), status)


def _thanks(name: str, service_id: str, confirmed: tuple[str, ...], waits: bool) -> Response:
    voice = _voice()
    held = [code for code in GROUPS if any(group_of(field) == code for field in confirmed)]
    page = ThanksPage(
        **frame(voice, voice("Vielen Dank"), "/confirm", languages=tongues(voice), keep=False),
        name=name, confirmed=voice.listed(voice(GROUPS[code]) for code in held) or None, waits=waits,
        service=f"/{voice.language}/service/{service_id}",
    )  # fmt: skip
    return render("carriers/thanks.html", page, voice)


def _spent(standing: Standing) -> Response:
    (status, why), voice = SPENT[standing], _voice()
    mail = site().report_mail or site().operator.mail
    page = SpentPage(
        **frame(voice, voice("Dieser Link geht nicht mehr"), "/confirm", languages=tongues(voice), keep=False),
        why=voice(why),
        mail=f"mailto:{mail}?subject={quote(voice('Lotse: neuer Link zum Bestätigen'))}" if mail else None,
    )  # fmt: skip
    return render("carriers/spent.html", page, voice, status)


def _voice() -> Voice:
    """German unless the address asks for English: most who get the letter work here."""
    return staff_voice(request.args.get("lang", "de"))
