"""What to confirm next, for those who keep it."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("name", "query", "shown", "hidden"),
    [
        ("lesend", "", ("own", "near", "far"), ("draft",)),
        ("verwaltung", "", ("own", "near", "far"), ("draft",)),
        ("traeger", "", ("own",), ("near", "far")),
        ("traeger", "?all=1", ("own", "near", "far"), ("draft",)),
        ("bezirk", "", ("own", "near"), ("far",)),
        ("verwaltung", "?district=nope", ("own", "near", "far"), ()),
    ],
)
def test_each_sees_what_it_keeps(
    person: Callable[..., object], ids: dict[str, str], name: str, query: str, shown: tuple[str, ...],
    hidden: tuple[str, ...],
) -> None:  # fmt: skip
    page = person(name).client.get(f"/edit/de/worklist{query}").text  # type: ignore[attr-defined]
    assert [key for key in shown if ids[key] not in page] == []
    assert [key for key in hidden if ids[key] in page] == []


def test_it_speaks_english_and_is_linked(person: Callable[..., object]) -> None:
    page = person("verwaltung").client.get("/edit/en/worklist").text  # type: ignore[attr-defined]
    assert "Confirm next" in page
    assert 'href="/edit/en/worklist" aria-current' in page


def test_it_is_behind_the_login(person: Callable[..., object]) -> None:
    assert person().client.get("/edit/de/worklist").status_code in (302, 303)  # type: ignore[attr-defined]
