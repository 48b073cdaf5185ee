"""Crisis lines: what helps now comes first, and nobody is left without an emergency number."""

from __future__ import annotations

from datetime import datetime

import pytest

from directory.clock import now
from directory.crisis_lines import lines, needs

SUNDAY = now("2026-11-22T10:00")
WEDNESDAY = now("2026-11-18T15:00")
IN_DANGER = sorted(set(needs()) - {"pregnancy"})


def _numbers(*wanted: str, at: datetime = WEDNESDAY, language: str = "de") -> list[str]:
    return [row.number for row in lines(wanted, at, language)]


def test_nothing_wanted_shows_nothing() -> None:
    assert lines([], WEDNESDAY) == ()


@pytest.mark.parametrize(
    ("wanted", "at", "language", "numbers"),
    [
        ("violence", WEDNESDAY, "de", ["116016", "110", "112"]),
        ("violence", WEDNESDAY, "ar", ["116016", "110", "112"]),
        # Ukrainian is not among the languages that we know of, but the line has interpreters.
        ("violence", WEDNESDAY, "uk", ["116016", "110", "112"]),
        ("violence_men", WEDNESDAY, "de", ["+498001239900", "110", "112"]),
        ("violence_men", SUNDAY, "de", ["110", "112", "+498001239900"]),
        ("violence_men", WEDNESDAY, "ar", ["110", "112", "+498001239900"]),
        ("forced_marriage", WEDNESDAY, "de", ["116016", "110", "116111"]),
        ("suicide", SUNDAY, "de", ["112", "+498001110111", "+498001110222", "116123", "116111"]),
        ("suicide_other", WEDNESDAY, "tr", ["112", "110", "+498001110111", "+498001110222", "116123"]),
        ("child_danger", WEDNESDAY, "de", ["110", "112", "116111", "+498001110550"]),
        ("overdose", WEDNESDAY, "tr", ["112", "+49613119240"]),
        ("medical", WEDNESDAY, "de", ["112", "116117"]),
        ("pregnancy", WEDNESDAY, "ar", ["+498004040020"]),
        ("something new", WEDNESDAY, "de", ["112", "110", "+498001110111"]),
    ],
)
def test_lines_for_a_need(wanted: str, at: datetime, language: str, numbers: list[str]) -> None:
    assert _numbers(wanted, at=at, language=language) == numbers


@pytest.mark.parametrize("need", IN_DANGER)
@pytest.mark.parametrize("language", ["de", "ar", "xx"])
def test_where_life_is_in_danger_112_or_110_is_there(need: str, language: str) -> None:
    assert {"110", "112"} & set(_numbers(need, at=SUNDAY, language=language)[:3])


def test_several_needs_come_together_each_line_once() -> None:
    numbers = _numbers("violence", "suicide")
    assert numbers[:2] == ["116016", "112"]
    assert len(numbers) == len(set(numbers))


def test_what_is_said_about_language_and_hour() -> None:
    by_number = {row.number: row for row in lines(["violence", "violence_men"], SUNDAY, "ar", "en")}
    assert by_number["116016"].speaks is True
    assert "18 languages" in by_number["116016"].note
    assert by_number["+498001239900"].note == "Not answered at this hour. They mostly speak German only."
    assert by_number["110"].note == ""
    assert by_number["110"].name == "Police"
    assert by_number["110"].when == "Day and night"
    assert by_number["+498001239900"].when == "Monday to Thursday 8:00–20:00, Friday 8:00–15:00"


def test_hours_that_we_do_not_know_are_unknown() -> None:
    (line,) = [row for row in lines(["child_danger"], SUNDAY) if row.number == "+498001110550"]
    assert line.hours is None
    assert line.when == ""
    assert line.open_state == "unknown"


@pytest.mark.parametrize("need", needs())
def test_every_row_has_a_source_and_waits_for_an_operators_check(need: str) -> None:
    for row in lines([need], WEDNESDAY):
        assert row.source.startswith("as compiled November 2026")
        assert row.checked_on is None
        assert row.name


def test_the_addiction_hotline_is_not_shown_before_an_operator_checked_it() -> None:
    shown = {row.number for need in needs() for row in lines([need], WEDNESDAY)}
    assert not any("313031" in number for number in shown)
