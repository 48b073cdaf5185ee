"""The two forms for everybody: something is wrong with a service, and a service is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from directory.records import ServiceRecord
from directory.suggesting import What
from directory.vocabulary import kinds
from finder.web.making.frame import frame
from finder.web.making.report import mail_step
from finder.web.making.sharing import page_path
from finder.web.pages.base import Option, Step
from finder.web.pages.suggesting import FormField, SuggestPage
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice

REPORT, SUGGEST = "report", "suggest"  # the last part of their addresses
REPORTING, SUGGESTING = later("Fehler melden"), later("Eine Stelle vorschlagen")
LINE, TEXT = 200, 500  # characters
WORDS: dict[What, str] = {
    "phone": later("Telefon"),
    "email": later("E-Mail"),
    "web": later("Internet"),
    "address": later("Adresse"),
    "hours": later("Öffnungszeiten"),
    "languages": later("Sprachen"),
    "closed": later("Die Stelle gibt es nicht mehr"),
    "other": later("Etwas anderes"),
}
PLACE, REACH = later("Ort oder Postleitzahl"), later("Telefon oder Internet")
SOURCE = later("Woher wissen Sie das? (freiwillig)")
EMPTY = later("Bitte ausfüllen.")
TOO_LONG = later("Bitte schreiben Sie kürzer.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as it is asked. ``needed``: an empty one is no answer. ``codes``: what may be chosen."""

    name: str
    label: str
    longest: int = LINE
    needed: bool = True
    rows: int = 1
    codes: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """How the form comes back: what was typed, what is missing field by field, and the rest of SuggestPage."""

    stamp: str
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    done: bool = False
    refused: str | None = None


def report_fields(voice: Voice) -> tuple[Asked, ...]:
    """About a service that we know."""
    choices: dict[str, str] = {code: voice(words) for code, words in WORDS.items()}
    return (
        Asked("what", voice("Was stimmt nicht?"), codes=choices),
        Asked("text", voice("Wie ist es richtig?"), TEXT, rows=3),
        Asked("source", voice(SOURCE), needed=False),
    )


def suggest_fields(voice: Voice) -> tuple[Asked, ...]:
    """About one that we do not know."""
    return (
        Asked("name", voice("Name der Stelle")),
        Asked("kind", voice("Art der Stelle"), needed=False, codes={code: voice.kind(code) for code in kinds()}),
        Asked("place", voice(PLACE)),
        Asked("reach", voice(REACH)),
        Asked("source", voice(SOURCE), needed=False),
    )


def problems(fields: tuple[Asked, ...], typed: Mapping[str, str], voice: Voice) -> dict[str, str]:
    """What is missing or too long; a service that is gone needs no words."""
    optional = {"text"} if typed.get("what") == "closed" else set()
    found: dict[str, str] = {}
    for asked in fields:
        text, needed = typed[asked.name], asked.needed and asked.name not in optional
        if len(text) > asked.longest:
            found[asked.name] = voice(TOO_LONG)
        elif text not in (asked.codes or (text,)) if text else needed:
            found[asked.name] = voice(EMPTY)
    return found


def report_page(record: ServiceRecord, sent: Sent, report_mail: str, voice: Voice) -> SuggestPage:
    """For one service."""
    return SuggestPage(
        **frame(voice, voice(REPORTING), f"/service/{record.id}/{REPORT}"),
        keep=False,
        quick_exit="women" in record.kinds,
        back=Step(record.name, page_path(record, voice), lang="de"),
        mail=mail_step(record, report_mail, voice),
        **_parts(report_fields(voice), sent),
    )


def suggest_page(sent: Sent, voice: Voice) -> SuggestPage:
    """For a service that is missing."""
    return SuggestPage(
        **frame(voice, voice(SUGGESTING), f"/{SUGGEST}"),
        keep=False, back=None, mail=None, **_parts(suggest_fields(voice), sent),
    )  # fmt: skip


def _parts(fields: tuple[Asked, ...], sent: Sent) -> dict[str, Any]:
    shown = () if sent.done else tuple(_field(asked, sent) for asked in fields)
    return {"fields": shown, "stamp": sent.stamp, "done": sent.done, "refused": sent.refused}


def _field(asked: Asked, sent: Sent) -> FormField:
    typed = sent.typed.get(asked.name, "")
    made = FormField(
        asked.name, asked.label, typed, asked.longest, asked.rows, asked.needed, error=sent.errors.get(asked.name)
    )
    if asked.codes is None:
        return made
    options = (Option(code, text, code == typed) for code, text in {"": "–", **asked.codes}.items())
    return replace(made, type="select", options=tuple(options))
