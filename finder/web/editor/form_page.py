"""The page of the form, whatever brought it up: a first look, a draft, faults, or somebody else's change meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from directory.facts import Facts
from directory.provenance import Statement
from finder.web.editor import keeping
from finder.web.editor.access import account
from finder.web.editor.blueprint import voice
from finder.web.editor.choices import STATUSES, shown
from finder.web.editor.drawing import Around, sections
from finder.web.editor.fields import label_of
from finder.web.editor.hours_words import sentences
from finder.web.editor.keeping import Seen
from finder.web.editor.mapping import map_of
from finder.web.editor.moments import moment
from finder.web.editor.permissions import may
from finder.web.editor.posted import Grounds, source_words
from finder.web.editor.showing import show
from finder.web.editor.typed import Typed
from finder.web.making.frame import host
from finder.web.wording.marking import later

MOST_NAMES = 3000  # beyond that the page would be mostly names; keys can be typed all the same
DONE = {
    "saved": later("Gespeichert."),
    "new": later("Angelegt, als Entwurf. Der Schlüssel steht unten und ändert sich nie."),
    "draft": later("Als Entwurf gemerkt. Öffentlich ist noch nichts davon."),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed: what it ``was``, what ``theirs`` made of it, and ``mine``."""

    field: str
    was: Any
    theirs: Any
    mine: Any


@dataclass(frozen=True, slots=True)
class ClashView:
    """The same in words; ``who`` and ``when`` of the other change."""

    field: str
    label: str
    was: str
    theirs: str
    mine: str
    who: str
    when: str


def form_page(
    seen: Seen, typed: Typed, base: Facts, grounds: Grounds, faults: Mapping[str, list[str]],
    clashes: Iterable[Clash] = (), *, draft: int | None = None, version: int | None = None, status: int = 200,
) -> Response:  # fmt: skip
    """``base`` and ``version``: what the typed text is compared with when it comes back."""
    names = keeping.names()
    known = {field: _known(said) for field, said in seen.said.items()}
    around = Around(faults, known, names, sentences(typed), map_of(seen.outline.id, typed))
    drawn = tuple(sections(typed, around, voice(), draft=seen.outline.status == "draft"))
    return show(
        "service.html", seen.outline.name, status,
        seen=seen, sections=drawn, faults=faults, wrong=_wrong(faults) if status in (400, 409, 503) else (),
        reason=request.form.get("note", "").strip(),
        clashes=[_clash(one, seen) for one in clashes], base=json.dumps(base, ensure_ascii=False),
        version=seen.version if version is None else version, draft=draft,
        grounds=grounds, sources=source_words(), names=names if len(names) <= MOST_NAMES else {},
        may_edit=may(account(), "edit", seen.outline), status_words=voice()(STATUSES[seen.outline.status]),
        done=voice()(DONE[request.args["done"]]) if request.args.get("done") in DONE else "", me=account().name,
    )  # fmt: skip


def _wrong(faults: Mapping[str, list[str]]) -> tuple[tuple[str, str, str], ...]:
    """For the list on top of the form: field, label, sentence."""
    labels = {"source.kind": "Woher wissen Sie das?", "source.url": "Adresse der Quelle", "source.as_of": "Stand",
              "source.note": "Warum?", "note": "Warum?"}  # fmt: skip
    return tuple(
        (field, voice()(labels.get(field) or label_of(field)) if field else "", told)
        for field, sentences in faults.items()
        for told in sentences
    )


def _known(said: Statement) -> str:
    """``Stand: Oktober 2025, caritas.example``."""
    url = said.source.url if said.source else ""
    return ", ".join(filter(None, (voice().as_of(said.as_of), host(url) if url.startswith("http") else "")))


def _clash(one: Clash, seen: Seen) -> ClashView:
    said = seen.said.get(one.field)
    was, theirs, mine = (shown(one.field, content, voice()) for content in (one.was, one.theirs, one.mine))
    when = moment(said.recorded_at) if said else ""
    who = (said.recorded_by or said.origin) if said else ""
    return ClashView(one.field, voice()(label_of(one.field)), was, theirs, mine, who, when)
