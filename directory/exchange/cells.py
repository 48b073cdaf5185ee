"""One cell of a table as text, and back. Shared by CSV and XLSX.

Lists: ``a | b``, with ``\\|`` for a bar inside. Yes and no in words. What a spreadsheet would run as a formula starts
with an apostrophe, which reading takes away again.
"""

from __future__ import annotations

import re
from typing import Any

from directory.facts import DOOR_BLANKS, SERVICE_BLANKS

_FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d+\Z)")  # +4926197370 is a number to every program, and harmless
_PROTECTED = re.compile(r"'[=@\t\r+\-']")
_YES_NO = {"yes": True, "ja": True, "true": True, "wahr": True, "no": False, "nein": False, "false": False,
           "falsch": False}  # fmt: skip
MODELS: dict[str, Any] = {**SERVICE_BLANKS, **{f"door_{name}": blank for name, blank in DOOR_BLANKS.items()}}
_NUMBERS = ("door_lat", "door_lon")
_DECIMAL = re.compile(r"-?\d{1,3}([.,]\d+)?", re.ASCII)
_BAR = re.compile(r"((?:[^\\|]|\\.)*)(?:\||$)", re.DOTALL)


def cell_text(content: Any) -> str:
    """A value of ``documents.Cells`` as it stands in a cell, formulas defused."""
    return protect(_plain_text(content))


def _plain_text(content: Any) -> str:
    if isinstance(content, bool):
        return "yes" if content else "no"
    if isinstance(content, list):
        return " | ".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in content)
    return "" if content is None else str(content)


def protect(text: str) -> str:
    """With an apostrophe before what would be run: = @ tab or CR at the start, or + or - before more than digits."""
    return f"'{text}" if _FORMULA.match(text) or text.startswith("'") else text


def unprotect(text: str) -> str:
    """What ``protect`` was given; an apostrophe that a person typed before a word stays."""
    return text[1:] if _PROTECTED.match(text) else text


def cell_value(column: str, text: str) -> Any:
    """The value that a cell's text (trimmed, not empty) means; ValueError says in words what is wrong with it."""
    text = unprotect(text)
    model = MODELS.get(column)
    if isinstance(model, bool):
        if text.lower() not in _YES_NO:
            raise ValueError(f"{text[:60]!r} is neither yes nor no")
        return _YES_NO[text.lower()]
    if isinstance(model, list):
        return cell_items(text)
    return _number(text) if column in _NUMBERS else text


def _number(text: str) -> float:
    if not _DECIMAL.fullmatch(text):  # not float(): that takes nan, inf and 1_0 as well
        raise ValueError(f"{text[:60]!r} is not a number")
    return float(text.replace(",", "."))


def cell_items(text: str) -> list[str]:
    """The items of a list; a bar parts them, a backslash protects the sign behind it."""
    parts = (match.group(1) for match in _BAR.finditer(text))
    return [item for part in parts if (item := re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL).strip())]
