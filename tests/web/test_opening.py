"""Open now, and when again: five states, whole sentences, holidays of the Land, old hours hedged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from markupsafe import Markup

from directory.clock import BERLIN
from directory.public_holidays import holiday_name
from directory.records import Door, ServiceRecord
from finder.service import Service
from finder.web.making.hours import HOLIDAYS, holiday_note
from finder.web.making.opening import open_text
from finder.web.wording.catalogue import load_translations
from finder.web.wording.voice import Voice

WEEK = "Mo-Th 09:00-12:00,14:00-16:30; Fr 09:00-12:00"
VOICES = {code: Voice(translation) for code, translation in load_translations().items() if code in ("de", "en")}


@pytest.fixture(scope="module")
def some(service: Service) -> ServiceRecord:
    """A record of today with one door and nothing that speaks of hours."""
    record = next(record for record in service.records if record.doors)
    door = replace(record.doors[0], hours=WEEK, hours_text=None)
    return replace(record, doors=(door,), hours=None, access_text=None, temporarily_closed=False, as_of="2026-06-01")


def _said(record: ServiceRecord, door: Door, at: str, lang: str = "de") -> str | None:
    text = open_text(record, door, datetime.fromisoformat(at).replace(tzinfo=BERLIN), VOICES[lang])
    return None if text is None else text.striptags()


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-06-02T10:00", "Jetzt geöffnet bis 12 Uhr"),
        ("2026-06-02T15:00", "Jetzt geöffnet bis 16:30 Uhr"),
        ("2026-06-02T08:00", "Jetzt geschlossen, öffnet heute um 9 Uhr"),
        ("2026-06-02T12:00", "Jetzt geschlossen, öffnet heute um 14 Uhr"),
        ("2026-06-02T18:00", "Jetzt geschlossen, öffnet morgen um 9 Uhr"),
        ("2026-06-03T18:00", "Jetzt geschlossen. Öffnet wieder: Freitag, 9 Uhr"),  # Thursday is Fronleichnam
        ("2026-06-04T10:00", "Heute ist Feiertag: Fronleichnam. Jetzt geschlossen, öffnet morgen um 9 Uhr"),
        ("2026-06-05T13:00", "Jetzt geschlossen. Öffnet wieder: Montag, 9 Uhr"),
        ("2026-06-06T10:00", "Jetzt geschlossen. Öffnet wieder: Montag, 9 Uhr"),
    ],
)
def test_the_next_opening_in_words(some: ServiceRecord, at: str, said: str) -> None:
    assert _said(some, some.doors[0], at) == said


@pytest.mark.parametrize(
    ("changes", "hours", "said"),
    [
        ({"as_of": "2020"}, WEEK, "Nach alten Angaben jetzt geschlossen. Öffnet wieder: morgen, 9 Uhr"),
        ({"as_of": None}, "24/7", "Nach alten Angaben jetzt geöffnet"),
        ({}, "24/7", "Jetzt geöffnet"),
        ({}, None, None),
        ({}, "nach Absprache mal so", None),
        ({"access_text": "nur mit Termin"}, WEEK, "Nur mit Termin"),
        ({"temporarily_closed": True}, WEEK, "Vorübergehend geschlossen"),
        ({}, 'We 09:00-12:00 || "nach Vereinbarung"', "Jetzt nur mit Termin. Ohne Termin wieder: morgen, 9 Uhr"),
    ],
)
def test_every_state(some: ServiceRecord, changes: dict[str, object], hours: str | None, said: str | None) -> None:
    record = replace(some, **changes)  # type: ignore[arg-type]
    assert _said(record, replace(some.doors[0], hours=hours), "2026-06-02T18:00") == said


def test_times_are_isolated_and_said_in_the_pages_language(some: ServiceRecord) -> None:
    text = open_text(some, some.doors[0], datetime(2026, 6, 2, 18, tzinfo=BERLIN), VOICES["en"])
    assert text == Markup('Closed now, opens tomorrow at <bdi dir="ltr">09:00</bdi>')


def test_a_coming_holiday_is_announced() -> None:
    assert str(holiday_note(WEEK, date(2026, 6, 1), VOICES["de"])) == (
        "Feiertag, geschlossen: <bdi>4. Juni 2026</bdi> (Fronleichnam)"
    )
    assert holiday_note(WEEK, date(2026, 6, 5), VOICES["de"]) is None
    assert holiday_note("Sa 09:00-12:00", date(2026, 6, 1), VOICES["de"]) is None, "closed on Thursdays anyway"
    assert holiday_note(None, date(2026, 6, 1), VOICES["de"]) is None


def test_every_holiday_has_a_name_that_can_be_translated() -> None:
    days = (date.fromordinal(n) for n in range(date(2025, 1, 1).toordinal(), date(2031, 1, 1).toordinal()))
    assert {name for day in days if (name := holiday_name(day))} == HOLIDAYS
