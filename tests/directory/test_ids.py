"""Ids stand in links that people share: they may never change. If a line here fails, the code is wrong."""

from __future__ import annotations

import pytest

from directory import ids


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (ids.service_id("koblenz/mfd"), "efab19fa-65b8-58c7-9387-2f462c3e56f7"),
        (ids.door_id("koblenz/mfd", "main"), "25e9da1b-9e7e-508a-8e94-61c9e4cd5dd5"),
        (ids.location_id("koblenz/mfd", "main"), "a940f747-82cc-51fa-9f25-273b415c452b"),
        (ids.organization_id("muster-e-v"), "7b4e45c9-2471-509f-b95b-d8980f1d2dcd"),
        (ids.term_id("kinds", "mfd"), "f82bd8e1-c4a1-5fcd-8798-e24c8ed8cf53"),
    ],
)
def test_ids_stay(made: str, wanted: str) -> None:
    assert made == wanted


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Muster e. V.", "muster-e-v"),
        ("MUSTER  E.V.", "muster-e-v"),
        ("Diakonisches Werk für Süd", "diakonisches-werk-fur-sud"),
        ("!", "unnamed"),
        ("x" * 200, "x" * 80),
    ],
)
def test_slug(name: str, key: str) -> None:
    assert ids.slug(name) == key
