"""A form with few fields by which anybody can tell us that something is wrong or missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from finder.web.pages.base import Option, Page, Step


@dataclass(frozen=True, slots=True)
class FormField:
    """``options`` of a select, empty for lines (``rows`` 1) and longer texts. ``error`` stands beside the field."""

    name: str
    label: str
    value: str
    longest: int = 0
    rows: int = 1
    needed: bool = False
    options: tuple[Option, ...] = ()
    error: str | None = None
    type: Literal["text", "select"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestPage(Page):
    """``done``: it has been sent and only thanks are said. ``refused``: a sentence why it cannot be taken now.
    ``mail``: the second way, where an operator has named an address. ``about``: the service."""

    back: Step | None
    fields: tuple[FormField, ...]
    stamp: str
    done: bool
    refused: str | None
    mail: Step | None
