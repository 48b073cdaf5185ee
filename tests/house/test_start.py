"""Starting: two at once do the work once, a second start does none, and an edit shows while serving."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from directory.database import session, writing
from directory.editing import set_fact
from directory.registry_files import EntrySource
from directory.snapshot import revision
from finder.search.query import SearchQuery
from finder.service import open_service
from finder.settings import load_settings
from geo.errors import NotConfigured

START = """
import sys
from finder.service import open_service
from finder.settings import load_settings
service = open_service(load_settings(), progress=print)
print(len(service.records), "services")
"""


def start(state: Path) -> subprocess.Popen[str]:
    env = {**os.environ, "LOTSE_STATE_DIR": str(state)}
    return subprocess.Popen(
        [sys.executable, "-c", START], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_two_starts_at_once_build_once(tmp_path: Path) -> None:
    both = [start(tmp_path / "state") for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    counts = {out.splitlines()[-1] for out, _ in told}
    assert len(counts) == 1
    assert sum("Loading" in out for out, _ in told) == 1


def test_an_edit_is_found_after_the_swap_and_survives_the_next_start(tmp_path: Path) -> None:
    settings = load_settings({"STATE_DIR": tmp_path / "state"})
    service = open_service(settings)
    chosen = service.find(SearchQuery(q="Schuldnerberatung Mainz")).results[0].record
    old_index = service.index
    with session(service.engine) as db:
        before = revision(db)
    with writing(service.engine) as db:
        source = EntrySource(id="e1", url="test", date="2026-11-20", kind="operator", confidence="high")
        set_fact(db, chosen.id, "name", "Haus Zebrafink", source=source, as_of="2026-11-20", by="test")
    with session(service.engine) as db:
        assert revision(db) > before
    service.rebuild()
    assert service.index is not old_index
    assert service.find(SearchQuery(q="Zebrafink")).results[0].record.id == chosen.id
    again = open_service(settings)
    assert again.record(chosen.id) is not None
    assert again.record(chosen.id).name == "Haus Zebrafink"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("settings", "field"), [({"GEOCODER": "sextant"}, "geocoder"), ({"GEOCODER": "nominatim"}, "user_agent")]
)
def test_a_geocoder_is_switched_on_by_name_and_only_with_somebody_who_asks(
    tmp_path: Path, settings: dict[str, str], field: str
) -> None:
    with pytest.raises(NotConfigured) as caught:
        open_service(load_settings({"STATE_DIR": tmp_path / "state", **settings}))
    assert caught.value.field == field
