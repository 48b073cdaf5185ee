"""Where the shipped data lies: beside the packages in a checkout, inside the package in a wheel."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_chosen: list[Path] = []


def use_data_dir(folder: Path) -> None:
    """Read shipped data from ``folder`` from now on, in this whole process: the setting DATA_DIR."""
    _chosen[:] = [folder]


def data_dir() -> Path:
    """The folder with places/, registry/, rules/ and vocabulary/; LOTSE_DATA_DIR decides if set."""
    if _chosen:
        return _chosen[0]
    given = os.environ.get("LOTSE_DATA_DIR")
    return Path(given) if given else _shipped()


@cache
def _shipped() -> Path:
    """Looked up once: this is asked for at every turn."""
    checkout = _PACKAGE.parent / "data"
    return checkout if (checkout / "places").is_dir() else _PACKAGE / "_data"
