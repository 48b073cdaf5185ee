"""Needs to numbers: the right line first, in the right language, and nothing where nothing is the matter."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from finder.search.crisis import crisis_lines
from finder.search.query import Understood

AFTERNOON = datetime(2026, 11, 19, 14, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("needs", "number"),
    [
        (("violence",), "116016"),
        (("suicide",), "+498001110111"),
        (("overdose",), "112"),
        (("violence", "suicide"), "116016"),
    ],
)
def test_the_number_for_the_need(needs: tuple[str, ...], number: str) -> None:
    assert number in {line.phone for line in crisis_lines(Understood(crisis=needs), AFTERNOON)}


def test_no_need_no_numbers() -> None:
    assert crisis_lines(Understood(kinds=("family",)), AFTERNOON) == ()


def test_names_in_the_language_of_the_page() -> None:
    german, english = (crisis_lines(Understood(crisis=("violence",)), AFTERNOON, ui) for ui in ("de", "en"))
    assert [line.phone for line in german] == [line.phone for line in english]
    assert german[0].name != english[0].name


def test_a_line_that_speaks_german_only_says_so() -> None:
    lines = crisis_lines(Understood(crisis=("suicide",), languages=("ar",)), AFTERNOON, "en")
    assert any(line.note and "German" in line.note for line in lines)


def test_hours_come_as_text_for_programs_and_as_words_for_people() -> None:
    german, english = (crisis_lines(Understood(crisis=("violence",)), AFTERNOON, ui)[0] for ui in ("de", "en"))
    assert (german.hours, german.when) == ("24/7", "Tag und Nacht")
    assert (english.hours, english.when) == ("24/7", "Day and night")
