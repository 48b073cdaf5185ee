"""Long lists of ids, cut so that each part fits into one statement of any database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")
_SIZE = 500


def chunks(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """The items in their order, at most 500 at a time."""
    return (items[start : start + _SIZE] for start in range(0, len(items), _SIZE))
