"""Waiting times: the bands that forms offer, and the day until which what is said today about intake holds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from directory.facts import Facts
from directory.problems import Problem
from directory.provenance import months_before, period_start
from geo.resources import data_dir
from geo.text import fold


def bands() -> tuple[str, ...]:
    """The waiting times to choose from, in German as they are shown, the shortest first."""
    return tuple(_rules(data_dir())["bands"])


def band_of(text: str) -> str | None:
    """The waiting time that a text means, written with whatever dashes and blanks; None where it is none of ours."""
    return _folded_bands(data_dir()).get(_folded(text))


def holds_until(today: date) -> str:
    """The last day (ISO) on which a statement made today is shown."""
    return months_before(today, -_rules(data_dir())["valid_months"]).isoformat()


def holds(intake_until: str | None, today: date) -> bool:
    """Whether a statement about intake is still shown; one without a last day is."""
    return intake_until is None or intake_until >= today.isoformat()


@cache
def _rules(data: Path) -> Mapping[str, Any]:
    return tomllib.loads((data / "rules" / "intake.toml").read_text(encoding="utf-8"))


def _folded(text: str) -> str:
    return re.sub(r"\s*(?:[-–—]|\bbis\b)\s*", "-", fold(text).strip())


@cache
def _folded_bands(data: Path) -> Mapping[str, str]:
    return {_folded(band): band for band in _rules(data)["bands"]}


def with_expiry(news: Facts, stated: Facts, as_of: str | None, today: date) -> Facts:
    """``stated``, and where ``news`` (what of it says something new) speaks of intake without a last day, that day.

    It is reckoned from the day on which it was true, so that an old list says nothing about today.
    """
    spoken = any(news.get(name) not in (None, "unknown") for name in ("intake", "intake_band"))
    if not spoken or "intake_until" in stated:
        return stated
    return stated | {"intake_until": holds_until(period_start(as_of) if as_of else today)}


def unknown_band(where: str, news: Facts) -> list[Problem]:
    """A waiting time that is none of the bands. What sources said before bands were asked for stays as worded, and so
    only news are looked at."""
    band = news.get("intake_band")
    if not isinstance(band, str) or band in bands():
        return []
    return [Problem(where, "intake_band", "unknown_band", f"{band[:60]} ({', '.join(bands())})")]
