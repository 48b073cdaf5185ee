"""Numbers so small that they may stand for one person are not shown, and nothing is shown that they follow from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LEAST = 5  # the smallest number that is shown


def shown(count: int) -> int | None:
    """The number, or None where it is too small to be shown."""
    return count if count >= LEAST else None


def parts(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The parts of a number that is shown itself; None is hidden.

    Where no part is from 1 to 4, all are told, zeros too. Else all under 5 are hidden, and of the others the smallest
    first, equal ones together, until what is hidden does not follow from the whole number and what is shown.
    """
    if not any(0 < count < LEAST for count in counts.values()):
        return dict(counts)
    limits = sorted({LEAST - 1, *(count for count in counts.values() if count >= LEAST)})
    limit = next((limit for limit in limits if _safe([n for n in counts.values() if n <= limit])), limits[-1])
    return {name: None if count <= limit else count for name, count in counts.items()}


def _safe(hidden: Sequence[int]) -> bool:
    """Two parts or more, together no small number either, and not all at the limit: those would fit in one way only.

    Anything else fits with two of them exchanged, or with one more here and one less there.
    """
    return len(hidden) > 1 and sum(hidden) >= LEAST and any(count != LEAST - 1 for count in hidden)
