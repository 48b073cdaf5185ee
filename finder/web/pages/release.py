"""The blank release from confidentiality: a template to print, in one or two languages."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Option, Page
from finder.web.pages.slip import Lines, Tongue


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of the form; ``blanks`` is how many lines stand under it to write on, with a pen."""

    said: Lines
    blanks: int = 0
    ticked: bool = False  # with a box before it


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePage(Page):
    """``heading`` and ``template`` stand on the paper: whoever prints it sees that it must be checked first."""

    tongues: tuple[Tongue, ...]
    paper_dir: str
    tongues_offered: tuple[Option, ...]
    heading: Lines
    template: Lines
    clauses: tuple[Clause, ...]
    counts: Lines  # which language counts; empty where there is one only
    signing: tuple[Lines, ...]
