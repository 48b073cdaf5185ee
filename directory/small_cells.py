"""Numbers so small that they may stand for one person are not shown, and nothing is shown that they follow from."""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 5  # the smallest number that is shown


def shown(count: int) -> int | None:
    """The number, or None where it is too small to be shown."""
    return count if count >= LEAST else None


def whole(parts: Mapping[str, int]) -> dict[str, int] | None:
    """The parts of a number that is shown itself: those that are not zero, or None where one of them is too small.

    All or none, since a single missing part is the number less the others. Zeros are left out like nothing at all.
    """
    return None if any(0 < count < LEAST for count in parts.values()) else {k: n for k, n in parts.items() if n}
