"""What people call columns, and write into cells."""

from __future__ import annotations

import pytest

from directory.exchange import csv, xlsx
from directory.exchange.headers import code_of, column_of, columns
from directory.exchange.sheets import read_rows
from directory.exchange.tables import read_table
from directory.exchange.template import template
from geo.errors import BadInput


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Straße", "door_street"), ("STRASSE", "door_street"), ("PLZ", "door_postcode"), ("zip code", "door_postcode"),
        ("Träger", "organization"), ("E-Mail", "email"), ("Tel.", "phones"), ("Telephone", "phones"),
        ("Provider", "organization"), ("Öffnungszeiten", "opening_hours"), ("door key", "door_key"),
        ("Zuständig für", "areas"), ("wizard", "wizard"),
    ],
)  # fmt: skip
def test_headers(header: str, column: str) -> None:
    assert column_of(header) == column


@pytest.mark.parametrize(
    ("column", "word", "code"),
    [
        ("kinds", "Schuldnerberatung", "debt"), ("kinds", "Debt advice", "debt"), ("kinds", "debt", "debt"),
        ("kinds", "MFD", "mfd"), ("kinds", "Zauberei", "Zauberei"), ("languages", "Arabisch", "ar"),
        ("languages", "ukrainian", "uk"), ("topics", "Einbürgerung", "naturalisation"),
        ("district", "Landkreis Mayen-Koblenz", "07137"), ("district", "Stadt Trier", "07211"),
        ("areas", "Kreis Ahrweiler", "07131"), ("intake", "Warteliste", "waiting"), ("channels", "vor Ort", "visit"),
        ("scope", "landesweit", "statewide"), ("office", "Jobcenter", "jobcenter"), ("name", "Telefon", "Telefon"),
    ],
)  # fmt: skip
def test_words_in_cells(column: str, word: str, code: str) -> None:
    assert code_of(column, word) == code


def test_every_other_name_stands_for_one_column_only() -> None:
    names = [(name, column) for column, found in columns().items() for name in (*found["is"], found.get("de", column))]
    assert [(name, column) for name, column in names if column_of(name) != column] == []


def test_lists_are_parted_by_bars_and_where_nothing_else_is_meant_by_commas() -> None:
    parsed = csv.read(b"name;Art;Sprachen;Telefon\nD;Suchtberatung;Arabisch, Dari | uk;0261 12345 | 115\n")
    assert parsed.problems == []
    (found,) = parsed.services
    assert (found.facts["languages"], found.facts["phones"]) == (["ar", "prs", "uk"], ["+4926112345", "115"])


@pytest.mark.parametrize(
    ("written", "facts"),
    [
        ("Mo-Fr 09:00-12:00", {"hours": "Mo-Fr 09:00-12:00"}),
        ("Mo-Do 9-12 Uhr", {"hours": "Mo-Th 09:00-12:00", "hours_text": "Mo-Do 9-12 Uhr"}),
        ("nach Vereinbarung", {"hours_text": "nach Vereinbarung"}),
    ],
)
@pytest.mark.parametrize("door", [False, True])
def test_hours_as_people_write_them(written: str, facts: dict[str, str], door: bool) -> None:
    parsed = read_table(
        [(1, ["key", "Öffnungszeiten", *(["door_key"] if door else [])]), (2, ["k", written, *(["d"] if door else [])])]
    )
    (found,) = parsed.services
    prefix = "doors.d." if door else ""
    stated = {name: content for name, content in found.facts.items() if name != "doors"}
    assert stated == {f"{prefix}{name}": content for name, content in facts.items()}


def test_the_template_can_be_read() -> None:
    (number, header), *rest = read_rows(template("xlsx"))
    assert (number, header[0], rest) == (1, "Name", [])
    parsed = xlsx.read(template("xlsx"))
    assert (parsed.services, parsed.problems) == ([], [])
    parsed = csv.read(template("csv") + b"Dienst,,Suchtberatung,,,,,,,,,,,,,,,,\n")
    assert parsed.problems == []
    assert [service.facts["kinds"] for service in parsed.services] == [["addiction"]]
    with pytest.raises(BadInput, match="no template"):
        template("doc")
