"""A slip as plain text for a messenger, in the client's language: one fact a line, as in ``message``."""

from __future__ import annotations

from collections.abc import Iterator

from finder.web.making.message import isolated
from finder.web.pages.slip import Row, Said, Sheet
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
    said = [_said(one, voice) for one in row.said]
    title = row.title[0].rstrip(":") if row.title else ""
    if row.shared:
        shared = ", ".join(isolated(text, voice) for text in row.shared)
        yield f"{title}: {shared}" if title else shared
    elif title:
        yield f"{title}:"
    yield from (f"- {line}" for line in said) if row.bullets else said


def _said(one: Said, voice: Voice) -> str:
    times = f": {isolated(one.times[0], voice)}" if one.times else ""
    law = f" {isolated(f'({one.law})', voice)}" if one.law else ""
    return one.texts[0] + times + law
