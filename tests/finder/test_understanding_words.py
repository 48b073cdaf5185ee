"""Words to forms of the lexicon, and phrases found in a line: a small lexicon of seven languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from finder.search.understanding.choosing import alarms, choose, favoured_languages, keep_favoured, without_idioms
from finder.search.understanding.compiling import load_lexicon
from finder.search.understanding.compounds import known_end, split_compound
from finder.search.understanding.lexicon import Lexicon
from finder.search.understanding.phrases import Match, find_matches
from finder.search.understanding.readings import read_word
from finder.search.understanding.tokens import tokenise
from finder.search.understanding.typos import mend

WORDS = Path(__file__).parent / "understanding_words"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(WORDS)


def matches(line: str, ui: str, lexicon: Lexicon) -> tuple[list[Match], list[Match]]:
    language = lexicon.bit.get(ui, 0)
    readings = {i: read_word(token, lexicon, language) for i, token in enumerate(tokenise(line))}
    favoured = favoured_languages(readings.values(), lexicon, language)
    keep_favoured(readings, lexicon, favoured)
    found = find_matches(readings, lexicon, favoured)
    return found, choose(found, readings, favoured)


@pytest.mark.parametrize(
    ("line", "ui", "expected"),
    [
        ("Schulden", "de", {"kind.debt", "topic.debt"}),
        ("schuldn", "de", {"kind.debt", "topic.debt"}),  # a letter missing
        ("Mietschulden", "de", {"kind.debt", "topic.rent_arrears"}),  # the whole word, not its parts
        ("Schuldenhilfe", "de", {"kind.debt", "topic.debt"}),  # a compound with a filler
        ("Suchtklinik", "de", {"kind.addiction"}),  # a compound with a word nobody knows
        ("Miete seit Mai nicht bezahlt", "de", {"topic.rent_arrears"}),
        ("mein Sohn sucht Arbeit", "de", {"topic.work"}),  # 'sucht' is a verb here
        ("sucht", "de", {"kind.addiction"}),
        ("Jobcenter", "uk", {"office.jobcenter"}),
        ("борги", "uk", {"kind.debt", "topic.debt"}),
        ("боргів", "uk", {"kind.debt", "topic.debt"}),
        ("боргами", "de", {"kind.debt", "topic.debt"}),
        ("допомога боргової консультації", "uk", {"kind.debt"}),
        ("прийшов до мене судовий виконавець", "uk", {"kind.debt"}),
        ("borhy", "uk", {"kind.debt", "topic.debt"}),
        ("сім’ї", "uk", {"kind.family"}),
        ("الديون", "ar", {"topic.debt"}),
        ("بديوني", "ar", {"kind.debt"}),
        ("بالعربية", "ar", {"language.ar"}),
        ("borçlarım", "tr", {"kind.debt", "topic.debt"}),
        ("borclarimdan", "de", {"kind.debt", "topic.debt"}),
        ("nợ", "de", {"kind.debt"}),
        ("no", "vi", {"kind.debt"}),
        ("no", "en", set()),
        ("bao hiem y te", "vi", {"topic.health_insurance"}),
        ("hiểm bảo", "vi", set()),
        ("ንስደተኛታት", "ti", {"kind.mfd"}),
        ("my diploma recognition", "en", {"topic.recognition_of_qualifications"}),
        ("我有债务问题", "zh", {"kind.debt"}),
        ("xylophon", "de", set()),
    ],
)
def test_phrases(line: str, ui: str, expected: set[str], lexicon: Lexicon) -> None:
    _, chosen = matches(line, ui, lexicon)
    assert {concept for match in chosen for concept in match.concepts} == expected


@pytest.mark.parametrize(
    ("line", "ui", "expected"),
    [
        ("ich will sterben", "de", ("suicide",)),
        ("ich will nicht mehr leben", "de", ("suicide",)),
        ("ich will nicht mehr in der Unterkunft leben", "de", ()),
        ("ich will leben", "de", ()),
        ("Nachbarskind wird geschlagen", "de", ("child_danger",)),
        ("Scheidung", "de", ()),
        ("I dont want to live", "en", ("suicide",)),
        ("I want to live with my family", "en", ()),
        ("nicht so gut, ich will nichht mehr leben", "de", ("suicide",)),  # the nearer, mistyped word is meant
    ],
)
def test_alarms(line: str, ui: str, expected: tuple[str, ...], lexicon: Lexicon) -> None:
    found, _ = matches(line, ui, lexicon)
    assert alarms(without_idioms(found, lambda _: ())) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("mietschuldenhilfe", ("mietschulden", "hilfe")),
        ("suchtklinik", ("sucht",)),
        ("abcdefgh", ()),
        ("arbeitshilfe", ("arbeit", "hilfe")),
        ("unbekannteswort", ()),
    ],
)
def test_compounds(word: str, expected: tuple[str, ...], lexicon: Lexicon) -> None:
    assert (split_compound(word, lexicon) or known_end(word, lexicon)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("schuldem", "schulden"),
        ("shculden", "schulden"),
        ("schuldnerberatnug", "schuldnerberatung"),
        ("mutti", None),  # two letters from 'Miete' are too many in a short word
        ("gif", None),
        ("Meite".lower(), "miete"),
        ("sthc", None),
    ],
)
def test_typing_errors(word: str, expected: str | None, lexicon: Lexicon) -> None:
    meant = mend(word, lexicon, lexicon.bit["de"])
    assert (meant.display if meant else None) == expected


def columns(lexicon: Lexicon) -> tuple[list[object], ...]:
    return list(lexicon.plain), list(lexicon.phrases), list(lexicon.weight)


def test_compiled_words_of_older_files_are_removed(tmp_path: Path) -> None:
    (tmp_path / "words-0123.bin").write_bytes(b"older")
    load_lexicon(WORDS, cache=tmp_path)
    assert [file.name for file in tmp_path.iterdir() if file.name == "words-0123.bin"] == []


def test_compiled_words_are_used_again(tmp_path: Path) -> None:
    first = load_lexicon(WORDS, cache=tmp_path)
    (file,) = tmp_path.iterdir()
    written = file.stat()
    again = load_lexicon(WORDS, cache=tmp_path)
    assert file.stat() == written
    assert columns(again) == columns(first) == columns(load_lexicon(WORDS))


@pytest.mark.parametrize("damage", ["empty", "short", "changed", "other"])
def test_damaged_compiled_words_are_made_anew(damage: str, tmp_path: Path) -> None:
    first = load_lexicon(WORDS, cache=tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    flipped = whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:]
    aside = tmp_path / "damaged"  # moved into place: a file in use is never written over
    aside.write_bytes({"empty": b"", "short": whole[:-8], "changed": flipped, "other": b"no words" * 99}[damage])
    aside.replace(file)
    assert columns(load_lexicon(WORDS, cache=tmp_path)) == columns(first)
    assert file.read_bytes() == whole
