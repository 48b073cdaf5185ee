"""Whom to ask next, and asking them: by mail to a service's own published address, else by a file of letters."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from flask import Flask

from directory.confirming import Channel, facts_of, issue, purge, revoke
from directory.database import session, writing
from directory.worklist import Task, worklist
from finder.confirmation import confirmation_key, confirmation_url
from finder.mailing import MailFailed, Refused, Send, message, post_office
from finder.service import Service
from finder.web.carriers.letters import Letter, letter, letters_html, mail_text

Say = Callable[[str], None]


def due(service: Service, channel: Channel, district: str | None, limit: int) -> list[Task]:
    """The most urgent services that can be asked in this way: those with an e-mail address by mail, the others by
    letter. Nobody who was asked less than a month ago."""
    with session(service.engine) as db:
        tasks = worklist(db, service.now().date(), district)
    return [task for task in tasks if bool(task.record.email) == (channel == "mail")][:limit]


def by_address(tasks: Iterable[Task]) -> dict[str, list[Task]]:
    """Services that share an address get one mail."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        found.setdefault((task.record.email or "").casefold(), []).append(task)
    return found


def send_mails(service: Service, app: Flask, tasks: list[Task], say: Say) -> tuple[int, int]:
    """How many mails the server took and how many it refused. A link that was not taken is forgotten, so that the
    service stays on the worklist. Raises NotConfigured or MailFailed."""
    confirmation_url(service.settings, "")
    took = refused = 0
    with post_office(service.settings) as send:
        for address, group in by_address(tasks).items():
            try:
                _send_one(service, app, address, group, send)
                took += 1
                say(f"sent: {address} ({len(group)})")
            except Refused as error:
                refused += 1
                say(f"refused: {address}: {error.message}")
    return took, refused


def _send_one(service: Service, app: Flask, address: str, group: list[Task], send: Send) -> None:
    tokens = _issue(service, group, "mail")
    settings = service.settings
    subject, body = mail_text(app, _letters(service, group, tokens), settings.operator, settings.base_url)
    try:
        send(message(settings, address, subject, body, service.now()))
    except (Refused, MailFailed):
        with writing(service.engine) as db:
            for token in tokens:
                revoke(db, token)
        raise


def write_letters(service: Service, app: Flask, tasks: list[Task], path: Path) -> None:
    """A file with a page for each service, readable by its owner only: whoever has a link can use it."""
    confirmation_url(service.settings, "")
    tokens = _issue(service, tasks, "letter")
    settings = service.settings
    try:
        letters = _letters(service, tasks, tokens)
        _write(path, letters_html(app, letters, settings.operator, settings.base_url, service.now().date()))
    except BaseException:
        with writing(service.engine) as db:
            for token in tokens:
                revoke(db, token)
        raise


def _issue(service: Service, tasks: Iterable[Task], channel: Channel) -> list[str]:
    key, today = confirmation_key(service.settings), service.now().date()
    with writing(service.engine) as db:
        purge(db, today)
        return [issue(db, task.record.id, channel, key, today) for task in tasks]


def _letters(service: Service, tasks: Iterable[Task], tokens: Iterable[str]) -> list[Letter]:
    today, settings = service.now().date(), service.settings
    with session(service.engine) as db:
        return [
            letter(task, facts_of(db, task.record.id), confirmation_url(settings, token), today)
            for task, token in zip(tasks, tokens, strict=True)
        ]


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    aside = path.with_name(f".{path.name}.part")
    with suppress(FileNotFoundError):
        aside.unlink()
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    aside.replace(path)
