"""The optional fallback: only where words lead nowhere, and only if switched on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from finder.search.query import SearchQuery
from finder.search.semantic import Guesser
from finder.service import Service

WORDS = """
language = "de"
reviewed_by_native_speaker = "no"
as_of = "2026-11"
[concepts."kind.debt"]
words = []
sentences = ["ich kann meine Rechnungen nicht bezahlen"]
[concepts."kind.addiction"]
words = []
sentences = ["mein Mann trinkt zu viel Bier"]
"""


@pytest.fixture(scope="module")
def guesser(tmp_path_factory: pytest.TempPathFactory) -> Guesser:
    folder = tmp_path_factory.mktemp("words")
    (folder / "de.toml").write_text(WORDS, encoding="utf-8")
    return Guesser(folder, folder / "cache")


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("die Rechnungen kann ich nicht mehr bezahlen", ("kind.debt",)),
        ("my husband drinks too much beer", ("kind.addiction",)),
        ("Photosynthese der Moose", ()),
        ("", ()),
    ],
)
def test_the_nearest_sentence_decides(guesser: Guesser, line: str, codes: tuple[str, ...]) -> None:
    assert guesser.guess(line) == codes


def test_it_answers_only_where_words_lead_nowhere_and_says_so(service: Service, guesser: Guesser) -> None:
    guessing = replace(service, guesser=guesser)
    assert not guessing.find(SearchQuery(q="Suchtberatung Mainz")).understood.guessed
    thai = SearchQuery(q="ฉันจ่ายบิลไม่ไหวแล้ว")  # "I can no longer pay the bills": no Thai stands in our words
    assert service.find(thai).understood.kinds == ()
    found = guessing.find(thai)
    assert found.understood.kinds == ("debt",)
    assert "nicht sicher" in found.relaxed[0]


def test_it_is_off_by_default(service: Service) -> None:
    assert service.guesser is None
