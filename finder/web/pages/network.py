"""The page of the referral network: a picture, and the same as a list."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.pages.base import Page, Step
from finder.web.pages.next_steps import DeadlineView


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text at a point of the picture, in its units."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    """A kind of service as a box with its name on one or more lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """One referral, or several of one mode to one kind; ``path`` is an SVG path."""

    mode: str
    path: str


@dataclass(frozen=True, slots=True)
class Point:
    """Where an arrow starts on a rail."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture; ``hubs`` stand on top, each with its rail, ``boxes`` beside their lanes."""

    width: float
    height: float
    rails: tuple[str, ...]
    hubs: tuple[Node, ...]
    boxes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    dots: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ModeView:
    """A sort of line and what it stands for."""

    mode: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One referral in words. ``source`` is None where none is confirmed."""

    sources: str
    to: Step
    mode: str
    trigger: str
    deadlines: tuple[DeadlineView, ...]
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage(Page):
    """``description`` says in one sentence what the picture shows; ``notice`` stands beside deadlines."""

    drawing: Drawing
    description: str
    key: tuple[ModeView, ...]
    rows: tuple[Row, ...]
    notice: str
    onward: Step
