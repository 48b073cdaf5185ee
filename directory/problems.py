"""What can be wrong with a service, and how it is said. One list for import, editor and ``lotse check``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]

# Code -> level and sentence. An error stops an import or an edit; a warning asks a person to look; a note informs.
CODES: dict[str, tuple[Level, str]] = {
    "no_name": ("error", "the name is missing"),
    "no_kind": ("error", "the kind is missing"),
    "unknown_field": ("error", "there is no such field"),
    "wrong_type": ("error", "{value} is not of the right type"),
    "too_long": ("error", "the text is longer than {value} characters"),
    "control_character": ("error", "the text holds a control character"),
    "unknown_word": ("error", "{value} is not one of the words allowed here"),
    "unknown_kind": ("error", "{value} is not a known kind of service"),
    "unknown_topic": ("error", "{value} is not a known topic"),
    "unknown_office": ("error", "{value} is not a known sort of authority"),
    "bad_language": ("error", "{value} is not a language code (ISO 639-1, else 639-3)"),
    "unknown_language": ("warning", "we have no name for the language {value}"),
    "bad_phone": ("error", "{value} is not a phone number in international form (+49...) nor a short public one"),
    "bad_hours": ("error", "{value} is not readable as OSM opening hours"),
    "bad_email": ("error", "{value} is not an e-mail address"),
    "bad_url": ("error", "{value} is not a web address"),
    "bad_key": ("error", "{value} is not a key: small letters, digits and hyphens"),
    "repeated_door": ("error", "the door {value} stands twice"),
    "bad_date": ("error", "{value} is not a date (YYYY-MM-DD)"),
    "bad_postcode": ("error", "{value} is not a postcode of five digits"),
    "unknown_district": ("error", "{value} is not the five-digit key of a district here"),
    "dropped_zero": ("error", "{value} has lost its leading zero, probably in a spreadsheet: 0{value}"),
    "bad_municipality": ("error", "{value} is not the eight-digit key of a municipality here"),
    "half_position": ("error", "a position needs both latitude and longitude"),
    "bad_position": ("error", "{value} is no latitude and longitude in degrees"),
    "odd_place": ("warning", "{value}"),  # the geocoding says it in a sentence, in German
    "far_position": ("error", "{value} lies far outside Rheinland-Pfalz"),
    "swapped_position": ("error", "{value} lies far outside Rheinland-Pfalz: latitude and longitude may be swapped"),
    "unknown_band": ("error", "{value}: not one of the waiting times that we know"),
    "unknown_column": ("warning", "there is no column {value}"),
    "shelter_address": ("error", "this looks like a shelter: its address must not be published"),
    "shelter_named": ("warning", "the name speaks of a shelter: make sure that the address is a public contact point"),
    "no_contact": ("warning", "there is no way to reach it: no phone, e-mail, web address"),
    "not_an_authority": ("warning", "a sort of authority is stated, but the service is none"),
    "no_office": ("warning", "the sort of authority is not stated"),
    "not_pregnancy": ("warning", "a certificate is stated, but this is no pregnancy counselling"),
    "topic_both": ("warning", "the topic {value} is stated and dropped at once: it counts as stated"),
    "itself": ("error", "a service has no relation to itself"),
    "no_such_service": ("error", "there is no service with the key {value}"),
    "not_shown": ("warning", "{value} is no published service, so this relation is not shown"),
    "area_of_all": ("warning", "it serves the whole Land, so single areas mean nothing"),
    "intake_expired": ("warning", "what is said about intake was true until {value}"),
    "future_date": ("error", "the date {value} lies in the future"),
    "no_source": ("error", "no source is named"),
    "stale": ("note", "confirmed last in {value}: too old"),
    "undated": ("note", "nobody knows when this was last true"),
    "rule_old": ("note", "this rule is as of {value}: older than a year"),
    "rule_expired": ("warning", "this rule held until {value}, and no row says what holds now"),
    "absence_old": ("note", "said on {value}, more than a year ago: ask again"),
    "absence_belied": ("warning", "somebody said that there is none, but services known to us there: {value}"),
    "duplicate": ("warning", "may be the same service as {value}"),
    "no_way_in": ("warning", "no rule refers anybody to this kind of service"),
    "dead_end": ("warning", "no rule leads on from this kind of service"),
    "deadline_without_source": ("warning", "no source is known for this deadline, so the pages say to ask"),
    "rule_in_doubt": ("note", "the law has changed since, so the pages say to ask"),
    "rule_ended": ("warning", "what it says was true until {value}"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """``where`` is a service's key, or a line or feature of a file; ``field`` a name of ``directory.facts``."""

    where: str
    field: str | None
    code: str
    value: str | None = None
    detail: str | None = None  # for problems of a file: the whole sentence

    @property
    def level(self) -> Level:
        """Problems of a file are errors; all others as the table says."""
        return CODES[self.code][0] if self.code in CODES else "error"

    @property
    def message(self) -> str:
        """The sentence without place and field."""
        return self.detail or CODES[self.code][1].format(value=self.value)

    def __str__(self) -> str:
        named = f"{self.where}: {self.field}" if self.field else self.where
        return f"{self.level}: {named}: {self.message}"


def errors(problems: list[Problem]) -> list[Problem]:
    """Those that stop a write."""
    return [problem for problem in problems if problem.level == "error"]
