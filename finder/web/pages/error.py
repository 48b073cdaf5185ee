"""The page for whatever went wrong: says so in a sentence, keeps what was typed, and helps on."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Page, PhoneView, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Page):
    """``help`` are ways on; ``crisis`` numbers for whoever cannot wait until we have mended things."""

    status: int
    message: str
    crisis: tuple[PhoneView, ...]
    help: tuple[Step, ...]
