"""The index against an independent implementation: SQLite answers the bench's questions alike."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def test_sqlite_finds_and_counts_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    from benchmarks import rows, synthetic
    from benchmarks.engines.lotse import Lotse
    from benchmarks.engines.sqlite import Sqlite
    from benchmarks.questions import mixed

    records = list(synthetic.services(400))
    assert all(record.name.startswith("Synthetic ") for record in records)
    ours, peer = Lotse(), Sqlite()
    for engine in (ours, peer):
        folder = tmp_path / type(engine).__name__
        folder.mkdir()
        engine.build(records, rows.rows(records), folder, lambda _: None)
    found = 0
    for question in mixed(records, 60):
        answer, other = ours.answer(question), peer.answer(question)
        assert answer.total == other.total
        assert answer.facets["kind"] == other.facets.get("kind", {})
        assert answer.facets["topic"] == other.facets.get("topic", {})
        assert answer.facets["district"] == other.facets.get("district", {})
        found += answer.total
    assert found >= 60
    peer.close()
    for name in [name for name in sys.modules if name.split(".")[0] == "benchmarks"]:
        del sys.modules[name]
