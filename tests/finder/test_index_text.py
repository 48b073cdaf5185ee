"""The contract of a text index: every backend answers the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from finder.search.analysis import Splitter, stems, tokens
from finder.search.index.protocol import Hits, TextBackend, TextIndex
from finder.search.index.text_whoosh import WhooshBackend, decode_blocks, fastest, walk

TEXTS = (
    "Schuldnerberatungsstelle Kusel",
    "Beratung für Schuldner in Koblenz",
    "Wohnungsamt Koblenz",
    "Frauenhaus Kontakt",
    "Beratung Beratung Beratung",
    "",
    "борги ديون",
)
STOCK = frozenset(word for text in TEXTS for word in tokens(text)) | {"stelle", "wohnung", "amt", "frauen", "haus"}
BACKENDS = {
    "whoosh, blocks": WhooshBackend(decode_blocks),
    "whoosh, public walk": WhooshBackend(walk),
    "whoosh, as shipped": WhooshBackend(),
}


def documents(texts: tuple[str, ...]) -> Iterator[list[tuple[str, float]]]:
    splitter = Splitter(STOCK)
    for text in texts:
        words = [part for word in tokens(text) for part in (word, *splitter.parts(word))]
        yield [(term, 1.0) for word in words for term in stems(word)]


@pytest.fixture(params=BACKENDS)
def text(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TextIndex]:
    backend: TextBackend = BACKENDS[request.param]
    backend.write(tmp_path, documents(TEXTS), STOCK)
    index = backend.open(tmp_path)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("query", "all_of", "any_of"),
    [
        ("kusel", [0], [0]),
        ("schuldnerberatung", [0, 1], [0, 1]),  # the compound's parts, apart or within another
        ("schuldner koblenz", [1], [0, 1, 2]),
        ("wohnungen", [2], [2]),
        ("frauenhauser", [3], [3]),
        ("woh", [2], [2]),  # the beginning of a word
        ("koblnez", [1, 2], [1, 2]),  # a slip
        ("schuldnerberratung", [], []),  # two words' slip is none of ours
        ("борги", [6], [6]),
        ("qqqqq", [], []),
        ("koblenz qqqqq", [], [1, 2]),
        ("", [], []),
    ],
)
def test_words_find_services(text: TextIndex, query: str, all_of: list[int], any_of: list[int]) -> None:
    words = query.split()
    assert text.with_all(words).ordinals.tolist() == all_of
    assert text.with_any(words).ordinals.tolist() == any_of


def test_hits_count_words_and_weigh_repetition(text: TextIndex) -> None:
    hits = text.with_any(["schuldner", "koblenz"])
    assert dict(zip(hits.ordinals.tolist(), hits.matched.tolist(), strict=True)) == {0: 1, 1: 2, 2: 1}
    hits = text.with_all(["beratung"])
    assert hits.ordinals[np.argmax(hits.weights)] == 4
    assert (hits.weights > 0).all()


def test_all_and_any_weigh_alike(text: TextIndex) -> None:
    every, some = text.with_all(["schuldner", "koblenz"]), text.with_any(["schuldner", "koblenz"])
    assert every.weights[0] == pytest.approx(some.weights[some.ordinals == 1][0])


def test_arrays_have_the_promised_types(text: TextIndex) -> None:
    for hits in (text.with_all(["beratung"]), text.with_any(["beratung"]), text.with_any([])):
        assert isinstance(hits, Hits)
        assert [column.dtype for column in hits] == [np.int32, np.float32, np.uint8]


def test_the_dictionary_is_sorted_and_holds_parts(text: TextIndex) -> None:
    terms = list(text.dictionary())
    assert terms == sorted(terms)
    assert {"amt", "wohnung", "wohnungsamt", "борги"} <= set(terms)


def test_every_way_of_decoding_gives_the_same(tmp_path: Path) -> None:
    """Long enough for several blocks, with equal and with differing weights."""
    many = [[("common", 1.0), ("even" if n % 2 else "odd", 1.0 + n % 5)] for n in range(20_000)]
    WhooshBackend().write(tmp_path, many, [])
    answers = [WhooshBackend(decode).open(tmp_path).with_any(["common", "even"]) for decode in (walk, decode_blocks)]
    for one, other in zip(*answers, strict=True):
        np.testing.assert_array_equal(one, other)
    assert len(answers[0].ordinals) == 20_000


class Unfamiliar:
    """A matcher of some other version: the public interface, and none of the private parts."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.at = 0

    def is_active(self) -> bool:
        return self.at < 2

    def id(self) -> int:
        return (3, 5)[self.at]

    def weight(self) -> float:
        return 1.5

    def next(self) -> None:
        self.at += 1


def test_an_unfamiliar_matcher_is_walked() -> None:
    ids, weights = fastest(Unfamiliar())
    assert (ids.tolist(), weights.tolist()) == ([3, 5], [1.5, 1.5])


@pytest.mark.parametrize("damage", ["nothing", "empty", "words"])
def test_what_is_no_index_is_refused(tmp_path: Path, damage: str) -> None:
    if damage != "nothing":
        WhooshBackend().write(tmp_path, documents(TEXTS), STOCK)
        for path in tmp_path.glob("*.toc" if damage == "empty" else "words.txt"):
            path.unlink()
    with pytest.raises((OSError, ValueError)):
        WhooshBackend().open(tmp_path)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[int] = []
    WhooshBackend(progress=told.append).write(tmp_path, documents(TEXTS), STOCK)
    assert told == [0]
