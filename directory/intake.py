"""Waiting times: the bands that forms offer, and the day until which what is said today about intake holds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from directory.provenance import months_before
from geo.resources import data_dir


def bands() -> tuple[str, ...]:
    """The waiting times to choose from, in German as they are shown, the shortest first."""
    return tuple(_rules(data_dir())["bands"])


def holds_until(today: date) -> str:
    """The last day (ISO) on which a statement made today is shown."""
    return months_before(today, -_rules(data_dir())["valid_months"]).isoformat()


def holds(intake_until: str | None, today: date) -> bool:
    """Whether a statement about intake is still shown; one without a last day is."""
    return intake_until is None or intake_until >= today.isoformat()


@cache
def _rules(data: Path) -> Mapping[str, Any]:
    return tomllib.loads((data / "rules" / "intake.toml").read_text(encoding="utf-8"))
