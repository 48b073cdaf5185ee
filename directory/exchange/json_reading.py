"""JSON of strangers: in UTF-8, of a bearable size, without numbers that are none."""

from __future__ import annotations

import json
import re
from typing import Any

from directory.exchange.documents import MAX_BYTES, Unreadable

_MAX_PARTS = 4_000_000
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def document(content: bytes) -> Any:
    """The whole file as one document. Raises Unreadable with the line at fault."""
    return _loaded(text_of(content), 1)


def lines(content: bytes) -> list[tuple[int, Any]]:
    """NDJSON: the documents with their lines; empty lines are passed over."""
    numbered = enumerate(text_of(content).split("\n"), 1)
    return [(number, _loaded(line, number)) for number, line in numbered if line.strip()]


def text_of(content: bytes) -> str:
    """The text of a file. Raises Unreadable where it is too large or in another encoding."""
    if len(content) > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("The file is not UTF-8; please save it as UTF-8.") from error
    _count_parts(text)
    return text


def _count_parts(text: str) -> None:
    """Two bytes of a file, an empty list, take thirty times as much in memory."""
    if text.count("{") + text.count("[") > _MAX_PARTS:
        raise Unreadable(f"The file holds more than {_MAX_PARTS:,} lists and objects.")


def _loaded(text: str, first_line: int) -> Any:
    try:
        found = json.loads(text, parse_constant=_refuse)
        if _SURROGATE.search(text):
            json.dumps(found, ensure_ascii=False).encode()
        return found
    except UnicodeEncodeError as error:
        raise Unreadable("The file holds half of a sign that is written in two halves.") from error
    except json.JSONDecodeError as error:
        line = error.lineno + first_line - 1
        raise Unreadable(f"Line {line} is no JSON: {error.msg} (column {error.colno}).") from error
    except RecursionError as error:
        raise Unreadable("The file is nested too deeply.") from error
    except ValueError as error:  # a number of thousands of digits
        raise Unreadable("The file holds a number that is too long.") from error


def _refuse(constant: str) -> Any:
    raise json.JSONDecodeError(f"{constant} is no number", constant, 0)
