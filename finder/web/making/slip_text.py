"""A slip as plain text for a messenger, in the client's language: one fact a line, as in ``message``."""

from __future__ import annotations

from collections.abc import Iterator

from finder.web.making.message import isolated
from finder.web.pages.slip import Row, Sheet
from finder.web.wording.voice import Voice


def slip_text(sheet: Sheet, voice: Voice) -> str:
    """The sheet's first language only; ``voice`` speaks it. Ends with the address of each page."""
    return "\n".join(line for entry in sheet.entries for line in (
        isolated(entry.name, voice),
        *([isolated(entry.organization, voice)] if entry.organization else []),
        entry.kinds[0],
        *(line for row in entry.rows for line in _row(row, voice)),
        isolated(entry.url, voice),
        *([isolated(f"Code: {sheet.code.shown}", voice), sheet.code.says[0]] if sheet.code else []),
        "",
    ))  # fmt: skip


def _row(row: Row, voice: Voice) -> Iterator[str]:
    said = [_said(s.texts[0], s.times[0] if s.times else "", voice) for s in row.said]
    title = row.title[0].rstrip(":") if row.title else ""
    if row.shared:
        shared = ", ".join(isolated(text, voice) for text in row.shared)
        yield f"{title}: {shared}" if title else shared
    elif title:
        yield f"{title}:"
    yield from (f"- {line}" for line in said) if row.bullets else said


def _said(text: str, times: str, voice: Voice) -> str:
    return f"{text}: {isolated(times, voice)}" if times else text
