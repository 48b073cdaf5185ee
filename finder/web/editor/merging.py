"""Which records may be the same service, and making one of two, fact by fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from directory.comparing import Stated
from directory.database import session, writing
from directory.editing import Conflict, Invalid
from directory.matching import candidates
from directory.merging import Comparison, Merge, Take, compare, merge
from directory.overview import Outline, outline, outlines
from directory.snapshot import load_records
from finder.web.editor.access import account, requires
from finder.web.editor.blueprint import editor, voice
from finder.web.editor.choices import shown
from finder.web.editor.complaints import SOMETHING, by_field
from finder.web.editor.fields import label_of
from finder.web.editor.permissions import may
from finder.web.editor.showing import show
from finder.web.making.frame import host
from finder.web.site import site
from finder.web.wording.marking import later
from geo.errors import BadInput

TITLE = later("Zwei Dienste zusammenführen")
WHY = later("Bitte schreiben Sie, warum das derselbe Dienst ist.")
AGREES = {
    "name": later("Name"), "organization": later("Träger"), "phone": later("Telefon"), "street": later("Straße"),
}  # fmt: skip
MOST = 100


@dataclass(frozen=True, slots=True)
class Twins:
    """Two records that may be one. ``agrees``: what is alike, in words; ``own``: the account may merge them."""

    one: Outline
    other: Outline
    score: int
    agrees: str
    own: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One fact of both. ``chosen``: ours, theirs or both."""

    field: str
    label: str
    ours: str
    theirs: str
    ours_known: str
    theirs_known: str
    both: bool
    chosen: str


@editor.get("/duplicates")
@requires("merge")
def duplicates() -> Response:
    """The surest first; ``all``: also those that others may merge."""
    everything = bool(request.args.get("all"))
    with session(site().service.engine) as current:
        known = {found.id: found for found in outlines(current)}
        found = candidates(load_records(current, include_drafts=True))
    twins = [_twins(known[one], known[other], score, reason) for one, other, score, reason in found]
    rows = [pair for pair in twins if pair.own or everything]
    return show(
        "duplicates.html", voice()("Doppelte Dienste"), rows=rows[:MOST], total=len(rows), everything=everything
    )


def _twins(one: Outline, other: Outline, score: float, reason: str) -> Twins:
    alike = [voice()(words) for name, words in AGREES.items() if f"{name} " in reason]
    own = may(account(), "merge", one) and may(account(), "merge", other)
    return Twins(one, other, round(score), ", ".join(alike), own)


@editor.get("/merge/<kept>/<gone>")
@requires("merge")
def merge_page(kept: str, gone: str) -> Response:
    """``kept`` stays, ``gone`` redirects to it. Where only one of them says something, that is chosen."""
    return _page(kept, gone, None, {})


@editor.post("/merge/<kept>/<gone>")
@requires("merge")
def merge_two(kept: str, gone: str) -> Response | BaseResponse:
    """All that was chosen comes back where it cannot be done."""
    ours, theirs = _both(kept, gone)
    if not (may(account(), "merge", ours) and may(account(), "merge", theirs)):
        abort(403)
    note = request.form.get("note", "").strip()[:2000]
    if not note:
        return _page(kept, gone, _chosen(), {"note": [voice()(WHY)]}, 400)
    wanted = Merge(
        kept, gone, _take(), account().name, tuple(request.form.getlist("doors")), note,
        (_number("ours"), _number("theirs")),
    )  # fmt: skip
    try:
        with writing(site().service.engine) as current:
            merge(current, wanted)
            if not may(account(), "merge", outline(current, kept) or abort(404)):
                abort(403)
    except Conflict as error:
        return _page(kept, gone, _chosen(), {}, 409, error.fields)
    except Invalid as error:
        return _page(kept, gone, _chosen(), by_field(error.problems, voice()), 400)
    except BadInput:
        return _page(kept, gone, _chosen(), {"": [voice()(SOMETHING)]}, 400)
    site().service.look_again()
    return redirect(url_for("editor.history", service_id=kept, done="merged"), 303)


def _both(kept: str, gone: str) -> tuple[Outline, Outline]:
    with session(site().service.engine) as current:
        ours, theirs = outline(current, kept), outline(current, gone)
    if ours is None or theirs is None or kept == gone or "withdrawn" in (ours.status, theirs.status):
        abort(404)
    return ours, theirs


def _page(
    kept: str, gone: str, chosen: Mapping[str, str] | None, faults: Mapping[str, list[str]], status: int = 200,
    conflict: tuple[str, ...] = (),
) -> Response:  # fmt: skip
    ours, theirs = _both(kept, gone)
    with session(site().service.engine) as current:
        found = compare(current, kept, gone)
    wrong = [("" if not f or f == "note" else f, _label(f), text) for f, texts in faults.items() for text in texts]
    taken = set(request.form.getlist("doors")) if chosen is not None else set(found.doors)
    return show(
        "merge.html", voice()(TITLE), status, ours=ours, theirs=theirs, doors=found.doors,
        taken=taken, choices=_choices(found, chosen), versions=found.versions, wrong=wrong, faults=faults,
        note=request.form.get("note", ""), conflict=[_label(field) for field in conflict],
        own=may(account(), "merge", ours) and may(account(), "merge", theirs),
    )  # fmt: skip


def _choices(found: Comparison, chosen: Mapping[str, str] | None) -> list[Choice]:
    made = []
    for pair in found.pairs:
        first = "ours" if pair.ours.value not in (None, [], "") else "theirs"
        made.append(
            Choice(
                pair.field, _label(pair.field), shown(pair.field, pair.ours.value, voice()),
                shown(pair.field, pair.theirs.value, voice()), _known(pair.ours), _known(pair.theirs), pair.both,
                first if chosen is None else chosen.get(pair.field, first),
            )
        )  # fmt: skip
    return made


def _known(stated: Stated) -> str:
    """Where a value comes from and how old it is."""
    if stated.source is None:
        return ""
    return " · ".join(filter(None, (host(stated.source.url), voice().as_of(stated.as_of))))


def _chosen() -> dict[str, str]:
    """The answers as posted, for a page that comes back."""
    return {name.removeprefix("take."): request.form[name] for name in request.form if name.startswith("take.")}


def _take() -> dict[str, Take]:
    takes: dict[str, Take] = {"theirs": "theirs", "both": "both"}
    return {field: takes[answer] for field, answer in _chosen().items() if answer in takes}


def _label(field: str) -> str:
    label = voice()(label_of(field)) if field else ""
    return f"{label} ({field.split('.')[1]})" if field.startswith("doors.") else label


def _number(name: str) -> int:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
