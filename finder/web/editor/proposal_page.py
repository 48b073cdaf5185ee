"""The page of one proposal: per field what is in force, what is proposed in an input, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Response, request

from directory.overview import Outline
from directory.review import Waiting
from finder.web.editor import keeping
from finder.web.editor.access import account
from finder.web.editor.blueprint import voice
from finder.web.editor.choices import shown
from finder.web.editor.drawing import FieldView
from finder.web.editor.fields import label_of
from finder.web.editor.mending import PREFIX, field_view, mendable, written
from finder.web.editor.moments import moment
from finder.web.editor.permissions import may
from finder.web.editor.posted import Grounds, source_words
from finder.web.editor.queue import KINDS, kept, who
from finder.web.editor.showing import show
from finder.web.wording.marking import later

Faults = Mapping[str, list[str]]  # field of the facts, or input -> sentences

# Why, where the proposal itself says it.
REASONS = {
    "correction": later("Hinweis aus der Öffentlichkeit geprüft"),
    "new_service": later("Vorschlag aus der Öffentlichkeit geprüft"),
    "confirmation": later("Antwort der Stelle"),
    "shipped": later("Neuere mitgelieferte Daten geprüft"),
    "import": later("Import geprüft"),
}


# Inputs that are no fields of a service.
INPUTS = {
    "source.kind": later("Quelle"),
    "source.url": later("Adresse der Quelle"),
    "source.as_of": later("Stand"),
    "source.note": later("Warum?"),
    "reason": later("Warum nicht?"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A proposal with the service that it is about, at one moment."""

    waiting: Waiting
    outline: Outline | None
    version: int


@dataclass(frozen=True, slots=True)
class Line:
    """One field. ``input`` where the value can be mended, else ``new`` says it."""

    field: str
    label: str
    old: str
    new: str
    moved: bool
    taken: bool
    input: FieldView | None
    faults: tuple[str, ...]


def proposal_page(
    seen: Seen, typed: Mapping[str, str], taken: Iterable[str], said: Grounds, faults: Faults,
    status: int = 200, conflict: tuple[str, ...] = (),
) -> Response:  # fmt: skip
    waiting, own = seen.waiting, may(account(), "review", kept(seen.waiting, seen.outline))
    lines = [_line(field, waiting, typed, set(taken), faults) for field in waiting.facts]
    wrong = [(PREFIX + f if f in typed else f, _named(f), text) for f, texts in faults.items() for text in texts]
    name = seen.outline.name if seen.outline else str(waiting.facts.get("name", "–"))
    return show(
        "proposal.html", name, status, seen=seen, lines=lines, wrong=wrong, faults=faults, grounds=said, own=own,
        sources=source_words(), kind=voice()(KINDS[waiting.kind]), by=who(waiting.proposed_by, voice()),
        when=moment(waiting.proposed_at), conflict=[voice()(label_of(field)) for field in conflict],
        reason=request.form.get("reason", ""),
    )  # fmt: skip


def _line(field: str, waiting: Waiting, typed: Mapping[str, str], taken: set[str], faults: Faults) -> Line:
    label, told = voice()(label_of(field)), tuple(faults.get(field, ()))
    view = field_view(field, typed[field], told, voice()("Neu"), voice()) if field in typed else None
    return Line(
        field, label, shown(field, waiting.now[field], voice()), shown(field, waiting.facts[field], voice()),
        field in waiting.moved, field in taken, view, told,
    )  # fmt: skip


def first_typed(waiting: Waiting) -> dict[str, str]:
    return {field: written(field, content) for field, content in waiting.facts.items() if mendable(field)}


def first_grounds(waiting: Waiting) -> Grounds:
    """What is known of the source before anybody types."""
    from_import = waiting.proposed_by == "import"
    kind = "carrier" if waiting.kind == "confirmation" else "other" if from_import else ""
    note = voice()(REASONS["import" if from_import else waiting.kind])
    address = "" if title_of(waiting) else waiting.source_url or ""
    return Grounds(kind, address, waiting.as_of or keeping.today(), note, title_of(waiting))


def title_of(waiting: Waiting) -> str:
    """What the proposal calls its source, where that is no address on the web; it is never made one."""
    named = waiting.source_url or ""
    return "" if named.startswith(("https://", "http://")) else named


def _named(field: str) -> str:
    """The words on an input; empty for what belongs to none."""
    return voice()(INPUTS.get(field) or label_of(field)) if field else ""
