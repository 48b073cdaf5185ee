"""What an editor sends: typed text, what stood there before, where it comes from, and which button was pressed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, get_args

from flask import g, request
from werkzeug.datastructures import MultiDict

from directory.contacts import clean_url
from directory.facts import Facts, value
from directory.field_checks import check_field
from directory.provenance import period_start
from directory.registry_files import EntrySource
from finder.web.editor.typed import Typed, settle_doors
from finder.web.site import site
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice
from geo.errors import BadInput

# Who says so, in the words of ``EntrySource.kind``, with how far it is trusted.
SOURCES = {
    "carrier": (later("Die Stelle selbst, am Telefon oder schriftlich"), "high"),
    "own site": (later("Internetseite der Stelle"), "high"),
    "municipality": (later("Seite einer Kommune"), "high"),
    "ministry": (later("Seite eines Ministeriums"), "high"),
    "list": (later("Liste oder Broschüre"), "medium"),
    "press": (later("Zeitung"), "medium"),
    "other": (later("Andere Quelle"), "medium"),
}
WHENCE = later("Bitte wählen Sie, woher Sie das wissen.")
WHERE = later("Bitte geben Sie die Internetadresse der Quelle an.")
WHY = later("Bitte schreiben Sie, warum Sie das ändern.")
BAD_URL = later("Das ist keine Internetadresse: {value}")
BAD_DATE = later("Das ist kein Datum: {value}")
FUTURE = later("Dieser Tag liegt in der Zukunft: {value}")
Do = Literal["save", "publish", "draft", "preview", "edit"]
LONGEST = 2000  # characters of a reason or an address
# Inputs that are no fields of a service.
_OURS, _OUR_PREFIXES = frozenset({"csrf_token", "base", "version", "do", "draft"}), ("keep.", "source.")


def source_words() -> dict[str, str]:
    """The kinds of sources in German."""
    return {kind: words for kind, (words, _confidence) in SOURCES.items()}


@dataclass(frozen=True, slots=True)
class Grounds:
    """Where a change comes from, as typed. ``title``: what a proposal itself calls its source where that is no address
    on the web (the name of a file); it stands for the address while none is typed."""

    kind: str = ""
    url: str = ""
    as_of: str = ""
    note: str = ""
    title: str = ""

    def faults(self, voice: Voice) -> dict[str, list[str]]:
        """What is missing or wrong, by input."""
        found = {} if self.kind in SOURCES else {"source.kind": [voice(WHENCE)]}
        if self.kind in SOURCES and self.kind != "carrier" and not (self.url or self.title):
            found["source.url"] = [voice(WHERE)]
        if self.url and not clean_url(self.url):
            found["source.url"] = [voice(BAD_URL, value=self.url[:60])]
        if self.as_of and not self.date:
            found["source.as_of"] = [voice(BAD_DATE, value=self.as_of[:60])]
        elif self.as_of and period_start(self.as_of) > site().service.now().date():
            found["source.as_of"] = [voice(FUTURE, value=self.as_of)]
        return found if self.note else found | {"source.note": [voice(WHY)]}

    @property
    def date(self) -> str | None:
        """The date if it is one, in the form that sources have."""
        try:
            return self.as_of if self.as_of.isascii() and self.as_of and period_start(self.as_of) else None
        except ValueError:
            return None

    def source(self) -> EntrySource:
        confidence: Any = SOURCES[self.kind][1]
        return EntrySource("edit", clean_url(self.url) or self.title, self.date, self.kind, confidence)


@dataclass(frozen=True, slots=True)
class Posted:
    """``base`` are the facts that stood in the form when it was made, ``version`` their number. ``keep``: the answers
    to a conflict, field -> "mine" or "theirs". ``draft``: the number of the draft that is worked on."""

    typed: Typed
    base: Facts
    version: int
    do: Do
    draft: int | None
    keep: dict[str, str]
    grounds: Grounds


def posted() -> Posted:
    """The form of this request. Raises BadInput where our own hidden inputs are not as we wrote them."""
    form = request.form
    return Posted(
        typed=settle_doors({name: form.getlist(name) for name in form if not _is_ours(name)}),
        base=_base(form), version=number("version") or 0, do=_wish(form),
        draft=number("draft"), keep=_answers(form), grounds=grounds(),
    )  # fmt: skip


def changed(facts: Facts, base: Facts) -> Facts:
    """What the editor changed: the fields that say something else than before."""
    return {field: content for field, content in facts.items() if content != value(base, field)}


def grounds() -> Grounds:
    """Where the change comes from, as posted."""
    return Grounds(
        *(request.form.get(f"source.{part}", "").strip()[:LONGEST] for part in ("kind", "url", "as_of", "note"))
    )


def _is_ours(name: str) -> bool:
    return name in _OURS or name.startswith(_OUR_PREFIXES)


def _answers(form: MultiDict[str, str]) -> dict[str, str]:
    """The last of a name counts: an empty one stands before the choices, so that no answer is an answer too."""
    return {name.removeprefix("keep."): form.getlist(name)[-1] for name in form if name.startswith("keep.")}


def number(name: str) -> int | None:
    """A number that a form of ours sends back; None for anything else."""
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _wish(form: MultiDict[str, str]) -> Do:
    """Whoever sends nothing that we know wishes to save; a form whose token is too old only comes back."""
    wish: Any = form.get("do")
    return "edit" if g.get("stale") else wish if wish in get_args(Do) else "save"


def _base(form: MultiDict[str, str]) -> Facts:
    try:
        base = json.loads(form.get("base") or "{}")
        sound = isinstance(base, dict) and all(map(_fits, base, base.values()))
    except (ValueError, KeyError, RecursionError):
        sound = False
    if not sound:
        raise BadInput("Bitte prüfen Sie Ihre Eingabe.")
    found: Facts = base
    return found


def _fits(field: str, content: Any) -> bool:
    """Whether the value is of the field's sort. Raises KeyError for a field that does not exist."""
    return all(code != "wrong_type" for code, _ in check_field(field, content))
