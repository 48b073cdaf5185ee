"""How the search speaks: German sentences as msgids, put into the page's language by whoever asks."""

from __future__ import annotations

from typing import Protocol


class Say(Protocol):
    """``say("Zuständig für {place}", place="Mainz")`` in the page's language."""

    @property
    def language(self) -> str:
        """The language's code, for labels that stand in data."""

    def __call__(self, message: str, /, **values: object) -> str:
        """The sentence, its placeholders filled."""


class Plain:
    """German as written: for the command and for tests."""

    language = "de"

    def __call__(self, message: str, /, **values: object) -> str:
        return message.format(**values) if values else message


plain = Plain()
