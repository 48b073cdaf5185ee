"""What the page shows: operations in groups, and the shapes that answers are made of."""

from __future__ import annotations

from dataclasses import dataclass

from finder.web.description.types import Type
from finder.web.pages.base import Page


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the document; ``lang`` where it is not the page's."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of an answer."""

    name: str
    type: Type
    said: Said
    needed: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What may come back; ``status`` as in HTTP."""

    status: str
    said: Said
    type: Type | None


@dataclass(frozen=True, slots=True)
class Example:
    """``url`` where a link can show it, else ``lines`` for a terminal."""

    url: str = ""
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One address with one method."""

    id: str
    method: str
    path: str
    summary: Said
    description: Said
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answers: tuple[Answer, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The operations that belong together."""

    id: str
    name: Said
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object of an answer, or a list of codes."""

    id: str
    said: Said
    fields: tuple[Field, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionPage(Page):
    lead: Said
    groups: tuple[Group, ...]
    shapes: tuple[Shape, ...]
