"""Long lists, cut so that each part fits into memory, or its ids into one statement of any database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")
_SIZE = 500
# Rows to insert name every column. Otherwise SQLAlchemy parts them by which are empty, into many small statements.
AS_GIVEN = {"render_nulls": True}


def chunks(items: Sequence[_Item], size: int = _SIZE) -> Iterator[Sequence[_Item]]:
    """The items in their order, at most ``size`` at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))
