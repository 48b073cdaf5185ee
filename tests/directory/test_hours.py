"""Opening hours: five states, the public holidays of Rheinland-Pfalz, the days on which the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from directory.clock import BERLIN, now
from directory.hours import describe, is_valid, next_opening, state
from directory.hours_text import in_osm_syntax
from directory.public_holidays import is_public_holiday
from geo.errors import BadInput

OFFICE = "Mo-Fr 09:00-12:00; Th 14:00-16:00"


@pytest.mark.parametrize(
    ("setting", "hour"),
    [
        ("2026-11-19T14:30:00+01:00", 14),
        ("2026-11-19T13:30:00Z", 14),
        ("2026-07-19T12:30:00+00:00", 14),
        ("2026-11-19T14:30", 14),
        (datetime(2026, 11, 19, 13, 30, tzinfo=UTC), 14),
        (datetime(2026, 11, 19, 14, 30), 14),  # noqa: DTZ001 - a time without a zone is the case here
    ],
)
def test_the_clock_is_berlins(setting: str | datetime, hour: int) -> None:
    assert now(setting).hour == hour
    assert now(setting).tzinfo is BERLIN


def test_the_clock_runs_without_a_setting_and_refuses_nonsense() -> None:
    assert now().tzinfo is BERLIN
    with pytest.raises(BadInput):
        now("tomorrow")


@pytest.mark.parametrize(
    ("day", "free"),
    [
        ("2026-01-01", True),
        ("2026-01-06", False),  # Heilige Drei Könige: not here
        ("2026-04-03", True),  # Karfreitag
        ("2026-05-14", True),  # Christi Himmelfahrt
        ("2026-06-04", True),  # Fronleichnam
        ("2026-08-15", False),  # Mariä Himmelfahrt: Saarland only
        ("2026-10-03", True),
        ("2026-10-31", False),  # Reformationstag: not here
        ("2026-11-01", True),  # Allerheiligen
        ("2026-12-24", False),
        ("2027-05-27", True),  # Fronleichnam of the next year
    ],
)
def test_public_holidays_are_those_of_the_land(day: str, free: bool) -> None:
    assert is_public_holiday(date.fromisoformat(day)) is free


@pytest.mark.parametrize(
    ("hours", "at", "expected"),
    [
        ("Mo-Fr 09:00-12:00", "2026-11-18T09:00", "open"),
        ("Mo-Fr 09:00-12:00", "2026-11-18T08:59", "closed"),
        ("Mo-Fr 09:00-12:00", "2026-11-18T11:59", "open"),
        ("Mo-Fr 09:00-12:00", "2026-11-18T12:00", "closed"),
        ("Mo-Fr 09:00-12:00", "2026-11-21T10:00", "closed"),
        # With a semicolon the later rule of a day replaces the earlier one, with a comma it adds to it.
        (OFFICE, "2026-11-19T10:00", "closed"),
        ("Mo-Fr 09:00-12:00, Th 14:00-16:00", "2026-11-19T10:00", "open"),
        ("Mo[1,3] 16:00-18:00", "2026-11-16T17:00", "open"),
        ("Mo[1,3] 16:00-18:00", "2026-11-09T17:00", "closed"),
        ("24/7", "2026-12-25T03:00", "open"),
        ("Fr 20:00-02:00", "2026-11-21T01:30", "open"),
        ("Fr 20:00-02:00", "2026-11-21T02:00", "closed"),
        # Public holidays, named and not named.
        ("Mo-Fr 09:00-12:00; PH off", "2026-06-04T10:00", "closed"),
        ("PH off; Mo-Fr 09:00-12:00", "2026-06-04T10:00", "closed"),
        ("Mo-Fr 09:00-12:00, PH off", "2026-06-04T10:00", "closed"),
        ("Mo-Fr 09:00-12:00", "2026-06-04T10:00", "closed"),
        ("Mo-Fr 09:00-12:00", "2026-05-14T10:00", "closed"),
        ("Mo-Su 09:00-12:00", "2026-06-04T10:00", "open"),
        ("Mo-Sa 09:00-12:00; Su 11:00-12:00", "2026-06-04T10:00", "closed"),
        ("Mo-Sa 09:00-12:00; Su 11:00-12:00", "2026-06-04T11:30", "open"),
        ("Th 15:00-17:00, Su[1] 15:00-17:00", "2026-06-04T16:00", "open"),
        ("Su[1] 15:00-17:00", "2026-06-04T16:00", "closed"),
        ("Su,PH 10:00-12:00", "2026-06-04T11:00", "open"),
        ("Su,PH 10:00-12:00; Mo-Sa 14:00-16:00", "2026-06-04T11:00", "open"),
        ("PH 10:00-12:00", "2026-06-05T11:00", "closed"),
        ("Su 10:00-12:00; PH off", "2026-11-01T11:00", "closed"),  # Allerheiligen on a Sunday
        ("Sa 10:00-12:00", "2026-10-31T11:00", "open"),
        ("Mo-Fr 09:00-12:00; PH off", "2030-10-31T10:00", "open"),
        ('Mo-Fr 09:00-12:00 "not on PH; ask"', "2026-11-18T10:00", "open"),
        # The days on which the clock changes: the wall's time counts.
        ("Su 01:00-05:00", "2026-03-29T03:30", "open"),
        ("Su 02:30-03:30", "2026-10-25T02:45", "open"),
        ("Su 09:00-12:00", "2026-03-29T07:30+00:00", "open"),
        ("Su 09:00-12:00", "2026-10-25T07:30+00:00", "closed"),
        ("Su 09:00-12:00", "2026-10-25T08:00+00:00", "open"),
        # By appointment.
        ('Mo-Fr 09:00-12:00 || "nach Vereinbarung"', "2026-11-18T10:00", "open"),
        ('Mo-Fr 09:00-12:00 || "by appointment"', "2026-11-18T15:00", "appointment"),
        ('Mo-Fr 09:00-12:00 || "am Hintereingang"', "2026-11-18T15:00", "closed"),
        ('Mo-Fr 09:00-12:00 "nur mit Termin"', "2026-11-18T10:00", "appointment"),
        ('Mo-Fr 09:00-12:00 "nur mit Termin"', "2026-11-18T15:00", "closed"),
        # What cannot be known.
        (None, "2026-11-18T10:00", "unknown"),
        ("", "2026-11-18T10:00", "unknown"),
        (" ", "2026-11-18T10:00", "unknown"),
        ("fragen Sie Frau Holle", "2026-11-18T10:00", "unknown"),
        ("Mo-Fr 09:00-12:00 unknown", "2026-11-18T10:00", "unknown"),
        ("We 16:30+", "2026-11-18T17:00", "unknown"),
        ("We 16:30+", "2026-11-18T16:00", "closed"),
        ("Mo-Fr 09:00-12:00; SH off", "2026-11-18T10:00", "unknown"),
        ("Mo-Fr 09:00-12:00; SH off", "2026-11-18T15:00", "closed"),
    ],
)
def test_states(hours: str | None, at: str, expected: str) -> None:
    assert state(hours, now(at)) == expected


def test_what_the_service_says_of_itself_comes_first() -> None:
    at = now("2026-11-18T10:00")
    assert state("24/7", at, temporarily_closed=True) == "temporarily_closed"
    assert state("24/7", at, appointment_only=True) == "appointment"
    assert state(None, at, appointment_only=True) == "appointment"
    assert state(None, at, appointment_only=True, temporarily_closed=True) == "temporarily_closed"


@pytest.mark.parametrize(
    ("hours", "at", "expected"),
    [
        ("Mo-Fr 09:00-12:00", "2026-11-18T08:00", "2026-11-18T09:00+01:00"),
        ("Mo-Fr 09:00-12:00", "2026-11-18T09:00", "2026-11-19T09:00+01:00"),
        ("Mo-Fr 09:00-12:00", "2026-11-20T13:00", "2026-11-23T09:00+01:00"),
        ("Mo-Fr 09:00-12:00", "2026-12-24T13:00", "2026-12-28T09:00+01:00"),
        ("Mo-Fr 09:00-12:00; PH off", "2026-06-03T13:00", "2026-06-05T09:00+02:00"),
        ("Mo[1] 16:00-18:00", "2026-11-19T10:00", "2026-12-07T16:00+01:00"),
        ("Fr 20:00-02:00", "2026-11-20T21:00", "2026-11-27T20:00+01:00"),
        ("Su 02:30-03:30", "2026-03-28T10:00", "2026-03-29T03:30+02:00"),
        ("24/7", "2026-11-18T08:00", None),
        ("Mo-Fr 09:00-12:00 unknown", "2026-11-18T08:00", None),
        ("2020 Jan 01 10:00-12:00", "2026-11-18T08:00", None),
        ("nonsense", "2026-11-18T08:00", None),
        (None, "2026-11-18T08:00", None),
    ],
)
def test_next_opening(hours: str | None, at: str, expected: str | None) -> None:
    found = next_opening(hours, now(at))
    assert (found.isoformat(timespec="minutes") if found else None) == expected


@pytest.mark.parametrize(
    ("written", "osm"),
    [
        ("Mo-Fr 9-12", "Mo-Fr 09:00-12:00"),
        ("Mo, Di 9–12 Uhr und 14-16; Do 14 - 16.30 Uhr", "Mo,Tu 09:00-12:00,14:00-16:00; Th 14:00-16:30"),
        ("Mo, Mi, Fr 8-15; Di, Do 8-16; Sa, So 11-14", "Mo,We,Fr 08:00-15:00; Tu,Th 08:00-16:00; Sa,Su 11:00-14:00"),
        ("werktags 8:30-12, Do 14-18", "Mo-Fr 08:30-12:00, Th 14:00-18:00"),
        ("Mo-Fr 8-12 nach Vereinbarung", 'Mo-Fr 08:00-12:00 "nach Vereinbarung"'),
        ('Mo 09:00-12:00 "Do 8-9"', 'Mo 09:00-12:00 "Do 8-9"'),
        ("täglich 9-17", "Mo-Su 09:00-17:00"),
    ],
)
def test_hours_as_people_write_them(written: str, osm: str) -> None:
    assert in_osm_syntax(written) == osm
    assert is_valid(osm)
    assert state(written, now("2026-11-18T10:00")) == state(osm, now("2026-11-18T10:00"))


@pytest.mark.parametrize("hours", ["Mo-Fr 9-12", "Di 09:00-12:00", "", "geöffnet", "Mo-Fr 9 Uhr"])
def test_what_is_not_osm_syntax(hours: str) -> None:
    assert not is_valid(hours)


def _printed(hours: str, lang: str = "de") -> list[tuple[str, str, tuple[int, ...]]]:
    return [(row.day, row.times(lang), row.weeks) for row in describe(hours) if row.spans]


def test_a_week_for_people() -> None:
    rows = describe("Mo-Th 09:00-12:00,14:00-16:30; Fr 09:00-12:00; PH off")
    assert [row.day for row in rows] == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    assert rows[0].spans == (("09:00", "12:00"), ("14:00", "16:30"))
    assert rows[0].times("de") == "9–12, 14–16:30 Uhr"
    assert rows[0].times("uk") == "09:00–12:00, 14:00–16:30"
    assert rows[6].spans == ()
    assert rows[6].times("de") == ""


@pytest.mark.parametrize(
    ("hours", "printed"),
    [
        ("Mo[1,3] 16:00-18:00", [("Mo", "16–18 Uhr", (1, 3))]),
        ("Mo[1] 16:00-18:00; We 09:00-12:00", [("Mo", "16–18 Uhr", (1,)), ("We", "9–12 Uhr", ())]),
        ("Mo-Fr 09:00-12:00; Jul-Aug off", []),
        ("week 1-53/2 Fr 15:00-17:00", []),
        ("Mo[-1] 16:00-18:00", []),
        ("nonsense", []),
    ],
)
def test_weeks_that_differ(hours: str, printed: list[tuple[str, str, tuple[int, ...]]]) -> None:
    assert _printed(hours) == printed
    assert describe(None) == ()
