"""Two editors at one record, two hundred random changes each, at the same time: nobody's word is lost.

Each reads, thinks and writes with the version that was read; who comes second is told and looks again. In the end each
value in force is the last one that was written, and the history holds every one that was.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from directory import ids
from directory.database import migrate, open_database, session, writing
from directory.editing import Change, Conflict, apply, create, version_of
from directory.ledger import Ledger
from directory.provenance import history
from directory.registry_files import EntrySource

EDITS = 200
FIELDS = ("email", "url", "umbrella", "target_group", "access_text")
CALL = EntrySource("edit", "", "2026-11-01", "carrier", "high")
SERVICE = ids.service_id("muster/zwei")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_database(f"sqlite:///{tmp_path / 'two.sqlite3'}")
    migrate(made)
    with writing(made) as current:
        create(current, "muster/zwei", Change({"name": "Muster", "kinds": ["debt"]}, CALL, "2026-11-01", "start"))
    yield made
    made.dispose()


def _value(field: str, by: str, number: int) -> str:
    """Each value once in the whole test, so that every writing can be told from all others."""
    word = f"{by}-{number}"
    return {"email": f"{word}@example.org", "url": f"https://{word}.example"}.get(field, word)


def _edit(engine: Engine, by: str) -> tuple[list[tuple[str, str]], int]:
    """What was written, in order, and how often the other was first."""
    chance, written, told = random.Random(by), [], 0
    for number in range(EDITS):
        field = chance.choice(FIELDS)
        content = _value(field, by, number)
        while True:
            with session(engine) as current:
                seen = version_of(current, SERVICE)
            try:
                with writing(engine) as current:
                    apply(current, SERVICE, Change({field: content}, CALL, "2026-11-01", by, f"{number}", seen))
            except Conflict as error:
                assert error.fields == (field,)
                told += 1
                continue
            written.append((field, content))
            break
    return written, told


def test_no_update_is_lost_and_the_history_is_whole(engine: Engine) -> None:
    with ThreadPoolExecutor(2) as pool:
        (ones, _), (others, _) = pool.map(lambda by: _edit(engine, by), ("eins", "zwei"))
    with session(engine) as current:
        told = [each for each in history(current, SERVICE) if each.field in FIELDS]
        now = Ledger(current, [SERVICE]).current(SERVICE)
    assert Counter((each.field, each.value) for each in told) == Counter(ones + others)
    for field in FIELDS:
        lines = [each for each in told if each.field == field]  # the newest first
        assert [each.value for each in lines if each.superseded_at is None] == [lines[0].value] == [now[field]]
        for by, written in (("eins", ones), ("zwei", others)):
            own = [each.value for each in reversed(lines) if each.recorded_by == by]
            assert own == [content for name, content in written if name == field]


def test_who_read_before_the_other_wrote_is_told(engine: Engine) -> None:
    with session(engine) as current:
        seen = version_of(current, SERVICE)
    with writing(engine) as current:
        apply(current, SERVICE, Change({"umbrella": "Eins"}, CALL, "2026-11-01", "eins", None, seen))
    with pytest.raises(Conflict) as told, writing(engine) as current:
        apply(
            current, SERVICE, Change({"email": "zwei@example.org", "umbrella": "Zwei"}, CALL, None, "zwei", None, seen)
        )
    assert told.value.fields == ("umbrella",)
    with session(engine) as current:
        assert "email" not in Ledger(current, [SERVICE]).current(SERVICE)  # all or nothing
