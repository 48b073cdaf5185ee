"""Hours as rows of a week: into OSM's syntax and back, and what rows cannot say is left as it is."""

from __future__ import annotations

import pytest

from directory.hours_entry import Week, from_osm, to_osm


@pytest.mark.parametrize(
    "hours",
    [
        "Mo-We,Fr 08:00-12:00; Th 08:00-12:00,14:00-18:00",
        "Mo,Tu 09:00-12:00",
        "Sa,Su 10:00-12:00; PH off",
        "Mo-Fr 09:00-12:00; PH 10:00-11:00",
        'We 13:00-17:00 || "nach Vereinbarung"',
        "PH 09:00-12:00",
        "Mo-Su 00:00-24:00",
    ],
)
def test_rows_and_syntax_say_the_same(hours: str) -> None:
    week = from_osm(hours)
    assert week is not None and to_osm(week) == hours


@pytest.mark.parametrize(
    ("hours", "written"),
    [
        ("Mo-Fr 09:00-22:00; Sa,Su,PH 09:00-12:00", "Mo-Fr 09:00-22:00; Sa,Su 09:00-12:00; PH 09:00-12:00"),
        ("Mo-Th 09:00-12:00; We off", "Mo,Tu,Th 09:00-12:00"),
        ("montags 9-12 Uhr", "Mo 09:00-12:00"),
    ],
)
def test_other_wordings_of_the_same_week(hours: str, written: str) -> None:
    week = from_osm(hours)
    assert week is not None and to_osm(week) == written


@pytest.mark.parametrize(
    "hours",
    [
        "Th[1] 14:00-16:00",
        "Mo 08:00-09:00,10:00-11:00,12:00-13:00",
        "Apr-Sep Mo 09:00-12:00",
        'Mo 09:00-12:00 "mit Termin"',
        "Mo-Th 09:00+",
        "SH Mo 09:00-12:00",
        '"nach Vereinbarung"',
        "irgendwann",
    ],
)
def test_what_rows_cannot_say_stays_text(hours: str) -> None:
    assert from_osm(hours) is None


def test_a_week_without_hours_is_no_statement() -> None:
    assert to_osm(Week(((),) * 7)) is None
    assert to_osm(Week(((),) * 7, (), appointment=True)) is None
