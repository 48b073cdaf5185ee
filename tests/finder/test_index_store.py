"""Where indexes lie: built aside, swapped, rebuilt when broken, held while read."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from directory.records import ServiceRecord
from finder.search.index import store
from finder.search.index.engine import SearchIndex, in_order, version_of
from finder.search.index.holder import IndexHolder
from finder.search.index.lexicon import Lexicon, shipped
from finder.search.index.selection import Selection

MakeRecord = Callable[..., ServiceRecord]


def names(index: SearchIndex, *words: str) -> list[str]:
    return [index.records[n].name for n in index.select(Selection(words=words)).ordinals]


def test_the_same_records_are_opened_not_built(tmp_path: Path, make_record: MakeRecord, lexicon: Lexicon) -> None:
    records = [make_record("Alpha"), make_record("Beta")]
    SearchIndex.build(records, tmp_path, lexicon)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    SearchIndex.build(reversed(records), tmp_path, lexicon)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_facts_that_are_no_words_need_no_new_text_index(make_record: MakeRecord, lexicon: Lexicon) -> None:
    one = make_record("Alpha")
    assert version_of([one], lexicon) == version_of([replace(one, languages=("ar",))], lexicon)
    assert version_of([one], lexicon) != version_of([replace(one, target_group="Familien")], lexicon)


def test_an_older_index_still_answers_after_the_swap(tmp_path: Path, make_record: MakeRecord, lexicon: Lexicon) -> None:
    old = SearchIndex.build([make_record("Alpha Haus")], tmp_path, lexicon)
    new = SearchIndex.build([make_record("Beta Haus")], tmp_path, lexicon)
    assert names(old, "haus") == ["Alpha Haus"]
    assert names(new, "haus") == ["Beta Haus"]
    version = store.current(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["current", version])


# Whoosh leaves the file open in which it meets the damage.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("pattern", ["*.toc", "*.seg", "words.txt"])
@pytest.mark.parametrize("damage", ["emptied", "cut", "gone"])
def test_a_broken_index_is_built_anew(
    tmp_path: Path, make_record: MakeRecord, lexicon: Lexicon, pattern: str, damage: str
) -> None:
    records = [make_record("Alpha Haus")]
    SearchIndex.build(records, tmp_path, lexicon).close()
    (path,) = (tmp_path / (store.current(tmp_path) or "")).glob(pattern)
    whole = path.read_bytes()
    path.write_bytes(b"" if damage == "emptied" else whole[: len(whole) // 2])
    if damage == "gone":
        path.unlink()
    assert names(SearchIndex.build(records, tmp_path, lexicon), "haus") == ["Alpha Haus"]
    (path,) = (tmp_path / (store.current(tmp_path) or "")).glob(pattern)
    assert path.stat().st_size >= len(whole) * 0.9
    gc.collect()


def test_a_failed_build_leaves_the_current_one(tmp_path: Path) -> None:
    def fail(_: Path) -> None:
        raise OSError("disk full")

    store.publish(tmp_path, "one", lambda folder: (folder / "index").touch())
    with pytest.raises(OSError, match="disk full"):
        store.publish(tmp_path, "two", fail)
    assert store.current(tmp_path) == "one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "one"]


def test_two_builders_of_one_version_do_not_clash(tmp_path: Path) -> None:
    def other_first(folder: Path) -> None:
        (folder / "index").touch()
        store.publish(tmp_path, "one", lambda aside: (aside / "index").touch())

    assert store.publish(tmp_path, "one", other_first) == tmp_path / "one"
    assert (tmp_path / "one" / "index").exists()


def test_abandoned_folders_go_and_busy_ones_stay(tmp_path: Path) -> None:
    for name in ("building-old", "building-new"):
        (tmp_path / name).mkdir()
    os.utime(tmp_path / "building-old", (0, 0))
    store.publish(tmp_path, "one", lambda folder: None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["building-new", "current", "one"]


def test_nothing_is_current_before_the_first_build(tmp_path: Path) -> None:
    assert store.current(tmp_path) is None


def test_the_holder_swaps_while_others_read(tmp_path: Path, make_record: MakeRecord, lexicon: Lexicon) -> None:
    indexes = [
        SearchIndex.build([make_record(f"{name} Haus") for name in group], tmp_path / str(n), lexicon)
        for n, group in enumerate((("A", "B"), ("C", "D", "E")))
    ]
    holder = IndexHolder(indexes[0])
    whole = {tuple(names(index, "haus")) for index in indexes}

    def read(_: int) -> tuple[str, ...]:
        return tuple(names(holder.current, "haus"))

    with ThreadPoolExecutor(4) as readers:
        answers = readers.map(read, range(200))
        for n in range(20):
            holder.swap(indexes[n % 2])
        assert set(answers) <= whole
    assert holder.swaps == 20


def test_many_threads_decode_the_same_postings(build, make_record: MakeRecord) -> None:  # type: ignore[no-untyped-def]
    words = ["haus", "garten", "schule", "kirche", "markt"]
    index = build(*(make_record(f"{word.title()} {n}") for word in words for n in range(40)))
    with ThreadPoolExecutor(8) as readers:
        totals = list(readers.map(lambda n: index.select(Selection(words=(words[n % 5],))).total, range(100)))
    assert set(totals) == {40}


def test_the_shipped_lexicon_knows_open_kinds_and_neighbours() -> None:
    lexicon = shipped()
    assert "family" in lexicon.open_kinds
    assert not {"debt", "authority", "mfd"} & lexicon.open_kinds
    assert "07137" in lexicon.neighbours["07111"]
    assert "Schuldner" in " ".join(lexicon.kinds["debt"])


def test_records_are_ordered_by_name_then_id(make_record: MakeRecord) -> None:
    records = [make_record("Öl"), make_record("Ofen"), make_record("Ofen", id="0"), make_record("apfel")]
    assert [(r.name, r.id == "0") for r in in_order(records)] == [
        ("apfel", False),
        ("Ofen", True),
        ("Ofen", False),
        ("Öl", False),
    ]
