"""When a form was fetched, signed, so that a program that fills in forms within a second is known by it.

No cookie, no session and no puzzle: the time stands in the form itself. The only module that uses itsdangerous.
"""

from __future__ import annotations

import time
from functools import cache

from itsdangerous import BadSignature, TimestampSigner

from finder.secret import key_for
from finder.settings import Settings

PURPOSE = "public form"
LEAST_S = 3  # nobody reads the question and answers it in less


class _Signer(TimestampSigner):
    """Signs for a given moment; without one, for now."""

    def __init__(self, key: bytes, at: float | None = None) -> None:
        super().__init__(key, salt=PURPOSE)
        self._at = at

    def get_timestamp(self) -> int:
        return int(time.time() if self._at is None else self._at)


@cache
def _key(settings: Settings) -> bytes:
    return key_for(settings, PURPOSE)


def stamp(settings: Settings, form: str, at: float | None = None) -> str:
    """For a form that is fetched now, or was at a moment (seconds since 1970)."""
    return _Signer(_key(settings), at).sign(form).decode()


def is_human(settings: Settings, form: str, given: str) -> bool:
    """Whether the stamp is ours, for this form, and old enough. It may be used again: limits see to that."""
    try:
        signed, at = _Signer(_key(settings)).unsign(given, return_timestamp=True)
    except (BadSignature, UnicodeError, ValueError):
        return False
    return signed.decode() == form and time.time() - at.timestamp() >= LEAST_S
