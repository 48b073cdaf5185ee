"""Places in a line, with the real gazetteer and a small lexicon: what is one, what is none, and when to ask back."""

from __future__ import annotations

from pathlib import Path

import pytest

from finder.search.understanding.compiling import load_lexicon
from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.places import PlaceRead, read_place
from finder.search.understanding.tokens import tokenise
from geo.gazetteer import gazetteer


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(Path(__file__).parent / "understanding_words")


def read(line: str, ui: str, lexicon: Lexicon) -> PlaceRead:
    return read_place(tokenise(line), gazetteer(), lexicon, lexicon.bit.get(ui, 0))


@pytest.mark.parametrize(
    ("line", "ui", "district"),
    [
        ("Schulden Mainz", "de", "07315"),
        ("schulden mainz", "de", "07315"),
        ("Suchtberatung 56068", "de", "07111"),
        ("67482 Böbingen", "de", "07337"),
        ("Kirn Suchtberatung", "de", "07133"),
        ("Landkreis Kaiserslautern", "de", "07335"),
        ("Kaiserslautern Land", "de", "07335"),
        ("Kreis KL", "de", "07335"),
        ("Schulden Kaiserslautern", "de", "07312"),
        ("Germersheim Kreis", "de", "07334"),
        ("Donnersberg", "de", "07333"),
        ("Rhein-Hunsrück Sucht", "de", "07140"),
        ("VG Maifeld", "de", "07137"),
        ("in der Nähe von Konz", "de", "07235"),
        ("schuldenberatung kaiserslauten", "de", "07312"),
        ("Arbeit Pirmasnes", "de", "07317"),
        ("Schulden in Schuld", "de", "07131"),
        ("Suchtberatung Wörth", "de", "07334"),
        ("борги Кобленц", "uk", "07111"),
        ("борги в Трірі", "uk", "07211"),
        ("ديون في ماينتس", "ar", "07315"),
        ("بماينتس", "ar", "07315"),
        ("borç Mainz'da", "tr", "07315"),
        ("borç koblenzde", "tr", "07111"),
        ("Moguncji", "pl", "07315"),
        ("债务 科布伦茨", "zh", "07111"),
        ("我住在路德维希港有债务", "zh", "07314"),
    ],
)
def test_where(line: str, ui: str, district: str, lexicon: Lexicon) -> None:
    meant = read(line, ui, lexicon).meant
    assert meant is not None
    assert meant.district == district


@pytest.mark.parametrize(
    ("line", "ui"),
    [
        ("Schuld", "de"),
        ("Schulden", "de"),
        ("ich habe schuld", "de"),
        ("acht Jahre hier", "de"),
        ("Acht Jahre bin ich schon hier", "de"),
        ("no bell", "en"),
        ("borç", "tr"),
        ("12345", "de"),
        ("", "de"),
    ],
)
def test_no_place(line: str, ui: str, lexicon: Lexicon) -> None:
    assert read(line, ui, lexicon).meant is None


@pytest.mark.parametrize(
    ("line", "district", "offered"),
    [
        ("Beratung Neustadt", "07316", {"07316", "07138", "07143"}),
        ("Beratung Berg", None, {"07334", "07131", "07141"}),
        ("Kaiserslautern", "07312", {"07312", "07335"}),
    ],
)
def test_asked_back(line: str, district: str | None, offered: set[str], lexicon: Lexicon) -> None:
    found = read(line, "de", lexicon)
    assert found.meant is not None
    assert found.meant.district == district
    assert {option.district for option in found.ask[0].options} == offered


def test_a_postcode_of_several_districts_asks_for_the_town(lexicon: Lexicon) -> None:
    shared = next(place for place in gazetteer().postcodes.values() if len(place.districts) > 1)
    found = read(f"Schulden {shared.key}", "de", lexicon)
    assert found.meant is not None
    assert found.meant.district is None
    assert found.meant.districts == shared.districts
    assert all(option.district in shared.districts for option in found.ask[0].options)


@pytest.mark.parametrize("line", ["Beratung Neustadt", "Beratung Berg", "Kaiserslautern"])
def test_each_answer_to_a_question_is_understood_without_another(line: str, lexicon: Lexicon) -> None:
    for option in read(line, "de", lexicon).ask[0].options:
        assert option.place is not None
        assert gazetteer().lookup(option.place)[0].district == option.district


def test_the_words_of_the_place_are_taken_off_the_line(lexicon: Lexicon) -> None:
    assert read("Schulden in der Nähe von Koblenz bitte", "de", lexicon).words == {1, 2, 3, 4, 5}
