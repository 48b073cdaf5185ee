"""The links on top of every page of the editors' area: one line a page, shown to those who may go there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request, url_for

from directory.accounts import Editor
from finder.web.editor.permissions import Action, may
from finder.web.pages.base import Step
from finder.web.wording.marking import later
from finder.web.wording.voice import Voice


@dataclass(frozen=True, slots=True)
class Entry:
    """``endpoint`` as Flask names it, ``editor.<function>``; ``action``: what one must be allowed to do, anywhere."""

    text: str
    endpoint: str
    action: Action


ENTRIES = (
    Entry(later("Dienste"), "editor.services", "read"),
    Entry(later("Neuer Dienst"), "editor.new_service", "create"),
    Entry(later("Zu prüfen"), "editor.queue", "review"),
    Entry(later("Zu bestätigen"), "editor.worklist", "read"),
    Entry(later("Doppelte Dienste"), "editor.duplicates", "merge"),
)


def links(account: Editor | None, voice: Voice) -> Iterator[Step]:
    """None before a login."""
    for entry in ENTRIES:
        if account and may(account, entry.action):
            yield Step(voice(entry.text), url_for(entry.endpoint), current=request.endpoint == entry.endpoint)
