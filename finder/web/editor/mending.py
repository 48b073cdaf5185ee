"""A proposed value in an input, so that a reviewer can mend it before it is taken.

What is chosen from long lists (kinds, topics, areas, relations) is taken as proposed or not at all: the form of the
service is the place to change it.
"""

from __future__ import annotations

from typing import Any

from directory.contacts import format_phone, parse_phones
from directory.facts import blank
from finder.web.editor.choices import choices
from finder.web.editor.drawing import FieldView
from finder.web.editor.fields import DOOR, STATUS, Field, Sort, service_fields
from finder.web.wording.voice import Voice

_SORTS: dict[Sort, Sort] = {
    "text": "text", "long": "long", "lines": "lines", "phones": "phones", "choice": "choice", "date": "date",
    "number": "number", "hours": "text",
}  # fmt: skip
PREFIX = "new."


def spec(field: str) -> Field | None:
    """How a field of ``directory.facts`` is entered; None for one that no form asks for."""
    table = DOOR if field.startswith("doors.") else (*service_fields(), STATUS)
    return next((one for one in table if one.name == field.rpartition(".")[2]), None)


def mendable(field: str) -> bool:
    """Whether the value can be typed."""
    found = spec(field)
    return found is not None and found.sort in _SORTS


def field_view(field: str, typed: str, faults: tuple[str, ...], label: str, voice: Voice) -> FieldView:
    """The input of a field that can be mended."""
    found = spec(field)
    sort = _SORTS[found.sort] if found else "text"
    options = choices(field, voice, [typed]).items() if sort == "choice" else ()
    return FieldView(
        name=PREFIX + field, sort=sort, label=label, hint="", value=typed,
        options=tuple((code, words, code == typed) for code, words in options), faults=faults, known="",
    )  # fmt: skip


def written(field: str, content: Any) -> str:
    """The value as it stands in the input."""
    if isinstance(content, list):
        phones = field.rpartition(".")[2] == "phones"
        return "\n".join(_phone(str(one)) if phones else str(one) for one in content)
    return "" if content is None else str(content)


def read(field: str, typed: str) -> Any:
    """What was typed, as a fact. Text that cannot be read stays as it is: the checks say what is wrong with it."""
    text, model = typed.replace("\r\n", "\n").strip(), blank(field)
    if isinstance(model, list):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if field.rpartition(".")[2] != "phones":
            return lines
        return list(dict.fromkeys(number for line in lines for number in parse_phones(line) or [line]))
    if field.endswith((".lat", ".lon")):
        return _number(text)
    return text or model


def _phone(number: str) -> str:
    """As people write it, unless that reads as something else."""
    shown = format_phone(number)
    return shown if parse_phones(shown) == [number] else number


def _number(text: str) -> float | str | None:
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError:
        return text
