"""The one tree of domain errors. No HTTP in it: finder.web maps it to pages and JSON in one place."""

from __future__ import annotations


class LotseError(Exception):
    """Something a person can be told in one sentence.

    ``code`` is stable and fit for an API; ``field`` names the input at fault, if one is.
    """

    code = "error"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class BadInput(LotseError):
    """What came in cannot be understood or is out of range."""

    code = "bad_input"


class UnknownPlace(BadInput):
    """No place of this name or position is known, or it lies outside Rheinland-Pfalz."""

    code = "unknown_place"


class NotConfigured(LotseError):
    """An operator must switch this on first."""

    code = "not_configured"
