"""What is said beside exported services: contents, date, where they come from, licence and credits. In German."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from directory.clock import BERLIN
from directory.records import ServiceRecord
from directory.vocabulary.reading import read_toml
from geo.resources import data_dir


def about(records: Iterable[ServiceRecord]) -> list[tuple[str, str]]:
    """(title, text), the credits last. The same records always give the same text."""
    records = tuple(records)
    told = _told(data_dir())
    values = {"count": len(records), "date": changed_on(records) or "unbekannt"}
    lines = [(row["title"], row["text"].format(**values)) for row in told["about"]]
    credits_ = [(row["name"], f"{row['used_for']}. {row['licence']}, {row['licence_url']}") for row in told["credit"]]
    return lines + credits_


def changed_on(records: Iterable[ServiceRecord]) -> str | None:
    """The day of the youngest change, in Berlin, as an ISO date."""
    moments = [datetime.fromisoformat(record.changed_at) for record in records if record.changed_at]
    return max(moments).astimezone(BERLIN).date().isoformat() if moments else None


def described(format_name: str) -> str:
    """What a file of this format is."""
    return str(_told(data_dir())["files"].get(format_name, ""))


def title(format_name: str) -> str:
    """How a format is called, in every language."""
    return str(_told(data_dir())["titles"].get(format_name, format_name))


@cache
def _told(data: Path) -> dict[str, Any]:
    return read_toml(data / "rules" / "exports.toml") | read_toml(data / "rules" / "credits.toml")
