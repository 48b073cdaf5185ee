"""The rows of HSDS schedules that others write, as OSM opening hours: weekly ones only, all else stays unsaid."""

from __future__ import annotations

import re
from typing import Any

from directory import hours

_DAYS = {"MO": "Mo", "TU": "Tu", "WE": "We", "TH": "Th", "FR": "Fr", "SA": "Sa", "SU": "Su"}
_TIME = re.compile(r"(\d\d):(\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?")


def osm_hours(rows: list[dict[str, Any]]) -> str | None:
    """Days and times of all rows, or None where any of them says what a week cannot hold."""
    timed = [row for row in rows if row.get("byday") or row.get("opens_at")]
    written = [_row(row) for row in timed]
    if not written or None in written:
        return None
    text = ", ".join(str(rule) for rule in written)
    return text if hours.is_valid(text) else None


def _row(row: dict[str, Any]) -> str | None:
    days = [_DAYS.get(day.strip()) for day in str(row.get("byday", "")).split(",")]
    times = [_TIME.fullmatch(str(row.get(name, ""))) for name in ("opens_at", "closes_at")]
    weekly = row.get("freq") == "WEEKLY" and row.get("interval") in (None, 1)
    if not weekly or None in days or None in times or row.get("valid_from") or row.get("valid_to"):
        return None
    opens, closes = (f"{time[1]}:{time[2]}" for time in times if time)
    return f"{','.join(map(str, days))} {opens}-{'24:00' if closes == '00:00' else closes}"
