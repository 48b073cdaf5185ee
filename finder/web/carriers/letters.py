"""What carriers are sent: a mail in plain text, or letters to print and post, in German. For the command, outside any
request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Flask
from markupsafe import Markup

from directory.confirming import VALID_DAYS
from directory.facts import Facts
from directory.freshness import groups
from directory.worklist import Task
from finder.operator import Operator
from finder.web.alone import sheet
from finder.web.carriers.confirm_page import Part, Sent, group_view
from finder.web.qr import qr_svg
from finder.web.wording.staff import staff_voice
from finder.web.wording.voice import Voice

SHEETS = ("tokens", "base")
PAGE = (
    "@page { size: A4; margin: 20mm; } html { font-size: 10.5pt; } body { max-inline-size: 42rem; margin: 0 auto; } "
    ".letter { break-after: page; } .letter:last-child { break-after: auto; } .letter .to { min-block-size: 7rem; } "
    ".letter dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; } "
    ".letter dt { font-weight: 650; } .letter dd { margin: 0; } .letter svg { inline-size: 38mm; block-size: 38mm; } "
    ".letter .link { overflow-wrap: anywhere; font-family: monospace; }"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One service to ask. ``lines``: its facts in words, group by group; ``address`` where a letter can be posted."""

    name: str
    organization: str | None
    address: tuple[str, ...]
    email: str | None
    lines: tuple[tuple[str, str], ...]
    url: str
    until: str
    asked_on: str | None

    @property
    def qr(self) -> Markup:
        """Made by us from our own address: nothing foreign is in it."""
        return Markup(qr_svg(self.url).decode())  # noqa: S704


def letter(task: Task, facts: Facts, url: str, today: date) -> Letter:
    """``facts`` as they are in force now."""
    voice, record = staff_voice("de"), task.record
    door = record.main_door
    town = " ".join(filter(None, (door.postcode, door.city))) if door else ""
    return Letter(
        name=record.name,
        organization=record.organization if record.organization != record.name else None,
        address=tuple(filter(None, (door.street if door else None, town))),
        email=record.email,
        lines=tuple(_lines(facts, today, voice)),
        url=url,
        until=_day(today + timedelta(days=VALID_DAYS), voice),
        asked_on=_day(date.fromisoformat(task.asked_on), voice) if task.asked_on else None,
    )


def _lines(facts: Facts, today: date, voice: Voice) -> Iterable[tuple[str, str]]:
    for code in groups():
        view = group_view(code, facts, None, today, voice, Sent())
        yield view.title, "; ".join(filter(None, map(_words, view.parts))) or voice("nicht bekannt")


def _words(part: Part) -> str:
    """``Weg 1, 55116 Mainz``; a postcode belongs to the town behind it."""
    shown = {entry.name.rpartition(".")[2]: entry.shown.replace("\n", "; ") for entry in part.entries if entry.shown}
    if "postcode" in shown:
        shown["city"] = " ".join(filter(None, (shown.pop("postcode"), shown.get("city"))))
    return ", ".join(shown.values())


def _day(day: date, voice: Voice) -> str:
    return voice.translation.day(day)


def mail_text(app: Flask, letters: list[Letter], operator: Operator, site: str) -> tuple[str, str]:
    """Subject and body of one mail for all services that share an address."""
    names = letters[0].name if len(letters) == 1 else f"{len(letters)} Angebote"
    body = app.jinja_env.get_template("carriers/mail.txt").render(letters=letters, operator=operator, site=site)
    return f"Stimmen diese Angaben noch? {names}", body


def letters_html(app: Flask, letters: list[Letter], operator: Operator, site: str, today: date) -> str:
    """One page of A4 a letter, in a file that asks no host for anything."""
    style = Markup("<style>{}</style>").format(Markup("\n".join((*map(sheet, SHEETS), PAGE))))  # noqa: S704
    return app.jinja_env.get_template("carriers/letters.html").render(
        letters=letters, operator=operator, site=site, style=style, day=_day(today, staff_voice("de"))
    )
