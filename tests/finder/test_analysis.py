"""German text to index terms, as tables."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from finder.search.analysis import Splitter, analyse, stems, tokens

STOCK = tokens(
    "Schuldner Insolvenz Beratung Stelle Asyl Verfahren Ausländer Behörde Sozial Amt Wohnung Schwangerschaft Konflikt "
    "Migration Dienst Jugend Familie Frauen Haus Energie Schulden Schuldnerberatung Bei Rat"
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Schuldner- und Insolvenzberatung", ["schuldner", "und", "insolvenzberatung"]),
        ("Haus der Begegnung, Trèves!", ["haus", "der", "begegnung", "treves"]),
        ("здоров'я", ["здоровя"]),
        ("١١٦١١٧ / 115", ["116117", "115"]),
        ("§ 305 InsO", ["305", "inso"]),
        ("", []),
        (" \x00 ", []),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beratungen", "Beratung"),
        ("Müttern", "Muetter"),
        ("Häuser", "Haus"),
        ("Wohnungen", "Wohnung"),
        ("Straße", "Strassen"),
    ],
)
def test_forms_of_a_word_meet_in_one_stem(one: str, other: str) -> None:
    assert analyse(one) == analyse(other)


@pytest.mark.parametrize("word", ["долги", "борги", "الديون"])
def test_other_scripts_keep_the_form_beside_the_stem(word: str) -> None:
    (form,) = tokens(word)
    assert form in stems(form)
    assert len(stems(form)) == 2


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("Schuldnerberatungsstellen", "schuldner beratung stellen"),
        ("Asylverfahrensberatung", "asyl verfahren beratung"),
        ("Ausländerbehörde", "auslander behorde"),
        ("Sozialamt", "sozial amt"),
        ("Schwangerschaftskonfliktberatung", "schwangerschaft konflikt beratung"),
        ("Jugendmigrationsdienste", "jugend migration dienste"),
        ("Familienberatung", "familie beratung"),
        ("Frauenhäuser", "frauen hauser"),
        ("Energieschulden", "energie schulden"),
        ("Beratung", ""),
        ("Beirat", ""),  # three letters do not begin a compound
        ("Xyzberatung", ""),
    ],
)
def test_compounds_come_apart_into_the_stock(compound: str, parts: str) -> None:
    (word,) = tokens(compound)
    assert Splitter(STOCK).parts(word) == tuple(parts.split())


def test_a_splitter_adds_the_stems_of_the_parts() -> None:
    assert analyse("Wohnungsämter", Splitter(["wohnung", "amt", "amter"])) == ["wohnungsamt", "wohnung", "amt"]
    assert analyse("Wohnungsämter") == ["wohnungsamt"]


def test_many_threads_find_the_same_stems() -> None:
    """A site answers many visitors at once, and builds a new index beside them."""
    words = [
        word for text in ("Schuldnerberatungsstellen Auslaenderbehoerden Beratungen", *STOCK) for word in tokens(text)
    ]
    expected = [stems(word) for word in words]
    switches = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: [stems(word) for _ in range(20) for word in words], range(4)))
    finally:
        sys.setswitchinterval(switches)
    assert answers == [expected * 20] * 4
