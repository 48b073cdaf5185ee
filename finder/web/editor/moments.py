"""When something was said, as people here read it."""

from __future__ import annotations

from datetime import datetime

from directory.clock import in_berlin
from finder.web.editor.blueprint import voice


def moment(at: str) -> str:
    """Date and clock in Berlin for an ISO time."""
    local = in_berlin(datetime.fromisoformat(at))
    return f"{voice().translation.day(local.date())}, {local:%H:%M}"
