"""A whole line, with a small lexicon and the real places: every part found, and what is left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.search.query import Understood
from finder.search.understanding.compiling import load_lexicon
from finder.search.understanding.reading import understand
from geo.gazetteer import gazetteer

LEXICON = load_lexicon(Path(__file__).parent / "understanding_words")
CARRIERS = ("Caritasverband Koblenz e.V.", "Haus der Begegnung")


def read(line: str, ui: str = "de") -> Understood:
    return understand(line, ui, gazetteer=gazetteer(), vocabulary=LEXICON, organizations=CARRIERS)


@pytest.mark.parametrize(
    ("line", "ui", "expected"),
    [
        ("Schuldnerberatung auf Arabisch", "de", {"kinds": ("debt",), "languages": ("ar",), "text": ""}),
        ("Flüchtlinge Sprachcafé", "de", {"kinds": ("volunteer",)}),  # 'refugee' asks for nothing special
        ("Migrationsberatung", "de", {"kinds": ("mfd", "mbe")}),
        ("Jobcenter", "de", {"kinds": ("authority",), "offices": ("jobcenter",)}),
        ("ich habe eine Duldung", "de", {"status": "duldung", "sensitive": True}),
        ("§ 24", "de", {"status": "temporary_protection", "age": None}),
        ("I am 30 with Duldung", "en", {"age": 30, "status": "duldung"}),
        ("Arbeit 17 Jahre", "de", {"age": 17, "topics": ("work",), "sensitive": True}),
        ("عمري ١٧ سنة", "ar", {"age": 17}),
        ("мені 17 років", "uk", {"age": 17}),
        ("Arbeit 25", "de", {"age": 25}),
        ("seit 3 Jahren hier", "de", {"age": None}),
        ("Bescheid zwei Wochen", "de", {"age": None}),
        ("14 Tage Frist", "de", {"age": None}),
        ("3 Jahre", "de", {"age": None}),
        ("27", "de", {"age": None}),  # a number alone may be anything
        ("Caritas Schulden", "de", {"organization": "caritas", "kinds": ("debt",)}),
        ("Rotes Kreuz", "de", {"organization": "drk"}),
        ("Haus der Begegnung", "de", {"organization": "haus der begegnung", "place": None}),
        ("ich will sterben", "de", {"crisis": ("suicide",), "sensitive": True}),
        ("Schulden Telefonzelle", "de", {"text": "Telefonzelle", "kinds": ("debt",)}),
        ("kein deutsch", "de", {"languages": ()}),
        ("auf Deutsch", "de", {"languages": ("de",)}),
        ("shculden koblnz", "de", {"kinds": ("debt",), "corrected": "schulden Koblenz"}),
        ("Schulden", "xx-unknown", {"kinds": ("debt",)}),
        ("", "de", {"kinds": (), "place": None, "text": "", "sensitive": False}),
    ],
)
def test_lines(line: str, ui: str, expected: dict[str, Any]) -> None:
    understood = read(line, ui)
    assert {name: getattr(understood, name) for name in expected} == expected


def test_each_part_says_which_words_led_to_it() -> None:
    matched = read("Schulden Koblenz auf Arabisch, bin 30").matched
    assert matched["kind.debt"] == "Schulden"
    assert matched["language.ar"] == "auf Arabisch"
    assert matched["place"] == "Koblenz"
    assert matched["age"] == "bin 30"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["de", "ar", "vi", "", "zz"]))
def test_no_line_breaks_it(line: str, ui: str) -> None:
    understood = read(line, ui)
    assert set(understood.kinds) <= {
        "authority", "debt", "addiction", "mfd", "mbe", "jmd", "asylum", "family", "pregnancy", "women", "psychosocial",
        "antidiscrimination", "return", "volunteer", "other",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "doubtful"),
    [
        ("Schulden", False),
        ("Schuldnerberatung auf Arabisch", False),
        ("Suchtklinik", True),  # of which only one end is known
        ("Suchtklinik Schulden", False),
        ("Koblenz", False),
    ],
)
def test_what_is_only_half_said_is_doubtful(line: str, doubtful: bool) -> None:
    assert read(line).doubtful is doubtful
