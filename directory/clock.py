"""The one clock. Hours, freshness and crisis lines all ask it, so that a test or an operator can set the time once."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from geo.errors import BadInput

BERLIN = ZoneInfo("Europe/Berlin")


def now(settings_now: str | datetime | None = None) -> datetime:
    """The time in Europe/Berlin: the setting ``NOW`` (ISO 8601 text or a datetime), else the system's time.

    A time without a zone is taken as Berlin time. Raises BadInput where the text is no ISO time.
    """
    if settings_now is None or settings_now == "":
        return datetime.now(BERLIN)
    if isinstance(settings_now, str):
        settings_now = _parsed(settings_now)
    return in_berlin(settings_now)


def utc_now() -> str:
    """The moment at which something is written down: ISO, UTC, to the second. The system's time, not the setting's."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def in_berlin(at: datetime) -> datetime:
    """The same instant in Berlin; a time without a zone is Berlin time already."""
    return at.replace(tzinfo=BERLIN) if at.tzinfo is None else at.astimezone(BERLIN)


def _parsed(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput(f"NOW is {text!r}, which is no ISO 8601 time.", field="NOW") from error
