"""The page for whatever went wrong: says so in a sentence, keeps what was typed, and helps on."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Page, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Page):
    """``help`` are ways on; ``emergency`` is not repeated here, the footer has it."""

    status: int
    message: str
    help: tuple[Step, ...]
