"""The parameters of "what comes next": those of a search that mean something here, and the situation."""

from __future__ import annotations

from datetime import datetime

from directory.situations import situations
from finder.search.next_choice import NextQuery
from finder.search.parameters import Params, read_query
from geo.errors import BadInput

SHARED = ("kind", "topic", "near", "ui", "age", "status")


def read_next(params: Params, *, now: datetime, post: bool = False) -> NextQuery:
    """Raises BadInput with ``field`` and ``code`` as a search does; answers about the visitor are refused in links."""
    query = read_query(
        {name: values for name, values in params.items() if name in SHARED}, now=now, answers_allowed=post
    )
    return NextQuery(
        kinds=query.kinds, topics=query.topics, situation=_situation(params), near=query.near, ui=query.ui,
        service=_last(params, "service") or None,
    )  # fmt: skip


def _last(params: Params, name: str) -> str:
    return "".join(params.get(name, [""])[-1:]).replace("\x00", " ").strip()


def _situation(params: Params) -> str | None:
    text = _last(params, "situation")
    if not text:
        return None
    if text not in situations():
        error = BadInput("Diesen Wert kennen wir nicht.", field="situation")
        error.code = "unknown_code"
        raise error
    return text
